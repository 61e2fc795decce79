// The orders in which those who wait are served. To add one: write its kind here, add it to the
// list.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>

#include "models/request.h"
#include "sim/input/kinds.h"

namespace models {

// One who joins a line.
struct Joining {
  const Request& request;
  sim::Duration work;    // what it will ask of a core; zero where that is not known yet
  std::int64_t earlier;  // how many have joined before
};

// Who came first is served first.
struct Fifo {
  static constexpr std::string_view kName = "fifo";
  static constexpr std::string_view kSummary = "Who came first is served first.";
  struct Spec {
    bool operator==(const Spec&) const = default;
  };
  explicit Fifo(const Spec&) {}
  std::int64_t rank(const Joining&) const { return 0; }
};

struct Lifo {
  static constexpr std::string_view kName = "lifo";
  static constexpr std::string_view kSummary = "Who came last is served first.";
  struct Spec {
    bool operator==(const Spec&) const = default;
  };
  explicit Lifo(const Spec&) {}
  std::int64_t rank(const Joining& joining) const { return -joining.earlier; }
};

struct Priority {
  static constexpr std::string_view kName = "priority";
  static constexpr std::string_view kSummary =
      "The lowest priority number is served first; within one, who came first.";
  struct Spec {
    bool preemptive = false;
    void fields(auto& f) {
      f.optional("preemptive", preemptive,
                 "Whether a request takes the core of one with a higher number, which goes on "
                 "later where it was stopped.");
    }
    bool operator==(const Spec&) const = default;
  };
  explicit Priority(const Spec& spec) : preemptive_(spec.preemptive) {}
  std::int64_t rank(const Joining& joining) const { return joining.request.priority; }
  bool preempts() const { return preemptive_; }

 private:
  bool preemptive_;
};

struct EarliestDeadline {
  static constexpr std::string_view kName = "deadline";
  static constexpr std::string_view kSummary =
      "The earliest deadline is served first; requests without one come last.";
  struct Spec {
    bool operator==(const Spec&) const = default;
  };
  explicit EarliestDeadline(const Spec&) {}
  std::int64_t rank(const Joining& joining) const {
    return joining.request.deadline.time_since_epoch().count();
  }
};

struct Shortest {
  static constexpr std::string_view kName = "shortest";
  static constexpr std::string_view kSummary =
      "The least work on a core is served first; in a line for threads, who came first.";
  struct Spec {
    bool operator==(const Spec&) const = default;
  };
  explicit Shortest(const Spec&) {}
  std::int64_t rank(const Joining& joining) const { return joining.work.count(); }
};

struct ProcessorSharing {
  static constexpr std::string_view kName = "processor_sharing";
  static constexpr std::string_view kSummary =
      "Nobody waits for a core: all are served at once, each at an equal share of the cores and "
      "never faster than one.";
  struct Spec {
    bool operator==(const Spec&) const = default;
  };
  explicit ProcessorSharing(const Spec&) {}
  std::int64_t rank(const Joining&) const { return 0; }
  bool shares() const { return true; }
};

template <class Order>
concept LineOrder = requires(const Order order, const Joining& joining) {
  { order.rank(joining) } -> std::same_as<std::int64_t>;
};

using Orders = sim::Kinds<Fifo, Lifo, Priority, EarliestDeadline, Shortest, ProcessorSharing>;
static_assert(Orders::all<[]<class Kind>() { return LineOrder<Kind>; }>());

// A chosen order: what lines ask of it.
class Order {
 public:
  explicit Order(const Orders::Spec& spec) : order_(Orders::make(spec)) {}

  std::int64_t rank(const Request& request, sim::Duration work, std::int64_t earlier) const {
    const Joining joining{request, work, earlier};
    return std::visit([&](const auto& order) { return order.rank(joining); }, order_);
  }
  // Whether one who comes may take the core of one who is served.
  bool preempts() const {
    return std::visit(
        [](const auto& order) {
          if constexpr (requires { order.preempts(); }) return order.preempts();
          return false;
        },
        order_);
  }
  // Whether all are served at once.
  bool shares() const {
    return std::visit(
        [](const auto& order) {
          if constexpr (requires { order.shares(); }) return order.shares();
          return false;
        },
        order_);
  }

 private:
  Orders::Any order_;
};

}  // namespace models

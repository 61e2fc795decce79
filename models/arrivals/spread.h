// Where within an interval events fall of which only the number is known, as in a recorded count
// per second.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "sim/input/kinds.h"
#include "sim/kernel/elementary.h"
#include "sim/kernel/stream.h"
#include "sim/kernel/variates.h"

namespace models {

// `count` events in [from, to).
struct CountedInterval {
  sim::Duration from{};
  sim::Duration to{};
  std::uint64_t count = 0;
};

// Each uniformly somewhere, independent of the others; in order and one at a time, without ever
// holding all of them: the next of k is the least of k uniform ones in what is left. Bentley & Saxe
// (1980), ACM TOMS 6, 359.
class AtRandom {
 public:
  static constexpr std::string_view kName = "random";
  static constexpr std::string_view kSummary = "Each anywhere, independent of the others.";
  struct Spec {
    bool operator==(const Spec&) const = default;
  };

  AtRandom(const Spec&, const CountedInterval& interval);

  std::optional<sim::Duration> next(sim::Stream& stream) {
    if (to_come_ == 0) return std::nullopt;
    left_ *= sim::exp(-sim::unit_exponential(stream) / static_cast<double>(to_come_));
    --to_come_;
    const sim::Duration rest = std::max(sim::to_duration(left_), sim::Duration{1});
    return interval_.to - rest;
  }

 private:
  CountedInterval interval_;
  std::uint64_t to_come_;
  double left_;  // nanoseconds to the end of the interval
};

// As far apart from each other as possible: the interval in equal parts, one in the middle of each.
class Evenly {
 public:
  static constexpr std::string_view kName = "evenly";
  static constexpr std::string_view kSummary = "Equally far apart.";
  struct Spec {
    bool operator==(const Spec&) const = default;
  };

  Evenly(const Spec&, const CountedInterval& interval);

  std::optional<sim::Duration> next(sim::Stream&) {
    if (to_come_ == 0) return std::nullopt;
    --to_come_;
    const sim::Duration now = at_;
    at_ += step_;
    carried_ += remainder_;
    if (carried_ >= 2 * interval_.count) {
      carried_ -= 2 * interval_.count;
      at_ += sim::Duration{1};
    }
    return now;
  }

 private:
  CountedInterval interval_;
  std::uint64_t to_come_;
  sim::Duration at_;
  sim::Duration step_{};
  std::uint64_t remainder_ = 0;  // of a step, in parts of 1 ns / (2 count)
  std::uint64_t carried_ = 0;    // of at_, in the same parts
};

template <class Kind>
concept SpreadKind = requires(Kind kind, sim::Stream& stream) {
  { kind.next(stream) } -> std::same_as<std::optional<sim::Duration>>;
};

struct Spreads : sim::Kinds<AtRandom, Evenly> {
  static constexpr std::string_view kTypeName = "Spread";
};
static_assert(Spreads::all<[]<class Kind>() { return SpreadKind<Kind>; }>());

// The events of one counted interval, in order.
class CountedArrivals {
 public:
  // An interval with events is not empty.
  CountedArrivals(const Spreads::Spec& spec, const CountedInterval& interval);

  // Within [from, to), not before the one before; nothing after the last.
  std::optional<sim::Duration> next(sim::Stream& stream) {
    return std::visit([&stream](auto& kind) { return kind.next(stream); }, kind_);
  }

 private:
  Spreads::Any kind_;
};

}  // namespace models

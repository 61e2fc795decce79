// The network of one run: how long messages between zones take now, and what is cut off.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "models/durations/catalogue.h"
#include "models/topology/ids.h"
#include "models/topology/layout.h"
#include "models/topology/routes.h"
#include "models/topology/wire.h"
#include "sim/kernel/draws.h"
#include "sim/kernel/time.h"

namespace models {

// How much worse a link is than it should be.
struct Degradation {
  double factor = 1;      // of each latency drawn; not negative
  sim::Duration added{};  // to each latency
  double loss = 0;        // share of messages lost besides the link's own; below 1
};

// Messages take the cheapest route by mean latency, over links that are not cut and zones that are
// not lost; routes are looked for anew only when such a link or zone comes or goes. A link that is
// only degraded keeps its routes: real ones do not know either. Messages within a zone take no
// link.
//
// A message that is lost arrives later, when it was sent again: Linux's TCP, RTO 200 ms doubling to
// 120 s, at most 15 times (tcp_retries2). After the 15th it arrives in any case, 13 minutes late.
class Network {
 public:
  using Spec = NetworkSpec;

  // `spec` is null if there is no network: messages take no time, and all can be reached until it
  // is cut off.
  Network(const Zones& zones, const NetworkSpec* spec);
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  const Layout& layout() const { return layout_; }

  bool reachable(ZoneId from, ZoneId to) const { return path(from, to).exists; }
  // Of one message, one way; requires a route. The same draws give the same time.
  sim::Duration latency(ZoneId from, ZoneId to, sim::Draws& draws) const {
    const Path& way = path(from, to);
    if (way.is_fixed) [[likely]]
      return way.time;
    return drawn_latency(from, to, draws);
  }
  // In nanoseconds, with what is degraded, without what is lost and sent again; requires a route.
  double mean_latency(ZoneId from, ZoneId to) const;
  // False if a message is there at once, with no need to ask further. Numbers that are no zone's
  // stand for outside, which is at no distance.
  bool takes_time(std::uint32_t from, std::uint32_t to) const {
    if (from >= zones_ || to >= zones_) return false;
    const Path& way = path(ZoneId{from}, ZoneId{to});
    return !way.is_fixed || way.time > sim::Duration{};
  }

  // False unless links have a capacity: then no message need ask for wires.
  bool has_wires() const { return !wires_.empty(); }
  // Calls `visit` with each link of the present route that has a capacity, in order.
  template <class Visit>
  void wires_along(std::uint32_t from, std::uint32_t to, Visit visit) {
    if (from >= zones_ || to >= zones_ || from == to || wires_.empty()) return;
    for (const LinkId link : routes_.links(ZoneId{from}, ZoneId{to}))
      if (std::optional<Wire>& wire = wires_[link.index]) visit(*wire);
  }
  // By LinkId; none where a link has no capacity, no entries where none has.
  std::vector<std::optional<Wire>>& wires() { return wires_; }

  sim::Duration retransmit() const { return retransmit_; }
  sim::Duration give_up() const { return give_up_; }

  // Changes whenever a route does.
  std::uint64_t version() const { return version_; }
  // Calls `observer` after each such change.
  void on_change(std::function<void()> observer) { observers_.push_back(std::move(observer)); }
  // From now on nobody is told, because those who would be are going.
  void forget_observers() { observers_.clear(); }

  // Ends what it stands for when it goes out of scope; must go before the network does.
  class [[nodiscard]] Disturbance {
   public:
    Disturbance(Disturbance&& other) noexcept
        : network_(std::exchange(other.network_, nullptr)), number_(other.number_) {}
    Disturbance& operator=(Disturbance&& other) noexcept {
      std::swap(network_, other.network_);
      std::swap(number_, other.number_);
      return *this;
    }
    ~Disturbance() {
      if (network_ != nullptr) network_->end(number_);
    }

   private:
    friend class Network;
    Disturbance(Network& network, std::uint64_t number) : network_(&network), number_(number) {}
    Network* network_;
    std::uint64_t number_;
  };

  // Disturbances may overlap: a link or zone is back when the last that took it has ended, and
  // degradations add to each other. Of the target's zones every message from, to, through and
  // within is cut off; of its links every message.
  Disturbance cut(const Target& target);
  // Of the target's links; of its zones' the messages within.
  Disturbance degrade(const Target& target, const Degradation& degradation);

 private:
  struct Path {
    bool exists = false;
    bool is_fixed = false;  // exists, and every message takes `time`
    sim::Duration time{};
    double loss = 0;
  };
  // A link, or the inside of a zone, as it is now.
  struct Stretch {
    RandomDuration latency;
    double mean;  // nanoseconds
    bool is_constant;
    double loss;
    std::int64_t cuts = 0;
    Degradation now{};
    double loss_now = 0;
  };
  struct Happening {
    std::uint64_t number;
    Target target;
    bool is_cut;
    Degradation degradation;
  };

  const Path& path(ZoneId from, ZoneId to) const { return paths_[from.index * zones_ + to.index]; }
  sim::Duration drawn_latency(ZoneId from, ZoneId to, sim::Draws& draws) const;
  sim::Duration sent_again(double loss, sim::Draws& draws) const;
  // What a message passes: the zone itself, or the links of the route.
  template <class Visit>
  void along(ZoneId from, ZoneId to, Visit visit) const;

  Disturbance begin(Happening happening);
  void end(std::uint64_t number);
  void count_cuts(const Target& target, std::int64_t change);
  void degrade_anew();
  void find_routes();
  void find_paths();
  Path find_path(ZoneId from, ZoneId to) const;
  std::vector<Passage> usable_passages() const;

  Layout layout_;
  std::size_t zones_;
  sim::Duration retransmit_;
  sim::Duration give_up_;
  std::vector<Stretch> links_;    // by LinkId
  std::vector<Stretch> insides_;  // by ZoneId
  std::vector<std::optional<Wire>> wires_;
  Routes routes_;
  std::vector<Path> paths_;  // [from][to]
  std::vector<Happening> happenings_;
  std::uint64_t happened_ = 0;
  std::uint64_t version_ = 0;
  std::vector<std::function<void()>> observers_;
};

}  // namespace models

// Routes and times, found anew when something comes or goes.
#include "models/topology/network.h"

#include <algorithm>
#include <variant>

#include "sim/kernel/check.h"
#include "sim/kernel/elementary.h"

namespace models {

namespace {

constexpr int kMostRetransmissions = 15;             // Linux: net.ipv4.tcp_retries2
constexpr sim::Duration kLongestTimeout = 120s;      // Linux: TCP_RTO_MAX
constexpr double kLongestCost = 1e15;                // ns, 11 days: so that no sum overflows
constexpr sim::Duration kLongestLatency = 24h * 30;  // of one link, for the same reason
constexpr double kLargestFactor = 1e15;              // of all that degrades a link at once

bool is_constant(const sim::OneOf<Durations>& latency) {
  return std::holds_alternative<Constant<sim::Duration>::Spec>(latency.spec);
}

sim::Duration degraded(sim::Duration latency, const Degradation& now) {
  if (now.factor != 1.0) {
    latency = sim::to_duration(static_cast<double>(latency.count()) * now.factor);
  }
  return std::min(latency + now.added, kLongestLatency);
}

double either_lost(double one, double other) {
  return 1.0 - (1.0 - one) * (1.0 - other);
}

}  // namespace

Network::Network(const Zones& zones, const NetworkSpec* spec)
    : layout_(lay_out(zones, spec)),
      zones_(layout_.zones.size()),
      retransmit_((spec != nullptr ? *spec : NetworkSpec{}).retransmit),
      give_up_((spec != nullptr ? *spec : NetworkSpec{}).give_up),
      routes_(zones_),
      paths_(zones_ * zones_) {
  const auto stretch = [](const sim::OneOf<Durations>& latency, double loss) {
    const RandomDuration random(latency);
    return Stretch{.latency = random,
                   .mean = random.mean(),
                   .is_constant = is_constant(latency),
                   .loss = loss,
                   .loss_now = loss};
  };
  for (const Link& link : layout_.links) links_.push_back(stretch(link.latency, link.loss));
  for (std::size_t zone = 0; zone < zones_; ++zone) {
    insides_.push_back(stretch(layout_.same_zone, 0));
  }
  const auto has_capacity = [](const Link& link) { return link.capacity.has_value(); };
  if (std::ranges::any_of(layout_.links, has_capacity)) {
    for (const Link& link : layout_.links)
      wires_.push_back(link.capacity ? std::optional<Wire>({*link.capacity, sim::kStart})
                                     : std::nullopt);
  }
  routes_ = Routes(zones_, usable_passages());
  find_paths();
}

template <class Visit>
void Network::along(ZoneId from, ZoneId to, Visit visit) const {
  if (from == to) {
    visit(insides_[from.index]);
  } else {
    for (const LinkId link : routes_.links(from, to)) visit(links_[link.index]);
  }
}

double Network::mean_latency(ZoneId from, ZoneId to) const {
  sim::check(reachable(from, to), "only where a route leads there is a latency");
  double mean = 0;
  along(from, to, [&mean](const Stretch& stretch) {
    mean += stretch.mean * stretch.now.factor + static_cast<double>(stretch.now.added.count());
  });
  return mean;
}

sim::Duration Network::drawn_latency(ZoneId from, ZoneId to, sim::Draws& draws) const {
  sim::check(reachable(from, to), "only where a route leads there is a latency");
  sim::Duration time{};
  along(from, to, [&](const Stretch& stretch) {
    time += degraded(stretch.latency.sample(draws), stretch.now);
  });
  return time + sent_again(path(from, to).loss, draws);
}

sim::Duration Network::sent_again(double loss, sim::Draws& draws) const {
  sim::Duration late{};
  if (loss == 0) return late;
  sim::Duration timeout = retransmit_;
  for (int lost = 0; lost < kMostRetransmissions && draws.uniform() < loss; ++lost) {
    late += timeout;
    timeout = std::max(retransmit_, std::min(2 * timeout, kLongestTimeout));
  }
  return late;
}

Network::Disturbance Network::cut(const Target& target) {
  return begin({.number = ++happened_, .target = target, .is_cut = true, .degradation = {}});
}

Network::Disturbance Network::degrade(const Target& target, const Degradation& degradation) {
  sim::check(degradation.factor >= 0 && degradation.added >= sim::Duration{},
             "a degraded link takes no negative time");
  sim::check(degradation.loss >= 0 && degradation.loss < 1, "a link that loses all is cut");
  return begin(
      {.number = ++happened_, .target = target, .is_cut = false, .degradation = degradation});
}

Network::Disturbance Network::begin(Happening happening) {
  const std::uint64_t number = happening.number;
  happenings_.push_back(std::move(happening));
  const Happening& begun = happenings_.back();
  if (begun.is_cut) {
    count_cuts(begun.target, +1);
    find_routes();
  } else {
    degrade_anew();
  }
  return {*this, number};
}

void Network::end(std::uint64_t number) {
  const auto ending = std::find_if(happenings_.begin(), happenings_.end(),
                                   [&](const auto& one) { return one.number == number; });
  sim::check(ending != happenings_.end(), "a disturbance ends once");
  const Happening ended = std::move(*ending);
  happenings_.erase(ending);
  if (ended.is_cut) {
    count_cuts(ended.target, -1);
    find_routes();
  } else {
    degrade_anew();
  }
}

void Network::count_cuts(const Target& target, std::int64_t change) {
  for (const LinkId link : target.links) links_.at(link.index).cuts += change;
  for (const ZoneId zone : target.zones) insides_.at(zone.index).cuts += change;
}

// From those that last, in the order in which they began: what has ended leaves no trace, not even
// in the last bit.
void Network::degrade_anew() {
  const auto add = [](Stretch& stretch, const Degradation& more) {
    stretch.now.factor = std::min(stretch.now.factor * more.factor, kLargestFactor);
    stretch.now.added += more.added;
    stretch.loss_now = either_lost(stretch.loss_now, more.loss);
  };
  for (auto* stretches : {&links_, &insides_}) {
    for (Stretch& stretch : *stretches) {
      stretch.now = {};
      stretch.loss_now = stretch.loss;
    }
  }
  for (const Happening& happening : happenings_) {
    if (happening.is_cut) continue;
    for (const LinkId link : happening.target.links) {
      add(links_.at(link.index), happening.degradation);
    }
    for (const ZoneId zone : happening.target.zones) {
      add(insides_.at(zone.index), happening.degradation);
    }
  }
  find_paths();
}

void Network::find_routes() {
  Routes routes(zones_, usable_passages());
  const bool routes_differ = !(routes == routes_);
  routes_ = std::move(routes);
  const std::vector<Path> before = paths_;
  find_paths();
  const bool same = std::equal(before.begin(), before.end(), paths_.begin(),
                               [](const Path& a, const Path& b) { return a.exists == b.exists; });
  if (same && !routes_differ) return;
  ++version_;
  for (const auto& observer : observers_) observer();
}

void Network::find_paths() {
  for (std::uint32_t from = 0; from < zones_; ++from) {
    for (std::uint32_t to = 0; to < zones_; ++to) {
      paths_[from * zones_ + to] = find_path(ZoneId{from}, ZoneId{to});
    }
  }
}

Network::Path Network::find_path(ZoneId from, ZoneId to) const {
  const bool is_there = from != to || insides_[from.index].cuts == 0;
  if (!is_there || !routes_.exists(from, to)) return {};
  Path way{.exists = true, .is_fixed = true};
  along(from, to, [&way](const Stretch& stretch) {
    way.loss = either_lost(way.loss, stretch.loss_now);
    way.is_fixed = way.is_fixed && stretch.is_constant;
    if (!way.is_fixed) return;
    sim::Draws unused(0, 0);
    way.time += degraded(stretch.latency.sample(unused), stretch.now);
  });
  way.is_fixed = way.is_fixed && way.loss == 0;
  return way;
}

std::vector<Passage> Network::usable_passages() const {
  const auto is_up = [this](ZoneId zone) { return insides_[zone.index].cuts == 0; };
  std::vector<Passage> passages;
  for (std::uint32_t index = 0; index < links_.size(); ++index) {
    const Link& link = layout_.links[index];
    if (links_[index].cuts > 0) continue;
    const auto cost = sim::to_duration(std::min(links_[index].mean, kLongestCost)).count();
    for (const ZoneId from : link.from) {
      for (const ZoneId to : link.to) {
        if (!is_up(from) || !is_up(to)) continue;
        passages.push_back({.from = from, .to = to, .link = LinkId{index}, .cost = cost});
      }
    }
  }
  return passages;
}

}  // namespace models

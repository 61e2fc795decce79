// Which nodes of a store have which keys.
#include "models/stores/placement.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "models/keys/parts.h"

namespace models {

Placement::Placement(const StoreSpec& spec, const Nodes& nodes, const Phases& phases,
                     const Homes& homes)
    : copies_(static_cast<std::size_t>(spec.copies_each())), shares_(nodes.size(), 0.0) {
  if (!homes.empty()) {
    deal_to_homes(homes, nodes);
    shards_.resize(phases.size(), shards_.front());
  } else if (spec.ring) {
    place_on_ring(*spec.ring, nodes, phases);
  } else {
    deal_out(static_cast<std::size_t>(spec.shards.value_or(1)), nodes, phases);
  }
}

Placement::ShardId Placement::shard_of(std::uint64_t key) const {
  const std::uint64_t position = position_of_key(key);
  if (ring_.size() > 0) return shard_of_point_[ring_.at(position)];
  return static_cast<ShardId>(part_at(position, shards().size()));
}

Placement::List Placement::spread(const List& order, std::size_t count, const Nodes& nodes) {
  std::vector<std::uint32_t> chosen;
  std::vector<std::uint32_t> left = order;
  while (chosen.size() < count) {
    std::set<std::uint32_t> zones;
    std::vector<std::uint32_t> passed_over;
    for (const std::uint32_t node : left) {
      if (chosen.size() < count && zones.insert(nodes[node]->zone).second) {
        chosen.push_back(node);
      } else {
        passed_over.push_back(node);
      }
    }
    left = std::move(passed_over);
  }
  return chosen;
}

// Each node once, in the order in which its points come after the first.
void Placement::place_on_ring(const StoreRing& ring, const Nodes& nodes, const Phases& phases) {
  std::vector<HashRing::Owner> owners;
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    const double weight = ring.weights && i < ring.weights->size() ? (*ring.weights)[i] : 1.0;
    const auto points =
        std::max<std::int64_t>(1, sim::round_half_even(static_cast<double>(ring.points) * weight));
    owners.push_back({.name = nodes[i]->name, .number = i, .points = points});
  }
  ring_.add(owners);
  shares_ = ring_.shares(phases.front());
  shards_.resize(phases.size());
  std::map<std::vector<List>, ShardId> known;
  shard_of_point_.resize(ring_.size());
  for (std::size_t point = 0; point < ring_.size(); ++point) {
    std::vector<List> lists;
    for (const auto& present : phases) lists.push_back(list_at(point, present, nodes));
    const auto [place, is_new] =
        known.try_emplace(std::move(lists), static_cast<ShardId>(shard_shares_.size()));
    if (is_new) {
      for (std::size_t phase = 0; phase < phases.size(); ++phase)
        shards_[phase].push_back(place->first[phase]);
      shard_shares_.push_back(0);
    }
    shard_of_point_[point] = place->second;
    shard_shares_[place->second] += ring_.share(point);
  }
}

Placement::List Placement::list_at(std::size_t point, const std::vector<bool>& present,
                                   const Nodes& nodes) const {
  std::set<std::uint32_t> zones;
  std::size_t count = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!present[i]) continue;
    zones.insert(nodes[i]->zone);
    ++count;
  }
  // With a zone for each copy, whoever comes once there are enough zones cannot be chosen any more.
  const bool has_zones = zones.size() >= copies_;
  List order;
  std::set<std::uint32_t> zones_met;
  for (std::size_t at = point; order.size() < count; at = ring_.after(at)) {
    const std::uint32_t node = ring_.owner(at);
    if (!present[node] || std::find(order.begin(), order.end(), node) != order.end()) continue;
    order.push_back(node);
    zones_met.insert(nodes[node]->zone);
    if (has_zones && zones_met.size() == copies_) break;
    if (zones.size() == 1 && order.size() == copies_) break;
  }
  return spread(order, copies_, nodes);
}

void Placement::deal_out(std::size_t shards, const Nodes& nodes, const Phases& phases) {
  List members;
  for (std::uint32_t i = 0; i < nodes.size(); ++i)
    if (phases.front()[i]) members.push_back(i);
  std::vector<List> dealt;
  for (std::size_t shard = 0; shard < shards; ++shard) {
    List order = members;
    const std::size_t first = shard % members.size();
    std::rotate(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(first), order.end());
    dealt.push_back(spread(order, copies_, nodes));
    shard_shares_.push_back(1.0 / static_cast<double>(shards));
    shares_[order.front()] += shard_shares_.back();
  }
  for (std::size_t phase = 0; phase < phases.size(); ++phase) {
    if (phase > 0) deal_anew(dealt, phases[phase], nodes);
    shards_.push_back(dealt);
  }
}

// Where there are several nodes, leaders go to the one that leads least, and other copies to the
// one that has the fewest.
void Placement::deal_to_homes(const Homes& homes, const Nodes& nodes) {
  std::vector<std::size_t> leads(nodes.size(), 0);
  std::vector<std::size_t> copies(nodes.size(), 0);
  shards_.emplace_back();
  for (std::size_t shard = 0; shard < homes.size(); ++shard) {
    List order;
    for (const std::vector<std::uint32_t>& zones : homes[shard]) {
      const std::vector<std::size_t>& load = order.empty() ? leads : copies;
      std::optional<std::uint32_t> best;
      for (std::uint32_t node = 0; node < nodes.size(); ++node)
        if (std::ranges::find(zones, nodes[node]->zone) != zones.end() &&
            (!best || load[node] < load[*best]))
          best = node;
      if (best) order.push_back(*best);
    }
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      const auto node = static_cast<std::uint32_t>((shard + i) % nodes.size());
      if (std::ranges::find(order, node) == order.end()) order.push_back(node);
    }
    const List& chosen = shards_.front().emplace_back(spread(order, copies_, nodes));
    ++leads[chosen.front()];
    for (const std::uint32_t node : chosen) ++copies[node];
    shard_shares_.push_back(1.0 / static_cast<double>(homes.size()));
    shares_[chosen.front()] += shard_shares_.back();
  }
}

void Placement::deal_anew(std::vector<List>& shards, const std::vector<bool>& present,
                          const Nodes& nodes) {
  std::vector<std::size_t> load(nodes.size(), 0);
  for (const List& list : shards)
    for (const std::uint32_t node : list) ++load[node];
  // Whether a copy at `to` would share its zone with no other one than that at `from` does.
  const auto may_move = [&](const List& list, std::uint32_t from, std::uint32_t to) {
    if (std::ranges::find(list, to) != list.end()) return false;
    const auto in_zone_of = [&](std::uint32_t other) {
      return std::ranges::count_if(list, [&](std::uint32_t node) {
        return node != from && nodes[node]->zone == nodes[other]->zone;
      });
    };
    return !present[from] || in_zone_of(to) <= in_zone_of(from);
  };
  const auto lightest = [&](const List& list, std::uint32_t from) {
    std::optional<std::uint32_t> best;
    for (std::uint32_t node = 0; node < nodes.size(); ++node)
      if (present[node] && may_move(list, from, node) && (!best || load[node] < load[*best]))
        best = node;
    return best;
  };
  for (bool moved = true; moved;) {
    moved = false;
    for (List& list : shards)
      for (std::uint32_t& node : list) {
        const auto to = lightest(list, node);
        if (!to || (present[node] && load[node] <= load[*to] + 1)) continue;
        --load[node];
        ++load[*to];
        node = *to;
        moved = true;
      }
  }
  lead_evenly(shards, nodes.size());
}

// The first of a list leads: another one of the list does if it leads less by two or more.
void Placement::lead_evenly(std::vector<List>& shards, std::size_t nodes) {
  std::vector<std::size_t> leads(nodes, 0);
  for (const List& list : shards) ++leads[list.front()];
  for (bool changed = true; changed;) {
    changed = false;
    for (List& list : shards) {
      const auto best =
          std::ranges::min_element(list, {}, [&](std::uint32_t node) { return leads[node]; });
      if (leads[list.front()] <= leads[*best] + 1) continue;
      --leads[list.front()];
      ++leads[*best];
      std::iter_swap(list.begin(), best);
      changed = true;
    }
  }
}

}  // namespace models

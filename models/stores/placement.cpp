// Which nodes of a store have which keys.
#include "models/stores/placement.h"

#include <algorithm>
#include <map>
#include <set>

#include "sim/kernel/hash.h"

namespace models {

Placement::Placement(const StoreSpec& spec, const std::vector<std::unique_ptr<Node>>& nodes)
    : shares_(nodes.size(), 0.0) {
  const auto copies = static_cast<std::size_t>(spec.copies_each());
  if (spec.ring) {
    place_on_ring(*spec.ring, copies, nodes);
  } else {
    deal_out(static_cast<std::size_t>(spec.shards.value_or(1)), copies, nodes);
  }
}

Placement::ShardId Placement::shard_of(std::uint64_t key) const {
  const std::uint64_t position = sim::mix(key, sim::hash_of("keys of a store"));
  if (ring_.size() > 0) return shard_of_point_[ring_.at(position)];
  // Equal parts of the circle.
  return static_cast<ShardId>((static_cast<sim::Uint128>(position) * shards_.size()) >> 64);
}

std::vector<std::uint32_t> Placement::spread(const std::vector<std::uint32_t>& order,
                                             std::size_t count,
                                             const std::vector<std::unique_ptr<Node>>& nodes) {
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
void Placement::place_on_ring(const StoreRing& ring, std::size_t copies,
                              const std::vector<std::unique_ptr<Node>>& nodes) {
  std::vector<HashRing::Owner> owners;
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    const double weight = ring.weights && i < ring.weights->size() ? (*ring.weights)[i] : 1.0;
    const auto points =
        std::max<std::int64_t>(1, sim::round_half_even(static_cast<double>(ring.points) * weight));
    owners.push_back({.name = nodes[i]->name, .number = i, .points = points});
  }
  ring_.add(owners);
  shares_ = ring_.shares(std::vector<bool>(nodes.size(), true));
  std::size_t zones = 0;
  {
    std::set<std::uint32_t> all;
    for (const auto& node : nodes) all.insert(node->zone);
    zones = all.size();
  }
  std::map<std::vector<std::uint32_t>, ShardId> known;
  shard_of_point_.resize(ring_.size());
  for (std::size_t point = 0; point < ring_.size(); ++point) {
    std::vector<std::uint32_t> order;
    std::set<std::uint32_t> zones_met;
    for (std::size_t at = point; order.size() < nodes.size(); at = ring_.after(at)) {
      const std::uint32_t node = ring_.owner(at);
      if (std::find(order.begin(), order.end(), node) != order.end()) continue;
      order.push_back(node);
      zones_met.insert(nodes[node]->zone);
      // Whoever comes later cannot be chosen any more.
      if (order.size() >= copies && zones_met.size() >= std::min(zones, copies)) break;
    }
    const auto [place, is_new] =
        known.try_emplace(spread(order, copies, nodes), static_cast<ShardId>(shards_.size()));
    if (is_new) {
      shards_.push_back(place->first);
      shard_shares_.push_back(0);
    }
    shard_of_point_[point] = place->second;
    shard_shares_[place->second] += ring_.share(point);
  }
}

void Placement::deal_out(std::size_t shards, std::size_t copies,
                         const std::vector<std::unique_ptr<Node>>& nodes) {
  const auto count = static_cast<std::uint32_t>(nodes.size());
  for (std::size_t shard = 0; shard < shards; ++shard) {
    std::vector<std::uint32_t> order;
    const auto first = static_cast<std::uint32_t>(shard % nodes.size());
    for (std::uint32_t i = 0; i < count; ++i) order.push_back((first + i) % count);
    shards_.push_back(spread(order, copies, nodes));
    shard_shares_.push_back(1.0 / static_cast<double>(shards));
    shares_[first] += shard_shares_.back();
  }
}

}  // namespace models

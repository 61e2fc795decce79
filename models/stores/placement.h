// Which nodes of a store have which keys. Keys that have the same fate are a shard.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/balancing/hash_ring.h"
#include "models/cells/cells_spec.h"
#include "models/node/node.h"
#include "models/stores/store_spec.h"

namespace models {

class Placement {
 public:
  using ShardId = std::uint32_t;

  // Who of the nodes belongs to the store: at the start, and after each change.
  using Phases = std::vector<std::vector<bool>>;

  // `homes`: of the shards, if the store is in cells; then its nodes stay.
  Placement(const StoreSpec& spec, const std::vector<std::unique_ptr<Node>>& nodes,
            const Phases& phases, const Homes& homes = {});

  ShardId shard_of(std::uint64_t key) const;
  // The nodes that have a shard at the start, by index; the preferred leader first.
  const std::vector<std::vector<std::uint32_t>>& shards() const { return shards_.front(); }
  // And in a phase.
  const std::vector<std::uint32_t>& nodes_of(ShardId shard, std::size_t phase) const {
    return shards_[phase][shard];
  }
  // The part of all keys of which a node has the first copy at the start, by index.
  const std::vector<double>& shares() const { return shares_; }
  // The part of all keys that a shard has.
  double share_of(ShardId shard) const { return shard_shares_[shard]; }

 private:
  using Nodes = std::vector<std::unique_ptr<Node>>;
  using List = std::vector<std::uint32_t>;

  // The first nodes along `order`, whose zones differ as far as there are zones.
  static List spread(const List& order, std::size_t count, const Nodes& nodes);
  void place_on_ring(const StoreRing& ring, const Nodes& nodes, const Phases& phases);
  List list_at(std::size_t point, const std::vector<bool>& present, const Nodes& nodes) const;
  void deal_out(std::size_t shards, const Nodes& nodes, const Phases& phases);
  // Each leads in the first of its homes, and has a copy in each of the others.
  void deal_to_homes(const Homes& homes, const Nodes& nodes);
  // As little as possible moves until all nodes that are present have as many copies of shards, or
  // one more.
  static void deal_anew(std::vector<List>& shards, const std::vector<bool>& present,
                        const Nodes& nodes);
  static void lead_evenly(std::vector<List>& shards, std::size_t nodes);

  std::size_t copies_;
  HashRing ring_;  // without points if keys are dealt out
  std::vector<ShardId> shard_of_point_;
  std::vector<std::vector<List>> shards_;  // by phase
  std::vector<double> shares_;
  std::vector<double> shard_shares_;
};

}  // namespace models

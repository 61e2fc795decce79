// Which nodes of a store have which keys. Keys that have the same fate are a shard.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/balancing/hash_ring.h"
#include "models/node/node.h"
#include "models/stores/store_spec.h"

namespace models {

class Placement {
 public:
  using ShardId = std::uint32_t;

  Placement(const StoreSpec& spec, const std::vector<std::unique_ptr<Node>>& nodes);

  ShardId shard_of(std::uint64_t key) const;
  // The nodes that have a shard, by index; the preferred leader first.
  const std::vector<std::vector<std::uint32_t>>& shards() const { return shards_; }
  // The part of all keys of which a node has the first copy, by index.
  const std::vector<double>& shares() const { return shares_; }
  // The part of all keys that a shard has.
  double share_of(ShardId shard) const { return shard_shares_[shard]; }

 private:
  // The first nodes along `order`, whose zones differ as far as there are zones.
  static std::vector<std::uint32_t> spread(const std::vector<std::uint32_t>& order,
                                           std::size_t count,
                                           const std::vector<std::unique_ptr<Node>>& nodes);
  void place_on_ring(const StoreRing& ring, std::size_t copies,
                     const std::vector<std::unique_ptr<Node>>& nodes);
  void deal_out(std::size_t shards, std::size_t copies,
                const std::vector<std::unique_ptr<Node>>& nodes);

  HashRing ring_;  // without points if keys are dealt out
  std::vector<ShardId> shard_of_point_;
  std::vector<std::vector<std::uint32_t>> shards_;
  std::vector<double> shares_;
  std::vector<double> shard_shares_;
};

}  // namespace models

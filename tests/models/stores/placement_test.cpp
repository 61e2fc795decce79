#include "models/stores/placement.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <set>

#include "sim/kernel/kernel.h"

namespace models {
namespace {

// Nodes in zones 0, 1, 2, 0, ...
class Nodes {
 public:
  Nodes(std::size_t count, std::uint32_t zones) {
    for (std::uint32_t i = 0; i < count; ++i)
      nodes_.push_back(
          std::make_unique<Node>(common_, "ledger/" + std::to_string(i), i, i % zones));
  }
  const std::vector<std::unique_ptr<Node>>& all() const { return nodes_; }

 private:
  sim::Kernel kernel_;
  NodesInCommon common_{kernel_, NodeSpec{}, Order(Orders::Spec{})};
  std::vector<std::unique_ptr<Node>> nodes_;
};

// All from the start, and nothing changes.
Placement::Phases all_along(const Nodes& nodes) {
  return {std::vector<bool>(nodes.all().size(), true)};
}

StoreSpec on_ring(std::int64_t nodes, std::int64_t points, std::int64_t copies) {
  StoreSpec spec;
  spec.nodes = nodes;
  spec.ring = StoreRing{.points = points, .weights = {}};
  spec.copies = copies;
  return spec;
}

TEST(Placement, puts_copies_into_different_zones) {
  const Nodes nodes(12, 3);
  const Placement placement(on_ring(12, 64, 3), nodes.all(), all_along(nodes));
  for (const auto& copies : placement.shards()) {
    ASSERT_EQ(copies.size(), 3U);
    std::set<std::uint32_t> zones;
    for (const std::uint32_t node : copies) zones.insert(nodes.all()[node]->zone);
    EXPECT_EQ(zones.size(), 3U);
  }
}

TEST(Placement, puts_no_two_copies_on_one_node_if_there_are_too_few_zones) {
  const Nodes nodes(5, 2);
  const Placement placement(on_ring(5, 16, 4), nodes.all(), all_along(nodes));
  for (const auto& copies : placement.shards())
    EXPECT_EQ(std::set<std::uint32_t>(copies.begin(), copies.end()).size(), 4U);
}

TEST(Placement, shares_are_what_keys_show) {
  const Nodes nodes(10, 3);
  const Placement placement(on_ring(10, 64, 3), nodes.all(), all_along(nodes));
  constexpr std::uint64_t kKeys = 200'000;
  std::vector<double> seen(10, 0.0);
  for (std::uint64_t key = 0; key < kKeys; ++key)
    seen[placement.shards()[placement.shard_of(key)].front()] += 1.0;
  for (std::size_t node = 0; node < 10; ++node) {
    const double share = placement.shares()[node];
    // Binomial.
    EXPECT_NEAR(seen[node] / kKeys, share, 4.5 * std::sqrt(share * (1 - share) / kKeys));
  }
}

// A node's share of a ring of N nodes with V points each is Beta(V, (N - 1) V).
TEST(Placement, shares_spread_as_theory_says) {
  constexpr double kNodes = 20;
  constexpr double kPoints = 64;
  const Nodes nodes(20, 3);
  const Placement placement(on_ring(20, 64, 3), nodes.all(), all_along(nodes));
  double square = 0;
  for (const double share : placement.shares())
    square += (share * kNodes - 1) * (share * kNodes - 1) / kNodes;
  const double expected = (kNodes - 1) / (kNodes * kPoints + 1);
  // The relative spread of a variance of 20 values is about sqrt(2 / 19).
  EXPECT_NEAR(square, expected, 4 * expected * std::sqrt(2.0 / 19));
}

TEST(Placement, deals_shards_out_in_turn) {
  const Nodes nodes(4, 4);
  StoreSpec spec;
  spec.nodes = 4;
  spec.copies = 2;
  spec.shards = 8;
  const Placement placement(spec, nodes.all(), all_along(nodes));
  ASSERT_EQ(placement.shards().size(), 8U);
  for (std::uint32_t shard = 0; shard < 8; ++shard)
    EXPECT_EQ(placement.shards()[shard], (std::vector<std::uint32_t>{shard % 4, (shard + 1) % 4}));
  for (const double share : placement.shares()) EXPECT_EQ(share, 0.25);
}

TEST(Placement, gives_weighted_nodes_more) {
  const Nodes nodes(2, 1);
  StoreSpec spec = on_ring(2, 1000, 1);
  spec.ring->weights = {1.0, 3.0};
  const Placement placement(spec, nodes.all(), all_along(nodes));
  // 1000 of 4000 points: Beta(1000, 3000).
  EXPECT_NEAR(placement.shares()[0], 0.25, 4 * std::sqrt(0.25 * 0.75 / 4001));
}

// The sixth of six nodes comes later.
Placement::Phases one_joins(std::size_t nodes) {
  std::vector<bool> without(nodes, true);
  without.back() = false;
  return {without, std::vector<bool>(nodes, true)};
}

TEST(Placement, moves_nothing_between_nodes_that_stay_when_one_joins_a_ring) {
  const Nodes nodes(6, 3);
  const Placement placement(on_ring(5, 64, 3), nodes.all(), one_joins(6));
  double moved = 0;
  for (std::uint32_t shard = 0; shard < placement.shards().size(); ++shard) {
    const auto& before = placement.nodes_of(shard, 0);
    const auto& after = placement.nodes_of(shard, 1);
    EXPECT_EQ(std::ranges::count(before, 5U), 0);
    const auto kept = std::ranges::count_if(
        after, [&](std::uint32_t node) { return std::ranges::count(before, node) > 0; });
    const bool takes = std::ranges::count(after, 5U) > 0;
    EXPECT_EQ(kept, takes ? 2 : 3) << shard;
    if (takes) moved += placement.share_of(shard);
  }
  // In a zone of two nodes, of which there were one: a half of what that one had.
  EXPECT_NEAR(moved, 0.5, 4 * 0.5 / std::sqrt(64.0));
}

TEST(Placement, moves_as_few_dealt_shards_as_makes_all_nodes_have_as_many) {
  const Nodes nodes(6, 1);
  StoreSpec spec;
  spec.nodes = 5;
  spec.shards = 60;
  spec.copies = 2;
  const Placement placement(spec, nodes.all(), one_joins(6));
  std::vector<int> load(6, 0);
  int moved = 0;
  for (std::uint32_t shard = 0; shard < 60; ++shard)
    for (const std::uint32_t node : placement.nodes_of(shard, 1)) {
      ++load[node];
      if (std::ranges::count(placement.nodes_of(shard, 0), node) == 0) ++moved;
    }
  EXPECT_EQ(load, std::vector<int>(6, 20));
  EXPECT_EQ(moved, 20);
}

}  // namespace
}  // namespace models

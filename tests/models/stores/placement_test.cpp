#include "models/stores/placement.h"

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
      nodes_.push_back(std::make_unique<Node>(kernel_, "ledger/" + std::to_string(i), i, i % zones,
                                              NodeSpec{}, order_));
  }
  const std::vector<std::unique_ptr<Node>>& all() const { return nodes_; }

 private:
  sim::Kernel kernel_;
  Order order_{Orders::Spec{}};
  std::vector<std::unique_ptr<Node>> nodes_;
};

StoreSpec on_ring(std::int64_t nodes, std::int64_t points, std::int64_t copies) {
  StoreSpec spec;
  spec.nodes = nodes;
  spec.ring = StoreRing{.points = points, .weights = {}};
  spec.copies = copies;
  return spec;
}

TEST(Placement, puts_copies_into_different_zones) {
  const Nodes nodes(12, 3);
  const Placement placement(on_ring(12, 64, 3), nodes.all());
  for (const auto& copies : placement.shards()) {
    ASSERT_EQ(copies.size(), 3U);
    std::set<std::uint32_t> zones;
    for (const std::uint32_t node : copies) zones.insert(nodes.all()[node]->zone);
    EXPECT_EQ(zones.size(), 3U);
  }
}

TEST(Placement, puts_no_two_copies_on_one_node_if_there_are_too_few_zones) {
  const Nodes nodes(5, 2);
  const Placement placement(on_ring(5, 16, 4), nodes.all());
  for (const auto& copies : placement.shards())
    EXPECT_EQ(std::set<std::uint32_t>(copies.begin(), copies.end()).size(), 4U);
}

TEST(Placement, shares_are_what_keys_show) {
  const Nodes nodes(10, 3);
  const Placement placement(on_ring(10, 64, 3), nodes.all());
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
  const Placement placement(on_ring(20, 64, 3), nodes.all());
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
  const Placement placement(spec, nodes.all());
  ASSERT_EQ(placement.shards().size(), 8U);
  for (std::uint32_t shard = 0; shard < 8; ++shard)
    EXPECT_EQ(placement.shards()[shard], (std::vector<std::uint32_t>{shard % 4, (shard + 1) % 4}));
  for (const double share : placement.shares()) EXPECT_EQ(share, 0.25);
}

TEST(Placement, gives_weighted_nodes_more) {
  const Nodes nodes(2, 1);
  StoreSpec spec = on_ring(2, 1000, 1);
  spec.ring->weights = {1.0, 3.0};
  const Placement placement(spec, nodes.all());
  // 1000 of 4000 points: Beta(1000, 3000).
  EXPECT_NEAR(placement.shares()[0], 0.25, 4 * std::sqrt(0.25 * 0.75 / 4001));
}

}  // namespace
}  // namespace models

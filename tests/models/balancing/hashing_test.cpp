// Policies that hash without a ring or a table: rendezvous and jump.
#include <algorithm>
#include <gtest/gtest.h>

#include "models/balancing/jump.h"
#include "models/balancing/rendezvous.h"
#include "models/balancing/spread.h"

#include "tests/models/balancing/fleet.h"

namespace models {
namespace {

constexpr std::size_t kHashedKeys = 20'000;

TEST(RendezvousHashing, removing_a_node_moves_its_keys_only_and_they_come_back_with_it) {
  Fleet fleet{1, 2, 1, 3, 2, 1};
  RendezvousHashing policy({});
  policy.members(fleet.all());
  const auto before = owners(policy, fleet, kHashedKeys);
  policy.members(fleet.all_but(3));
  const auto without = owners(policy, fleet, kHashedKeys);
  for (std::size_t key = 0; key < kHashedKeys; ++key) {
    ASSERT_NE(without[key], 3U);
    if (before[key] != 3) {
      ASSERT_EQ(without[key], before[key]);
    }
  }
  policy.members(fleet.all());
  EXPECT_EQ(owners(policy, fleet, kHashedKeys), before);
}

TEST(RendezvousHashing, nodes_get_keys_in_proportion_to_their_weights) {
  constexpr std::size_t kMany = 200'000;
  Fleet fleet{1, 2.5, 1, 0.5, 5};
  RendezvousHashing policy({});
  policy.members(fleet.all());
  const auto counts = counts_of(owners(policy, fleet, kMany), 5);
  for (std::size_t i = 0; i < 5; ++i) {
    const double part = fleet.nodes[i].weight / 10;
    EXPECT_NEAR(counts[i], kMany * part, binomial_tolerance(kMany, part));
  }
}

TEST(RendezvousHashing, a_higher_weight_only_gains_keys) {
  Fleet fleet{1, 1, 1, 1};
  RendezvousHashing policy({});
  policy.members(fleet.all());
  const auto before = owners(policy, fleet, kHashedKeys);
  fleet.nodes[2].weight = 2;
  policy.members(fleet.all());
  const auto after = owners(policy, fleet, kHashedKeys);
  for (std::size_t key = 0; key < kHashedKeys; ++key) {
    if (after[key] != 2) {
      ASSERT_EQ(after[key], before[key]);
    }
  }
}

TEST(RendezvousHashing, the_order_of_the_members_makes_no_difference) {
  Fleet fleet{1, 2, 1, 3};
  RendezvousHashing policy({});
  auto members = fleet.all();
  policy.members(members);
  const auto before = owners(policy, fleet, kHashedKeys);
  std::ranges::reverse(members);
  policy.members(members);
  EXPECT_EQ(owners(policy, fleet, kHashedKeys), before);
}

// Values in the tests of well-known implementations, such as github.com/dgryski/go-jump.
TEST(JumpHashing, agrees_with_other_implementations) {
  EXPECT_EQ(jump_bucket(1, 1), 0);
  EXPECT_EQ(jump_bucket(42, 57), 43);
  EXPECT_EQ(jump_bucket(0xDEAD10CC, 1), 0);
  EXPECT_EQ(jump_bucket(0xDEAD10CC, 666), 361);
  EXPECT_EQ(jump_bucket(256, 1024), 520);
}

TEST(JumpHashing, a_bucket_more_takes_its_part_and_no_key_moves_otherwise) {
  constexpr std::uint64_t kMany = 100'000;
  for (const std::int64_t buckets : {1, 2, 10, 99, 1000}) {
    std::size_t moved = 0;
    for (std::uint64_t key = 0; key < kMany; ++key) {
      const std::uint64_t hash = sim::mix(key, 7);
      const std::int64_t before = jump_bucket(hash, buckets);
      const std::int64_t after = jump_bucket(hash, buckets + 1);
      if (before == after) continue;
      ASSERT_EQ(after, buckets);
      ++moved;
    }
    const double part = 1.0 / static_cast<double>(buckets + 1);
    EXPECT_NEAR(static_cast<double>(moved), kMany * part, binomial_tolerance(kMany, part));
  }
}

TEST(JumpHashing, from_ten_nodes_to_twelve_a_sixth_of_the_keys_moves_to_the_new_ones) {
  constexpr std::size_t kMany = 100'000;
  Fleet fleet(12);
  JumpHashing policy({});
  policy.members(fleet.first(10));
  const auto before = owners(policy, fleet, kMany);
  policy.members(fleet.all());
  const auto after = owners(policy, fleet, kMany);
  double moved = 0;
  for (std::size_t key = 0; key < kMany; ++key) {
    if (after[key] == before[key]) continue;
    ASSERT_GE(after[key], 10U);
    moved += 1;
  }
  EXPECT_NEAR(moved, kMany / 6.0, binomial_tolerance(kMany, 1.0 / 6));
}

TEST(JumpHashing, the_keys_of_an_absent_node_are_spread_over_the_others_and_come_back_with_it) {
  constexpr std::size_t kMany = 100'000;
  Fleet fleet(10);
  JumpHashing policy({});
  policy.members(fleet.all());
  const auto before = owners(policy, fleet, kMany);
  policy.members(fleet.all_but(4));
  const auto without = owners(policy, fleet, kMany);
  std::vector<double> heirs(10);
  for (std::size_t key = 0; key < kMany; ++key) {
    if (before[key] != 4) {
      ASSERT_EQ(without[key], before[key]);
    }
    if (before[key] == 4) heirs[without[key]] += 1;
  }
  const auto orphans = static_cast<std::size_t>(std::ranges::count(before, 4U));
  for (std::size_t i = 0; i < 10; ++i) {
    const double expected = i == 4 ? 0 : static_cast<double>(orphans) / 9;
    EXPECT_NEAR(heirs[i], expected, i == 4 ? 0 : binomial_tolerance(orphans, 1.0 / 9));
  }
  policy.members(fleet.all());
  EXPECT_EQ(owners(policy, fleet, kMany), before);
}

TEST(JumpHashing, when_almost_all_are_absent_the_few_others_share_the_keys_evenly) {
  constexpr std::size_t kMany = 10'000;
  Fleet fleet(10'000);
  JumpHashing policy({});
  policy.members(fleet.all());
  policy.members(std::vector{&fleet.nodes[17], &fleet.nodes[5'000]});
  const auto counts = counts_of(owners(policy, fleet, kMany), 10'000);
  EXPECT_EQ(counts[17] + counts[5'000], kMany);
  EXPECT_NEAR(counts[17], kMany / 2.0, binomial_tolerance(kMany, 0.5));
}

// With K keys spread at random over N nodes the square of the deviation over the mean is
// (N - 1) / K on average.
template <class Policy>
void expect_as_even_as_chance_allows() {
  constexpr std::size_t kNodes = 20;
  std::vector<double> squares;
  for (std::uint64_t fleet_number = 0; fleet_number < 200; ++fleet_number) {
    Fleet fleet(kNodes, fleet_number);
    Policy policy({});
    policy.members(fleet.all());
    std::vector<double> counts(kNodes);
    for (std::uint64_t key = 0; key < 2'000; ++key)
      counts[fleet.index_of(policy.choose(request(sim::mix(fleet_number, key))))] += 1;
    const double deviation = spread_of(counts).deviation;
    squares.push_back(deviation * deviation);
  }
  const Mean mean = mean_of(squares);
  EXPECT_NEAR(mean.value, (kNodes - 1) / 2'000.0, mean.tolerance);
}

TEST(RendezvousHashing, is_as_even_as_chance_allows) {
  expect_as_even_as_chance_allows<RendezvousHashing>();
}

TEST(JumpHashing, is_as_even_as_chance_allows) {
  expect_as_even_as_chance_allows<JumpHashing>();
}

}  // namespace
}  // namespace models

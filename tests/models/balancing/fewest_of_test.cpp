#include "models/balancing/fewest_of.h"

#include <gtest/gtest.h>

#include "tests/models/balancing/fleet.h"

namespace models {
namespace {

// n over k.
double choose(std::size_t n, std::size_t k) {
  double ways = 1;
  for (std::size_t i = 0; i < k; ++i)
    ways *= static_cast<double>(n - i) / static_cast<double>(i + 1);
  return n < k ? 0 : ways;
}

TEST(FewestOf, of_two_different_nodes_the_less_loaded_is_chosen) {
  Fleet fleet(2);
  fleet.nodes[0].assigned = 1;
  FewestOf policy({});
  policy.members(fleet.all());
  for (std::uint64_t key = 0; key < 1000; ++key)
    ASSERT_EQ(policy.choose(request(key)), &fleet.nodes[1]);
}

// Drawn without replacement, the node with the r-th fewest (from 0) is chosen when it is drawn and
// the others drawn are among the n - 1 - r that have more.
TEST(FewestOf, a_node_is_chosen_exactly_when_no_other_of_those_drawn_has_fewer) {
  constexpr std::size_t kRequests = 100'000;
  for (const std::size_t choices : {1U, 2U, 3U, 5U, 7U}) {
    Fleet fleet(7);
    for (std::size_t i = 0; i < 7; ++i) fleet.nodes[i].assigned = static_cast<std::int64_t>(i);
    FewestOf policy({.choices = static_cast<std::int64_t>(choices)});
    policy.members(fleet.all());
    const auto counts = counts_of(owners(policy, fleet, kRequests), 7);
    for (std::size_t rank = 0; rank < 7; ++rank) {
      const double probability = choose(6 - rank, choices - 1) / choose(7, choices);
      EXPECT_NEAR(counts[rank], kRequests * probability,
                  binomial_tolerance(kRequests, probability));
    }
  }
}

TEST(FewestOf, among_equals_every_node_has_the_same_chance) {
  constexpr std::size_t kRequests = 100'000;
  for (const std::int64_t choices : {2, 3, 5}) {
    Fleet fleet(5);
    FewestOf policy({.choices = choices});
    policy.members(fleet.all());
    for (const double count : counts_of(owners(policy, fleet, kRequests), 5))
      EXPECT_NEAR(count, kRequests / 5.0, binomial_tolerance(kRequests, 0.2));
  }
}

TEST(FewestOf, more_choices_than_nodes_are_all_nodes) {
  Fleet fleet(5);
  for (Backend& node : fleet.nodes) node.assigned = 3;
  fleet.nodes[4].assigned = 2;
  FewestOf policy({.choices = 64});
  policy.members(fleet.all());
  for (std::uint64_t key = 0; key < 100; ++key)
    ASSERT_EQ(policy.choose(request(key)), &fleet.nodes[4]);
}

}  // namespace
}  // namespace models

// Policies that neither hash nor look at loads: round_robin, random.
#include <gtest/gtest.h>

#include "models/balancing/any_node.h"
#include "models/balancing/round_robin.h"

#include "tests/models/balancing/fleet.h"

namespace models {
namespace {

TEST(RoundRobin, each_node_has_its_turn) {
  Fleet fleet(3);
  RoundRobin policy({});
  policy.members(fleet.all());
  EXPECT_EQ(owners(policy, fleet, 7), (std::vector<std::size_t>{0, 1, 2, 0, 1, 2, 0}));
}

TEST(RoundRobin, every_node_gets_as_many_as_every_other) {
  Fleet fleet(100);
  RoundRobin policy({});
  policy.members(fleet.all());
  for (const double count : counts_of(owners(policy, fleet, 12'300), 100)) EXPECT_EQ(count, 123);
}

TEST(RoundRobin, a_change_of_the_members_does_not_begin_with_the_first_again) {
  Fleet fleet(4);
  RoundRobin policy({});
  policy.members(fleet.all());
  EXPECT_EQ(policy.choose(request(0)), &fleet.nodes[0]);
  EXPECT_EQ(policy.choose(request(1)), &fleet.nodes[1]);
  policy.members(fleet.all_but(3));
  EXPECT_EQ(policy.choose(request(2)), &fleet.nodes[2]);
  EXPECT_EQ(policy.choose(request(3)), &fleet.nodes[0]);
}

TEST(AnyNode, every_node_has_the_same_chance) {
  constexpr std::size_t kNodes = 10;
  constexpr std::size_t kRequests = 100'000;
  Fleet fleet(kNodes);
  AnyNode policy({});
  policy.members(fleet.all());
  for (const double count : counts_of(owners(policy, fleet, kRequests), kNodes))
    EXPECT_NEAR(count, 0.1 * kRequests, binomial_tolerance(kRequests, 0.1));
}

TEST(AnyNode, the_requests_own_randomness_decides) {
  Fleet fleet(1000);
  AnyNode policy({});
  policy.members(fleet.all());
  const Backend* first = policy.choose(request(5));
  policy.choose(request(6));
  EXPECT_EQ(policy.choose(request(5)), first);
}

}  // namespace
}  // namespace models

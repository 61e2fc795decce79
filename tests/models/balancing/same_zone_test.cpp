#include "models/balancing/same_zone.h"

#include <gtest/gtest.h>

#include "tests/models/balancing/fleet.h"

namespace models {
namespace {

// Nodes 0 and 1 in zone 0, nodes 2 and 3 in zone 1, none in zone 2.
Fleet two_zones() {
  Fleet fleet(4);
  fleet.nodes[2].zone = 1;
  fleet.nodes[3].zone = 1;
  return fleet;
}

std::vector<std::size_t> choices(SameZone& policy, const Fleet& fleet, std::uint32_t zone) {
  std::vector<std::size_t> chosen;
  for (std::uint64_t key = 0; key < 4; ++key)
    chosen.push_back(fleet.index_of(policy.choose(request(key, zone))));
  return chosen;
}

TEST(SameZone, a_caller_is_served_in_its_zone) {
  Fleet fleet = two_zones();
  SameZone policy({});
  policy.members(fleet.all());
  EXPECT_EQ(choices(policy, fleet, 1), (std::vector<std::size_t>{2, 3, 2, 3}));
  EXPECT_EQ(choices(policy, fleet, 0), (std::vector<std::size_t>{0, 1, 0, 1}));
}

TEST(SameZone, a_caller_whose_zone_has_no_node_is_served_by_all) {
  Fleet fleet = two_zones();
  SameZone policy({});
  policy.members(fleet.all());
  EXPECT_EQ(choices(policy, fleet, 2), (std::vector<std::size_t>{0, 1, 2, 3}));
}

TEST(SameZone, when_a_zone_is_lost_its_callers_go_elsewhere_and_come_back_with_it) {
  Fleet fleet = two_zones();
  SameZone policy({});
  policy.members(fleet.all());
  policy.members(fleet.first(2));
  EXPECT_EQ(choices(policy, fleet, 1), (std::vector<std::size_t>{0, 1, 0, 1}));
  policy.members(fleet.first(3));
  EXPECT_EQ(choices(policy, fleet, 1), (std::vector<std::size_t>{2, 2, 2, 2}));
}

TEST(SameZone, a_change_in_one_zone_leaves_the_turns_of_another_alone) {
  Fleet fleet = two_zones();
  SameZone policy({.then = WeightedRoundRobin::Spec{.weights = {3, 1}}});
  SameZone undisturbed = policy;
  policy.members(fleet.all());
  undisturbed.members(fleet.all());
  for (std::uint64_t key = 0; key < 40; ++key) {
    if (key % 3 == 0) policy.members(key % 2 == 0 ? fleet.all_but(3) : fleet.all());
    ASSERT_EQ(policy.choose(request(key, 0)), undisturbed.choose(request(key, 0)));
  }
}

TEST(SameZone, what_is_assigned_is_told_to_the_policy_within) {
  Fleet fleet = two_zones();
  SameZone policy({.then = LeastLoaded::Spec{}});
  policy.members(fleet.all());
  fleet.nodes[2].assigned = 1;
  policy.changed(fleet.nodes[2]);
  EXPECT_EQ(choices(policy, fleet, 1), (std::vector<std::size_t>{3, 3, 3, 3}));
  EXPECT_EQ(choices(policy, fleet, 2), (std::vector<std::size_t>{0, 1, 3, 0}));
}

}  // namespace
}  // namespace models

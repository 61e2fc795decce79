#include "models/balancing/roster.h"

#include <gtest/gtest.h>

#include "sim/kernel/check.h"

#include "tests/models/balancing/fleet.h"

namespace models {
namespace {

TEST(Roster, numbers_follow_the_order_in_which_nodes_were_first_shown) {
  Fleet fleet(4);
  Roster roster;
  roster.present(std::vector{&fleet.nodes[2], &fleet.nodes[0]});
  roster.present(fleet.all());
  EXPECT_EQ(roster.number_of(fleet.nodes[2].name), 0U);
  EXPECT_EQ(roster.number_of(fleet.nodes[0].name), 1U);
  EXPECT_EQ(roster.number_of(fleet.nodes[1].name), 2U);
  EXPECT_EQ(roster.number_of(fleet.nodes[3].name), 3U);
}

TEST(Roster, who_leaves_keeps_the_number_but_is_absent) {
  Fleet fleet(3);
  Roster roster;
  roster.present(fleet.all());
  roster.present(fleet.all_but(1));
  EXPECT_EQ(roster.number_of(fleet.nodes[1].name), 1U);
  EXPECT_EQ(roster.node(1), nullptr);
  EXPECT_EQ(roster.node(2), &fleet.nodes[2]);
  EXPECT_EQ(roster.known(), 3U);
}

TEST(Roster, who_was_never_shown_has_no_number) {
  Fleet fleet(2);
  Roster roster;
  EXPECT_EQ(roster.number_of(fleet.nodes[0].name), std::nullopt);
  roster.present(fleet.first(1));
  EXPECT_EQ(roster.number_of(fleet.nodes[1].name), std::nullopt);
}

TEST(Roster, ten_thousand_nodes_are_all_found) {
  Fleet fleet(10'000);
  Roster roster;
  roster.present(fleet.all());
  for (std::uint32_t i = 0; i < 10'000; ++i) {
    ASSERT_EQ(roster.number_of(fleet.nodes[i].name), i);
    ASSERT_EQ(roster.node(i), &fleet.nodes[i]);
  }
}

TEST(Roster, names_that_are_small_numbers_or_equal_in_their_low_bits_do_as_well) {
  std::vector<Backend> nodes(200);
  std::vector<Backend*> members;
  for (std::uint64_t i = 0; i < nodes.size(); ++i) {
    nodes[i].name = i % 2 == 0 ? i : i << 40U;
    members.push_back(&nodes[i]);
  }
  Roster roster;
  roster.present(members);
  for (std::uint32_t i = 0; i < nodes.size(); ++i) ASSERT_EQ(roster.number_of(nodes[i].name), i);
}

TEST(Roster, two_nodes_of_one_name_and_weights_that_are_not_positive_are_broken_invariants) {
  Fleet fleet(2);
  Roster roster;
  EXPECT_THROW(roster.present(std::vector{&fleet.nodes[0], &fleet.nodes[0]}), sim::BrokenInvariant);
  fleet.nodes[1].weight = 0;
  EXPECT_THROW(roster.present(fleet.all()), sim::BrokenInvariant);
}

}  // namespace
}  // namespace models

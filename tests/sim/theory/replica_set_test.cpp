// Copies that fail by themselves.
#include "sim/theory/replica_set.h"

#include <gtest/gtest.h>

namespace sim::theory {
namespace {

constexpr ReplicaSet kTwoOfThree{.nodes = 3, .needed = 2, .mean_up = 90, .mean_down = 10};

TEST(ReplicaSet, has_enough_as_often_as_the_binomial_distribution_says) {
  EXPECT_NEAR(share_with_enough(kTwoOfThree).value(), 0.972, 1e-15);
  EXPECT_NEAR(share_with_enough({.nodes = 5, .needed = 3, .mean_up = 90, .mean_down = 10}).value(),
              0.99144, 1e-15);
  EXPECT_NEAR(share_with_enough({.nodes = 1, .needed = 1, .mean_up = 90, .mean_down = 10}).value(),
              0.9, 1e-15);
}

TEST(ReplicaSet, that_replaces_its_leader_at_once_is_led_while_it_has_enough) {
  EXPECT_NEAR(share_led(kTwoOfThree, 1e-9, 1).value(), 0.972, 1e-9);
}

TEST(ReplicaSet, that_never_replaces_its_leader_is_led_while_that_one_and_another_are_up) {
  EXPECT_NEAR(share_led(kTwoOfThree, 1e9, 1).value(), 0.9 * 0.99, 1e-6);
}

// Alone, it is led while it is up.
TEST(ReplicaSet, of_one_node_has_nobody_to_take_over) {
  const ReplicaSet one{.nodes = 1, .needed = 1, .mean_up = 90, .mean_down = 10};
  EXPECT_NEAR(share_led(one, 3, 20).value(), 0.9, 1e-15);
}

// Two nodes of which one is enough, all rates 1. Seven states, solved in fractions: 11/18.
TEST(ReplicaSet, of_two_nodes_and_one_stage_is_the_chain_solved_by_hand) {
  const ReplicaSet either{.nodes = 2, .needed = 1, .mean_up = 1, .mean_down = 1};
  EXPECT_NEAR(share_led(either, 1, 1).value(), 11.0 / 18, 1e-15);
}

TEST(ReplicaSet, is_led_the_less_the_longer_a_takeover_lasts) {
  double last = 1;
  for (const double takeover : {0.1, 1.0, 3.0, 10.0, 30.0}) {
    const double led = share_led(kTwoOfThree, takeover, 30).value();
    EXPECT_LT(led, last);
    last = led;
  }
}

TEST(ReplicaSet, that_makes_no_sense_has_no_share) {
  EXPECT_FALSE(share_with_enough({.nodes = 3, .needed = 4, .mean_up = 1, .mean_down = 1}));
  EXPECT_FALSE(share_with_enough({.nodes = 3, .needed = 0, .mean_up = 1, .mean_down = 1}));
  EXPECT_FALSE(share_with_enough({.nodes = 3, .needed = 2, .mean_up = 0, .mean_down = 1}));
  EXPECT_FALSE(share_led(kTwoOfThree, 0, 1));
  EXPECT_FALSE(share_led(kTwoOfThree, 1, 0));
}

}  // namespace
}  // namespace sim::theory

// What shipped scenarios of failovers are there to show, they do show.
#include "tests/scenarios/shipped.h"

namespace {

double downtime(const sim::Measurements& measured) {
  return sim::to_seconds(measured.flows[0].outages.down_time);
}

// 20 connections of 5 s each, whenever in those 5 s the last payment before the failure was.
TEST(StuckPool, keeps_payments_from_a_store_that_has_a_leader_again) {
  const auto stuck = run_shipped("stuck-pool");
  EXPECT_EQ(sim::to_seconds(stuck.stores[0].recovery_time), 8);
  EXPECT_NEAR(downtime(stuck), 20 * 5, 5);
}

TEST(StuckPool, lets_them_through_after_one_time_out_if_it_checks_all_at_once) {
  EXPECT_NEAR(downtime(run_shipped("stuck-pool-checked-in-parallel")), 10, 1);
}

TEST(StuckPool, lets_them_through_when_another_node_leads_if_it_is_told) {
  EXPECT_NEAR(downtime(run_shipped("stuck-pool-closed-on-demotion")), 8, 1);
}

TEST(StuckPool, is_not_noticed_as_long_as_the_leader_lives) {
  const auto calm = run_shipped("stuck-pool-without-trigger");
  EXPECT_EQ(calm.flows[0].intents.failed + calm.flows[0].intents.unknown, 0);
}

}  // namespace

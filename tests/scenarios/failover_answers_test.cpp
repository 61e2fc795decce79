// What shipped scenarios of failovers are there to show, they do show.
#include <cmath>

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

// 100 writes a second: those of the second that copies lag, and of 43 s in which the west heard
// nothing, of which it led for 31 s.
TEST(AcrossTheContinent, loses_what_the_west_had_not_been_sent_when_it_took_over) {
  const auto moved = run_shipped("across-the-continent");
  const double expected = 100 * (1 + 43);
  EXPECT_NEAR(static_cast<double>(moved.flows[0].audit->lost.intents), expected,
              4.5 * std::sqrt(expected));
  EXPECT_NEAR(static_cast<double>(moved.stores[0].apart_writes), 3100, 4.5 * std::sqrt(3100.0));
  // Ten times there and back, 60 ms, from then on.
  EXPECT_GT(moved.flows[0].latency.quantile(sim::kP99), std::chrono::milliseconds{600});
}

TEST(AcrossTheContinent, loses_nothing_and_stays_near_if_a_person_decides) {
  const auto stayed = run_shipped("across-the-continent-by-hand");
  EXPECT_EQ(stayed.flows[0].audit->lost.intents, 0);
  EXPECT_TRUE(stayed.stores[0].failovers.empty());
  EXPECT_LT(stayed.flows[0].latency.max(), std::chrono::milliseconds{300});
}

TEST(AcrossTheContinent, loses_nothing_if_the_other_coast_acknowledges_and_is_as_far_away) {
  const auto moved = run_shipped("across-the-continent-majority");
  EXPECT_EQ(moved.flows[0].audit->lost.intents, 0);
  EXPECT_GT(moved.flows[0].intents.unknown + moved.flows[0].intents.failed, 2000);
}

double failed_of_payments(const sim::FlowMeasurements& flow) {
  return 1 - static_cast<double>(flow.intents.approved) / static_cast<double>(flow.intents.offered);
}

double failed_of_attempts(const sim::FlowMeasurements& flow) {
  return 1 - static_cast<double>(flow.intents.approved) / static_cast<double>(flow.attempts);
}

// The line is gone for 3 min. Half of what is written while it is gone, 120 * 60 * 100 kB,
// goes in each direction then, and is made up in what 15 MB/s leave besides 9 MB/s of every day: 60
// s.
TEST(SickSite, goes_on_failing_when_the_line_is_back) {
  const auto sick = run_shipped("sick-site");
  const sim::FlowMeasurements& pay = sick.flows[0];
  EXPECT_GT(downtime(sick), 3 * (60 + 60));
  EXPECT_GT(failed_of_payments(pay), 0.10);
  EXPECT_GT(failed_of_attempts(pay), 2 * failed_of_payments(pay));
}

TEST(SickSite, costs_what_the_first_time_costs_if_it_is_taken_out_then) {
  const auto fenced = run_shipped("sick-site-fenced");
  EXPECT_LT(downtime(fenced), 60 + 60);
  EXPECT_LT(failed_of_payments(fenced.flows[0]), 0.05);
}

TEST(SickSite, costs_nothing_as_long_as_the_line_holds) {
  EXPECT_EQ(downtime(run_shipped("sick-site-without-trigger")), 0);
}

}  // namespace

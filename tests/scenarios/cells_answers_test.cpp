// What shipped scenarios of cells are there to show, they do show.
#include <cmath>

#include "tests/scenarios/shipped.h"

namespace {

double share_gone_well(const sim::FlowMeasurements& flow) {
  return static_cast<double>(flow.intents.good) / static_cast<double>(flow.intents.offered);
}

// Half of 400/s for 2 s, and then from half of it to none within 4 s, by routers that hear of it
// one by one: 40 of them on average after 2 s, give or take 4 s / sqrt(12 * 40).
TEST(CellCutOver, refuses_what_comes_while_keys_are_cut_off_and_until_all_routers_know) {
  const auto all_at_once = run_shipped("cell-cut-over");
  const double by_routers = 200 * 4 / std::sqrt(12 * 40.0);
  EXPECT_NEAR(static_cast<double>(all_at_once.stations[0].cut_over), 200 * (2 + 4 / 2.0),
              4.5 * std::hypot(by_routers, std::sqrt(400 * (2 / 4.0 + 4 / 6.0))));
  EXPECT_EQ(all_at_once.stores[0].lost_writes, 0);
}

TEST(CellCutOver, is_a_gap_of_cut_and_spread_and_then_a_hump) {
  const auto all_at_once = run_shipped("cell-cut-over");
  const auto calm = run_shipped("cell-cut-over-without-trigger");
  EXPECT_GE(all_at_once.flows[0].outages.longest_run, 5);
  EXPECT_LE(all_at_once.flows[0].outages.longest_run, 10);
  EXPECT_GT(p99(all_at_once.flows[0]), 4 * p99(calm.flows[0]));
}

// As many are refused, one after the other.
TEST(CellCutOver, in_steps_is_neither_a_gap_nor_a_hump) {
  const auto in_steps = run_shipped("cell-cut-over-in-steps");
  const double by_routers = 20 * 4 / std::sqrt(12 * 40.0) * std::sqrt(10);
  EXPECT_NEAR(static_cast<double>(in_steps.stations[0].cut_over), 200 * (2 + 4 / 2.0),
              4.5 * std::hypot(by_routers, std::sqrt(200 * 4.0)));
  EXPECT_EQ(in_steps.flows[0].outages.down, 0);
  const auto calm = run_shipped("cell-cut-over-without-trigger");
  EXPECT_LT(p99(in_steps.flows[0]), 2 * p99(calm.flows[0]));
}

TEST(CellCutOver, is_nothing_if_keys_stay_where_they_are) {
  EXPECT_EQ(run_shipped("cell-cut-over-without-trigger").flows[0].outages.down, 0);
}

// From 40 s to 66 s; in the last second or so nine routers of ten know.
TEST(CellLost, is_away_until_somebody_has_decided_and_all_routers_know) {
  const auto lost = run_shipped("cell-lost");
  EXPECT_NEAR(static_cast<double>(lost.flows[0].outages.longest_run), 25, 1);
  EXPECT_NEAR(share_gone_well(lost.flows[0].slices.at(0)), 1 - 0.5 * (2 + 4 / 2.0) / 6, 0.1);
  EXPECT_EQ(lost.stores[0].lost_writes, 0);
  EXPECT_EQ(lost.flows[0].audit->lost.intents, 0);
}

}  // namespace

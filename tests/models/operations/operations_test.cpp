#include "models/operations/operations.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "tests/models/failures/bank.h"

namespace models {
namespace {

// One of 0.95 s is inside when it begins: looked at again at 1.1 s, it is done.
TEST(Deploy, lets_a_node_finish_what_it_has_and_then_restarts_it) {
  const auto measured =
      run(Bank{.steps = R"({"wait": "70ms"})",
               .rest = R"("operations": [{"at": "1s", "deploy": "bank", "restart": "1s"}])"});
  EXPECT_EQ(measured.timeline_events.front().until, at(2100ms));
  EXPECT_EQ(reason(measured, "no_node"), 11);
  EXPECT_EQ(flow(measured).intents.approved, 88);
  EXPECT_EQ(flow(measured).intents.unfinished, 1);
}

TEST(Deploy, batch_by_batch_of_several_nodes_fails_nothing) {
  const auto measured =
      run(Bank{.bank = R"("nodes": 4)",
               .rest = R"("operations": [{"at": "1s", "deploy": "bank", "restart": "1s"}])"});
  EXPECT_EQ(flow(measured).intents.approved, 100);
}

TEST(Deploy, loses_what_is_not_done_when_the_drain_is_over) {
  const auto measured =
      run(Bank{.steps = R"({"wait": "400ms"})",
               .rest = R"("operations": [{"at": "1s", "deploy": "bank", "drain": "240ms",
                                      "restart": "1s"}])"});
  // Due at 0.65 s to 0.95 s; the first of them is done at 1.05 s, the second at 1.15 s.
  EXPECT_EQ(reason(measured, "node_lost"), 2);
  EXPECT_EQ(measured.timeline_events.front().until, at(2240ms));
}

TEST(Deploy, takes_out_a_batch_at_a_time) {
  const auto measured =
      run(Bank{.bank = R"("nodes": 4)",
               .steps = R"({"wait": "1ms"})",
               .run = R"("duration": "3s")",
               .load = R"({"flow": "pay", "rate": "40/s", "arrivals": "steady"})",
               .rest = R"("operations": [{"at": "1s", "deploy": "bank", "batch": 3,
                                      "restart": "1h"}])"});
  EXPECT_EQ(node(measured, "bank/0").served, 10);
  EXPECT_EQ(node(measured, "bank/2").served, 10);
  EXPECT_EQ(node(measured, "bank/3").served, 10 + 80);
}

TEST(Deploy, pauses_between_batches_and_not_after_the_last) {
  const auto measured =
      run(Bank{.bank = R"("nodes": 5)",
               .rest = R"("operations": [{"at": "1s", "deploy": "bank", "batch": 2, "restart": "1s",
                                      "pause": "500ms"}])"});
  EXPECT_EQ(measured.timeline_events.front().until, at(1s + 3 * 1s + 2 * 500ms));
}

TEST(Scale, uses_new_nodes_only_when_they_have_started) {
  const auto measured = run(Bank{.steps = R"({"wait": "1ms"})",
                                 .run = R"("duration": "3s")",
                                 .load = R"({"flow": "pay", "rate": "30/s", "arrivals": "steady"})",
                                 .rest = R"("operations": [{"at": "1s", "scale": "bank", "to": 3,
                                      "startup": "1s"}])"});
  EXPECT_EQ(node(measured, "bank/0").served, 60 + 10);
  EXPECT_EQ(node(measured, "bank/1").served, 10);
  EXPECT_EQ(node(measured, "bank/2").served, 10);
  EXPECT_EQ(measured.timeline_events.front().until, at(2s));
}

TEST(Scale, takes_away_the_last_nodes_and_they_finish_what_they_have) {
  const auto measured =
      run(Bank{.bank = R"("nodes": 3)",
               .steps = R"({"wait": "350ms"})",
               .rest = R"("operations": [{"at": "1s", "scale": "bank", "to": 1}])"});
  EXPECT_EQ(flow(measured).intents.failed + flow(measured).intents.unknown, 0);
  EXPECT_EQ(node(measured, "bank/1").served, 3);
  EXPECT_EQ(node(measured, "bank/2").served, 3);
}

TEST(Scale, brings_back_nodes_that_it_has_taken_away) {
  const auto measured = run(Bank{.bank = R"("nodes": 2)",
                                 .rest = R"("operations": [{"at": "1s", "scale": "bank", "to": 1},
                                     {"at": "2s", "scale": "bank", "to": 2, "startup": "1s"}])"});
  EXPECT_EQ(station(measured, "bank").nodes.size(), 2);
  EXPECT_EQ(node(measured, "bank/1").served, 5 + 35);
}

TEST(Scale, down_while_nodes_start_leaves_them_out) {
  const auto measured =
      run(Bank{.rest = R"("operations": [{"at": "1s", "scale": "bank", "to": 2, "startup": "2s"},
                                     {"at": "2s", "scale": "bank", "to": 1}])"});
  EXPECT_EQ(node(measured, "bank/1").served, 0);
  EXPECT_EQ(flow(measured).intents.approved, 100);
}

TEST(Drain, keeps_new_requests_from_a_node_for_as_long_as_told_and_loses_nothing) {
  const auto measured =
      run(Bank{.bank = R"("nodes": 2)",
               .rest = R"("operations": [{"at": "960ms", "for": "2s", "drain": "bank/1"}])"});
  EXPECT_EQ(flow(measured).intents.approved, 100);
  EXPECT_EQ(node(measured, "bank/1").served, 40);
}

TEST(Drain, of_a_zone_lasts_to_the_end_unless_told_otherwise) {
  const auto measured = run(Bank{.bank = R"("nodes": 4)", .rest = R"("zones": {"a": {}, "b": {}},
                          "operations": [{"at": "2s", "drain": "zone:b"}])"});
  EXPECT_EQ(flow(measured).intents.approved, 100);
  EXPECT_EQ(node(measured, "bank/1").served + node(measured, "bank/3").served, 10);
  EXPECT_FALSE(measured.timeline_events.front().until);
}

TEST(Drain, of_all_nodes_leaves_nobody_to_send_to) {
  const auto measured =
      run(Bank{.rest = R"("operations": [{"at": "960ms", "for": "1s", "drain": "bank/*"}])"});
  EXPECT_EQ(reason(measured, "no_node"), 10);
  EXPECT_EQ(flow(measured).intents.approved, 90);
}

}  // namespace
}  // namespace models

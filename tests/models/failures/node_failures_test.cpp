#include "models/failures/node_failures.h"

#include <gtest/gtest.h>

#include "tests/models/failures/bank.h"

namespace models {
namespace {

TEST(Crash, loses_what_is_inside_and_its_payer_does_not_know) {
  const auto measured =
      run(Bank{.rest = R"("failures": [{"at": "960ms", "for": "1ms", "crash": "bank"}])"});
  EXPECT_EQ(flow(measured).intents.unknown, 1);
  EXPECT_EQ(reason(measured, "node_lost"), 1);
  EXPECT_EQ(station(measured, "bank").lost, 1);
  EXPECT_EQ(flow(measured).intents.approved, 99);
}

TEST(Crash, refuses_from_its_first_instant_to_before_its_last) {
  const auto measured =
      run(Bank{.bank = kUnwatched,
               .rest = R"("failures": [{"at": "1050ms", "for": "2s", "crash": "bank"}])"});
  EXPECT_EQ(station(measured, "bank").refused, 20);
  EXPECT_EQ(reason(measured, "refused"), 20);
  EXPECT_EQ(flow(measured).intents.failed, 20);
  EXPECT_EQ(flow(measured).intents.approved, 80);
}

TEST(Crash, loses_work_that_would_have_been_done_at_the_same_instant) {
  const auto measured =
      run(Bank{.rest = R"("failures": [{"at": "970ms", "for": "1ms", "crash": "bank"}])"});
  EXPECT_EQ(reason(measured, "node_lost"), 1);
}

TEST(Crash, lasts_to_the_end_unless_told_otherwise) {
  const auto measured = run(Bank{.rest = R"("failures": [{"at": "5s", "crash": "bank/0"}])"});
  EXPECT_EQ(flow(measured).intents.approved, 50);
  EXPECT_EQ(reason(measured, "no_node"), 50);
}

TEST(Crash, of_one_node_costs_nothing_if_callers_know_at_once_and_nobody_is_inside) {
  const auto measured =
      run(Bank{.bank = R"("nodes": 2)",
               .rest = R"("failures": [{"at": "1s", "for": "2s", "crash": "bank/1"}])"});
  EXPECT_EQ(flow(measured).intents.approved, 100);
  EXPECT_EQ(node(measured, "bank/0").served, 40 + 20);
  EXPECT_EQ(node(measured, "bank/1").served, 40);
}

TEST(Crash, of_all_nodes_leaves_nobody_to_send_to) {
  for (const char* const all : {"bank", "bank/*"}) {
    const auto measured = run(Bank{.bank = R"("nodes": 3)",
                                   .rest = R"("failures": [{"at": "1s", "for": "2s", "crash": ")" +
                                           std::string(all) + R"("}])"});
    EXPECT_EQ(reason(measured, "no_node"), 20) << all;
    EXPECT_EQ(flow(measured).intents.approved, 80) << all;
  }
}

TEST(Slow, makes_work_take_so_many_times_as_long_while_it_lasts) {
  const auto measured =
      run(Bank{.bank = R"("cores": 1)",
               .steps = R"({"cpu": "10ms"})",
               .rest = R"("failures": [{"at": "1s", "for": "1s", "slow": "bank", "factor": 5}])"});
  EXPECT_EQ(flow(measured).intents.approved, 100);
  EXPECT_EQ(spent(measured, "bank.cpu"), 90 * 10ms + 10 * 50ms);
  EXPECT_EQ(flow(measured).latency.max(), 50ms);
}

TEST(Slow, makes_waits_longer_that_begin_while_it_lasts_and_only_these) {
  const auto measured = run(
      Bank{.rest = R"("failures": [{"at": "960ms", "for": "1s", "slow": "bank", "factor": 3}])"});
  EXPECT_EQ(spent(measured, "bank.wait"), 90 * 20ms + 10 * 60ms);
}

// The one inside has 10 ms to go; ten come meanwhile and stand in line.
TEST(Pause, loses_nothing_and_work_goes_on_where_it_was) {
  const auto measured =
      run(Bank{.bank = R"("cores": 1, )" + kUnwatched,
               .steps = R"({"cpu": "20ms"})",
               .rest = R"("failures": [{"at": "960ms", "for": "1s", "pause": "bank"}])"});
  EXPECT_EQ(flow(measured).intents.approved, 100);
  EXPECT_EQ(flow(measured).latency.max(), 1s + 20ms);
  EXPECT_EQ(node(measured, "bank/0").line.max, 10);
}

TEST(Pause, holds_back_the_answer_to_what_was_done_meanwhile) {
  const auto measured =
      run(Bank{.bank = kUnwatched,
               .rest = R"("failures": [{"at": "960ms", "for": "80ms", "pause": "bank"}])"});
  EXPECT_EQ(flow(measured).intents.approved, 100);
  EXPECT_EQ(flow(measured).latency.max(), 1040ms - 950ms);
}

TEST(Down, lets_callers_wait_for_their_time_outs) {
  const auto measured =
      run(Bank{.bank = R"("external": true, )" + kUnwatched,
               .flow = R"("timeout": "500ms")",
               .rest = R"("failures": [{"at": "1s", "for": "2s", "down": "bank"}])"});
  EXPECT_EQ(reason(measured, "timed_out"), 20);
  EXPECT_EQ(flow(measured).intents.unknown, 20);
  EXPECT_EQ(station(measured, "bank").lost, 20);
  EXPECT_EQ(station(measured, "bank").refused, 0);
}

// One is inside when it begins, and is in doubt; 20 come later.
TEST(Down, is_given_up_after_a_while_by_callers_without_a_time_out) {
  const auto measured = run(
      Bank{.bank = R"("external": true, )" + kUnwatched, .rest = R"("network": {"give_up": "700ms"},
                      "failures": [{"at": "960ms", "for": "2s", "down": "bank"}])"});
  EXPECT_EQ(reason(measured, "node_lost"), 1);
  EXPECT_EQ(reason(measured, "unreachable"), 20);
  EXPECT_EQ(flow(measured).intents.failed, 20);
  EXPECT_EQ(flow(measured).intents.unknown, 1);
}

TEST(FalseAlarm, takes_out_a_node_that_works) {
  const auto measured =
      run(Bank{.bank = R"("nodes": 2)",
               .rest = R"("failures": [{"at": "960ms", "for": "2s", "false_alarm": "bank/0"}])"});
  EXPECT_EQ(flow(measured).intents.approved, 100);
  EXPECT_EQ(node(measured, "bank/0").served, 40);
}

TEST(FalseAlarm, about_all_nodes_stops_payments_that_nothing_stands_in_the_way_of) {
  const auto measured =
      run(Bank{.bank = R"("nodes": 2)",
               .rest = R"("failures": [{"at": "960ms", "for": "2s", "false_alarm": "bank"}])"});
  EXPECT_EQ(reason(measured, "no_node"), 20);
  EXPECT_EQ(flow(measured).intents.approved, 80);
}

}  // namespace
}  // namespace models

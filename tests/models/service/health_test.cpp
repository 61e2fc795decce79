#include <gtest/gtest.h>

#include "tests/models/callers/told.h"

namespace models {
namespace {

// Two nodes, checked every second: the first at whole seconds, the second half a second later.
Told checked(const std::string& failure) {
  return {.services = R"("bank": {"nodes": 2, "operations": {"pay": []},
                          "health": {"interval": "1s", "fall": 3, "rise": 2, "timeout": "300ms"}})",
          .flows = R"("pay": {"entry": "bank.pay", "timeout": "100ms"})",
          .load = steady("10/s", "20s"),
          .failures = failure,
          .duration = "21s"};
}
sim::EventMeasurements event(const Told& told) {
  return happened(told).timeline_events.at(0);
}
sim::Instant at(sim::Duration since_start) {
  return sim::kStart + since_start;
}

TEST(Health, a_crash_is_noticed_at_the_check_that_is_one_too_many) {
  const auto crash = event(checked(R"({"at": "1.1s", "for": "9s", "crash": "bank/0"})"));
  EXPECT_EQ(crash.detected, at(4s));
}

TEST(Health, a_repair_is_noticed_after_as_many_checks_as_it_takes_to_rise) {
  const auto crash = event(checked(R"({"at": "1.1s", "for": "9s", "crash": "bank/0"})"));
  EXPECT_EQ(crash.until, at(10100ms));
  EXPECT_EQ(crash.recovered, at(12s));
}

// Payments come every 100 ms and every other one goes to the node that is down.
TEST(Health, until_it_is_noticed_callers_go_on_asking_a_node_that_is_down_and_then_no_more) {
  const auto measured = happened(checked(R"({"at": "1.1s", "for": "9s", "crash": "bank/0"})"));
  EXPECT_EQ(reason(measured, "refused"), 14);  // at 1.25, 1.45 s and so on, to 3.85 s
  EXPECT_EQ(flow(measured).intents.failed, 14);
  EXPECT_EQ(flow(measured).intents.approved, 200 - 14);
}

TEST(Health, until_a_repair_is_noticed_the_node_gets_nothing) {
  const auto without = happened(checked(""));
  EXPECT_EQ(node(without, "bank/0").served, 100);
  const auto measured = happened(checked(R"({"at": "1.1s", "for": "9s", "crash": "bank/0"})"));
  // What came to 1.1 s, and half of what came from 12 s on.
  EXPECT_EQ(node(measured, "bank/0").served, 6 + 40);
}

TEST(Health, checks_of_several_nodes_are_spread_over_the_interval) {
  const auto crash = event(checked(R"({"at": "1.1s", "for": "9s", "crash": "bank/1"})"));
  EXPECT_EQ(crash.detected, at(3500ms));
  EXPECT_EQ(crash.recovered, at(11500ms));
}

TEST(Health, fewer_failed_checks_than_it_takes_are_nothing) {
  const auto told = checked(R"({"at": "1.1s", "for": "2s", "crash": "bank/0"})");
  EXPECT_EQ(event(told).detected, std::nullopt);
  EXPECT_EQ(event(told).recovered, at(3100ms));
  EXPECT_EQ(reason(happened(told), "refused"), 10);
}

TEST(Health, only_failed_checks_in_a_row_count) {
  const auto told = checked(R"({"at": "1.1s", "for": "2s", "crash": "bank/0"},
                         {"at": "4.1s", "for": "2s", "crash": "bank/0"})");
  for (const auto& crash : happened(told).timeline_events) EXPECT_EQ(crash.detected, std::nullopt);
}

// Noticed at 4 s; up again from 4.5 to 5.1 s and from 6.5 s on.
TEST(Health, only_passed_checks_in_a_row_take_a_node_in_again) {
  const auto told = checked(R"({"at": "1.1s", "for": "3.4s", "crash": "bank/0"},
                               {"at": "5.1s", "for": "1.4s", "crash": "bank/0"})");
  EXPECT_EQ(event(told).detected, at(4s));
  EXPECT_EQ(event(told).recovered, at(8s));
}

TEST(Health, silence_is_noticed_one_time_out_later_than_a_refusal) {
  const auto down = event(checked(R"({"at": "1.1s", "for": "9s", "down": "bank"})"));
  // The second node is checked at 1.5, 2.5 and 3.5 s; a check ends right before its time-out.
  EXPECT_EQ(down.detected, at(3500ms + 300ms - 1ns));
}

TEST(Health, a_node_that_stands_still_fails_its_checks) {
  const auto pause = event(checked(R"({"at": "1.1s", "for": "9s", "pause": "bank/0"})"));
  EXPECT_EQ(pause.detected, at(4s + 300ms - 1ns));
  EXPECT_EQ(pause.recovered, at(12s));
}

TEST(Health, a_slow_node_passes_its_checks) {
  const auto slow =
      event(checked(R"({"at": "1.1s", "for": "9s", "slow": "bank/0", "factor": 99})"));
  EXPECT_EQ(slow.detected, std::nullopt);
}

TEST(Health, a_false_alarm_takes_out_a_node_that_works_and_costs_nothing) {
  const auto measured =
      happened(checked(R"({"at": "1.1s", "for": "9s", "false_alarm": "bank/0"})"));
  EXPECT_EQ(measured.timeline_events.at(0).detected, at(4s));
  EXPECT_EQ(flow(measured).intents.approved, 200);
  EXPECT_EQ(node(measured, "bank/0").served, 20 + 40);  // to 4 s, and from 12 s on
}

TEST(Health, when_all_nodes_have_been_taken_out_nobody_is_asked_until_one_is_taken_in) {
  const auto measured = happened(checked(R"({"at": "1.1s", "for": "9s", "crash": "bank/*"})"));
  EXPECT_EQ(reason(measured, "refused"), 29);  // from 1.1 to 4 s; after 3.5 s the other one
  EXPECT_EQ(reason(measured, "no_node"), 75);  // from 4 to 11.5 s
  EXPECT_EQ(flow(measured).intents.approved, 200 - 29 - 75);
}

TEST(Health, without_checks_a_crash_is_noticed_and_over_at_once) {
  auto told = checked(R"({"at": "1.1s", "for": "9s", "crash": "bank/0"})");
  told.services = R"("bank": {"nodes": 2, "operations": {"pay": []}})";
  const auto crash = event(told);
  EXPECT_EQ(crash.detected, at(1100ms));
  EXPECT_EQ(crash.recovered, at(10100ms));
  EXPECT_EQ(crash.payments_lost, 0);
}

// A shop and a bank with a node in each zone: half of the calls go to the other zone. From a they
// fail until 0.5 s, at 0.25 s; from b until 1 s, at 0.15, 0.55 and 0.95 s.
TEST(Health, a_node_that_is_cut_off_is_taken_out_for_those_beyond_the_cut) {
  const auto measured = happened({
      .services = R"("shop": {"nodes": 2, "operations": {"pay": [{"call": "bank.pay",
                                                                "timeout": "10ms"}]}},
                     "bank": {"nodes": 2, "operations": {"pay": []},
                              "health": {"interval": "1s", "fall": 1, "timeout": "1ms"}})",
      .flows = R"("pay": {"entry": "shop.pay"})",
      .load = steady("10/s", "5s"),
      .failures = R"({"at": "0s", "cut": "link:a-b"})",
      .further = R"(, "zones": {"a": {}, "b": {}}, "network": {"links": [
                      {"between": ["a", "b"], "latency": "1ms"}]})",
      .duration = "6s",
  });
  EXPECT_EQ(flow(measured).intents.failed, 1 + 3);
  EXPECT_EQ(station(measured, "bank").arrived, 50 - 4);
  EXPECT_EQ(node(measured, "bank/0").served, 25 - 1);
  EXPECT_EQ(node(measured, "bank/1").served, 25 - 3);
}

}  // namespace
}  // namespace models

#include <gtest/gtest.h>

#include "tests/models/callers/told.h"

namespace models {
namespace {

TEST(Service, whoever_finds_the_line_full_is_rejected_at_once_and_knows_that_nothing_was_done) {
  const auto measured = happened({
      .services = R"("bank": {"cores": 1, "line": {"limit": 2},
                              "operations": {"pay": [{"cpu": "10ms"}]}})",
      .load = payers(5),
  });
  EXPECT_EQ(station(measured, "bank").arrived, 5);
  EXPECT_EQ(station(measured, "bank").rejected, 2);
  EXPECT_EQ(reason(measured, "rejected"), 2);
  EXPECT_EQ(flow(measured).intents.failed, 2);
  EXPECT_EQ(flow(measured).intents.approved, 3);
  EXPECT_EQ(longest(measured), 30ms);
  EXPECT_EQ(node(measured, "bank/0").line.max, 2);
}

TEST(Service, where_nobody_may_wait_only_those_are_served_who_find_a_core) {
  const auto measured = happened({
      .services = R"("bank": {"cores": 2, "line": {"limit": 0},
                              "operations": {"pay": [{"cpu": "10ms"}]}})",
      .load = payers(5) + "," + payers(1, "1.011s"),
  });
  EXPECT_EQ(flow(measured).intents.approved, 2 + 1);
  EXPECT_EQ(longest(measured), 10ms);
}

TEST(Service, where_nobody_may_wait_only_those_are_served_who_find_a_thread) {
  const auto measured = happened({
      .services = R"("bank": {"threads": 2, "line": {"limit": 0},
                              "operations": {"pay": [{"wait": "10ms"}]}})",
      .load = payers(5) + "," + payers(1, "1.011s"),
  });
  EXPECT_EQ(flow(measured).intents.approved, 2 + 1);
  EXPECT_EQ(station(measured, "bank").rejected, 3);
}

TEST(Service, who_has_waited_too_long_for_a_thread_is_sent_away_unserved) {
  const auto measured = happened({
      .services = R"("bank": {"threads": 1, "line": {"shed": {"age": "15ms"}},
                              "operations": {"pay": [{"wait": "10ms"}]}})",
      .load = payers(4),
  });
  EXPECT_EQ(flow(measured).intents.approved, 2);
  EXPECT_EQ(reason(measured, "shed"), 2);
  EXPECT_EQ(station(measured, "bank").shed, 2);
  EXPECT_EQ(spent(measured, "bank.wait"), 20ms);
  EXPECT_EQ(spent(measured, "bank.line"), 10ms + 20ms + 20ms);
}

TEST(Service, without_a_limit_the_line_is_as_long_as_it_gets) {
  const auto measured = happened({
      .services = R"("bank": {"cores": 1, "operations": {"pay": [{"cpu": "1ms"}]}})",
      .load = payers(500),
  });
  EXPECT_EQ(flow(measured).intents.approved, 500);
  EXPECT_EQ(longest(measured), 500ms);
  EXPECT_EQ(node(measured, "bank/0").line.max, 499);
}

TEST(Service, where_there_are_threads_the_limit_is_that_of_the_line_for_them) {
  const auto measured = happened({
      .services = R"("bank": {"cores": 1, "threads": 2, "line": {"limit": 1},
                              "operations": {"pay": [{"wait": "10ms"}, {"cpu": "1ms"}]}})",
      .load = payers(5),
  });
  EXPECT_EQ(station(measured, "bank").rejected, 2);
  // The second waits for the core; the third for a thread until the first one's is free.
  EXPECT_EQ(longest(measured), 11ms + 10ms + 1ms);
}

TEST(Service, each_node_has_a_line_of_its_own) {
  const auto measured = happened({
      .services = R"("bank": {"nodes": 3, "cores": 1, "line": {"limit": 1},
                              "operations": {"pay": [{"cpu": "10ms"}]}})",
      .load = payers(9),
  });
  EXPECT_EQ(flow(measured).intents.approved, 3 * 2);
  EXPECT_EQ(node(measured, "bank/2").served, 2);
}

TEST(Service, a_crash_loses_who_is_inside_served_or_in_line_and_nobody_knows_what_was_done) {
  const auto measured = happened({
      .services = R"("bank": {"cores": 1, "operations": {"pay": [{"cpu": "10ms"}]}})",
      .load = payers(3),
      .failures = R"({"at": "1.015s", "for": "1ms", "crash": "bank/0"})",
  });
  EXPECT_EQ(flow(measured).intents.approved, 1);
  EXPECT_EQ(flow(measured).intents.unknown, 2);
  EXPECT_EQ(reason(measured, "node_lost"), 2);
  EXPECT_EQ(station(measured, "bank").lost, 2);
  EXPECT_EQ(busy(measured, "bank"), 15ms);
}

TEST(Service, a_crashed_node_refuses_those_who_believe_in_it) {
  const auto measured = happened({
      .services = R"("bank": {"health": {"interval": "1h"}, "operations": {"pay": []}})",
      .load = payers(4, "1s") + "," + payers(1, "1.6s"),
      .failures = R"({"at": "1s", "for": "500ms", "crash": "bank/0"})",
  });
  EXPECT_EQ(station(measured, "bank").refused, 4);
  EXPECT_EQ(reason(measured, "refused"), 4);
  EXPECT_EQ(flow(measured).intents.failed, 4);
  EXPECT_EQ(flow(measured).intents.approved, 1);
}

TEST(Service, without_checks_callers_know_at_once_and_ask_others) {
  const auto measured = happened({
      .services = R"("bank": {"nodes": 2, "operations": {"pay": []}})",
      .load = payers(4),
      .failures = R"({"at": "1s", "crash": "bank/0"})",
  });
  EXPECT_EQ(flow(measured).intents.approved, 4);
  EXPECT_EQ(node(measured, "bank/1").served, 4);
  EXPECT_EQ(station(measured, "bank").refused, 0);
}

TEST(Service, when_no_node_is_believed_in_nobody_is_asked) {
  const auto measured = happened({
      .services = R"("bank": {"nodes": 2, "operations": {"pay": []}})",
      .load = payers(4),
      .failures = R"({"at": "1s", "crash": "bank/*"})",
  });
  EXPECT_EQ(reason(measured, "no_node"), 4);
  EXPECT_EQ(flow(measured).intents.failed, 4);
  EXPECT_EQ(station(measured, "bank").arrived, 0);
}

TEST(Service, a_node_that_is_drained_finishes_what_it_has_and_gets_nothing_new) {
  const auto measured = happened({
      .services = R"("bank": {"nodes": 2, "operations": {"pay": [{"wait": "100ms"}]}})",
      .load = payers(2, "1s") + "," + payers(4, "1.05s"),
      .operations = R"({"at": "1.01s", "drain": "bank/0"})",
  });
  EXPECT_EQ(flow(measured).intents.approved, 6);
  EXPECT_EQ(node(measured, "bank/0").served, 1);
  EXPECT_EQ(node(measured, "bank/1").served, 5);
}

TEST(Service, who_is_sent_to_a_silent_node_hears_nothing_for_as_long_as_one_tries) {
  const auto measured = happened({
      .services = R"("bank": {"health": {"interval": "1h"}, "operations": {"pay": []}})",
      .flows = R"("pay": {"entry": "bank.pay", "retry": {"tries": 2}})",
      .load = payers(1, "200s"),
      .failures = R"({"at": "200s", "for": "1s", "down": "bank"})",
      .duration = "400s",
  });
  EXPECT_EQ(station(measured, "bank").lost, 1);
  EXPECT_EQ(flow(measured).attempts, 2);
  EXPECT_EQ(longest(measured), 127s);
}

TEST(Service, whoever_gives_up_on_a_silent_node_earlier_does_not_know) {
  const auto measured = happened({
      .services = R"("bank": {"health": {"interval": "1h"}, "operations": {"pay": []}})",
      .flows = R"("pay": {"entry": "bank.pay", "timeout": "50ms"})",
      .failures = R"({"at": "1s", "down": "bank"})",
  });
  EXPECT_EQ(flow(measured).intents.unknown, 1);
  EXPECT_EQ(reason(measured, "timed_out"), 1);
  EXPECT_EQ(station(measured, "bank").lost, 1);
}

}  // namespace
}  // namespace models

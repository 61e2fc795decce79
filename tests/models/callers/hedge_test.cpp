#include <gtest/gtest.h>

#include "tests/models/callers/told.h"

namespace models {
namespace {

// Two nodes that take 10 ms; the first, whose turn it is, ten times as long.
const std::string kTwoNodes =
    R"("bank": {"nodes": 2, "cores": 1, "operations": {"pay": [{"cpu": "10ms"}]}})";
const std::string kFirstIsSlow = R"({"at": "1s", "slow": "bank/0", "factor": 10})";

TEST(Hedge, nobody_else_is_asked_when_the_answer_comes_before_the_delay) {
  const auto measured = happened(
      {.services = kTwoNodes, .flows = R"("pay": {"entry": "bank.pay", "hedge": "10000001ns"})"});
  EXPECT_EQ(flow(measured).attempts, 1);
  EXPECT_EQ(station(measured, "bank").arrived, 1);
  EXPECT_EQ(longest(measured), 10ms);
}

TEST(Hedge, another_node_is_asked_after_the_delay_and_the_first_answer_counts) {
  const auto measured = happened({.services = kTwoNodes,
                                  .flows = R"("pay": {"entry": "bank.pay", "hedge": "20ms"})",
                                  .failures = kFirstIsSlow});
  EXPECT_EQ(longest(measured), 20ms + 10ms);
  EXPECT_EQ(flow(measured).intents.approved, 1);
  EXPECT_EQ(flow(measured).attempts, 2);
  EXPECT_EQ(node(measured, "bank/0").served, 1);
  EXPECT_EQ(node(measured, "bank/1").served, 1);
}

TEST(Hedge, the_attempt_that_lost_goes_on_for_nobody) {
  const auto measured = happened({.services = kTwoNodes,
                                  .flows = R"("pay": {"entry": "bank.pay", "hedge": "20ms"})",
                                  .failures = kFirstIsSlow});
  EXPECT_EQ(spent(measured, "bank.cpu"), 100ms + 10ms);
  EXPECT_EQ(busy(measured, "bank"), 100ms + 10ms);
}

TEST(Hedge, the_answer_of_the_attempt_that_lost_is_too_late_and_its_work_is_wasted) {
  const auto measured = happened({.services = kTwoNodes,
                                  .flows = R"("pay": {"entry": "bank.pay", "hedge": "20ms"})",
                                  .failures = kFirstIsSlow});
  EXPECT_EQ(station(measured, "bank").served, 2);
  EXPECT_EQ(station(measured, "bank").too_late, 1);
  EXPECT_EQ(station(measured, "bank").work_wasted, 100'000'000U);
}

TEST(Hedge, the_first_attempt_may_still_win) {
  const auto measured = happened({
      .services = kTwoNodes,
      .flows = R"("pay": {"entry": "bank.pay", "hedge": "8ms"})",
  });
  EXPECT_EQ(longest(measured), 10ms);
  EXPECT_EQ(flow(measured).attempts, 2);
  EXPECT_EQ(station(measured, "bank").served, 2);
}

TEST(Hedge, further_nodes_are_asked_one_delay_after_the_other) {
  const auto told = [](const std::string& most) {
    return Told{.services = R"("bank": {"nodes": 9, "operations": {"pay": [{"wait": "50ms"}]}})",
                .flows = R"("pay": {"entry": "bank.pay", "hedge": {"after": "20ms", "most": )" +
                         most + "}}"};
  };
  EXPECT_EQ(flow(happened(told("1"))).attempts, 2);
  EXPECT_EQ(flow(happened(told("2"))).attempts, 3);
  EXPECT_EQ(flow(happened(told("9"))).attempts, 3);  // after 0, 20 and 40 ms
}

// Of ten nodes the hedge's own key names the first one's again with a chance of 1/1000.
TEST(Hedge, asks_a_node_of_another_key_where_balancing_goes_by_the_key) {
  const auto measured = happened({
      .services = R"("bank": {"nodes": 10, "balance": "rendezvous",
                              "operations": {"pay": [{"wait": "50ms"}]}})",
      .flows = R"("pay": {"entry": "bank.pay", "hedge": "20ms"})",
  });
  std::int64_t most = 0;
  for (const auto& each : station(measured, "bank").nodes) most = std::max(most, each.served);
  EXPECT_EQ(station(measured, "bank").served, 2);
  EXPECT_EQ(most, 1);
}

TEST(Hedge, makes_up_for_a_first_attempt_that_failed_and_is_not_sent_earlier_for_it) {
  const auto measured = happened({
      .services = kTwoNodes,
      .flows = R"("pay": {"entry": "bank.pay", "hedge": "20ms"})",
      .failures = R"({"at": "1s", "for": "15ms", "crash": "bank/*"})",
  });
  EXPECT_EQ(longest(measured), 20ms + 10ms);
  EXPECT_EQ(flow(measured).attempts, 2);
}

TEST(Hedge, each_attempt_has_its_own_and_each_of_them_a_time_out) {
  const auto measured = happened({
      .services = R"("bank": {"nodes": 2, "operations": {"pay": [{"wait": "60ms"}]}})",
      .flows = R"("pay": {"entry": "bank.pay", "hedge": "20ms", "timeout": "50ms",
                          "retry": {"tries": 2}})",
  });
  EXPECT_EQ(flow(measured).attempts, 4);  // after 0, 20, 70 and 90 ms
  EXPECT_EQ(flow(measured).intents.unknown, 1);
  EXPECT_EQ(station(measured, "bank").too_late, 4);
}

TEST(Hedge, a_business_that_says_no_has_answered) {
  const auto measured = happened({
      .services = R"("bank": {"nodes": 2, "operations": {"pay": [{"wait": "30ms"},
                                                               {"decline": "100%"}]}})",
      .flows = R"("pay": {"entry": "bank.pay", "hedge": "20ms"})",
  });
  EXPECT_EQ(flow(measured).intents.declined, 1);
  EXPECT_EQ(longest(measured), 30ms);
}

}  // namespace
}  // namespace models

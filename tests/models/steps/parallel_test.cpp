#include <gtest/gtest.h>

#include "tests/models/callers/told.h"

namespace models {
namespace {

// A shop that takes one step; a bank, a broker that fails after 5 ms, a rival that does after 8 ms,
// and a clerk who declines.
sim::Measurements at_once(const std::string& step) {
  return happened({
      .services = R"("shop": {"cores": 4, "operations": {"pay": [)" + step + R"(]}},
          "bank": {"cores": 1, "operations": {"pay": [{"cpu": "30ms"}]}},
          "broker": {"availability": "0%", "operations": {"pay": [{"wait": "5ms"}]}},
          "rival": {"availability": "0%", "operations": {"pay": [{"wait": "8ms"}]}},
          "clerk": {"operations": {"pay": [{"wait": "6ms"}, {"decline": "100%"}]}},
          "abroad": {"external": true, "operations": {"pay": [{"wait": "9ms"}]}})",
      .flows = R"("pay": {"entry": "shop.pay"})",
  });
}
std::optional<sim::Duration> stay_in_the_shop(const sim::Measurements& measured) {
  return station(measured, "shop").stay.max();
}

TEST(Parallel, ends_with_the_last) {
  const auto measured = at_once(R"([{"wait": "10ms"}, {"call": "bank.pay"}, {"cpu": "20ms"}])");
  EXPECT_EQ(longest(measured), 30ms);
}

TEST(Parallel, a_branch_that_does_without_something_counts_for_the_payment) {
  const std::string optional = R"({"call": "broker.pay", "on_failure": "continue"})";
  EXPECT_EQ(flow(at_once("[" + optional + R"(, {"call": "bank.pay"}])")).intents.degraded, 1);
  EXPECT_EQ(flow(at_once(R"([{"wait": "10ms"}, {"call": "bank.pay"}])")).intents.degraded, 0);
}

TEST(Parallel, a_list_in_the_list_means_the_same) {
  const auto one = at_once(R"([{"wait": "10ms"}, {"call": "bank.pay"}])");
  const auto other = at_once(R"({"parallel": [{"wait": "10ms"}, {"call": "bank.pay"}]})");
  EXPECT_EQ(one.fingerprint, other.fingerprint);
}

TEST(Parallel, each_branch_of_work_takes_a_core_of_its_own) {
  const auto measured = at_once(R"([{"cpu": "10ms"}, {"cpu": "10ms"}, {"cpu": "10ms"}])");
  EXPECT_EQ(longest(measured), 10ms);
  EXPECT_EQ(node(measured, "shop/0").busy.max, 3);
}

TEST(Parallel, ends_at_once_when_one_fails) {
  const auto measured = at_once(R"([{"wait": "30ms"}, {"call": "broker.pay"}])");
  EXPECT_EQ(flow(measured).intents.failed, 1);
  EXPECT_EQ(stay_in_the_shop(measured), 5ms);
}

TEST(Parallel, what_is_not_needed_any_more_is_dropped_in_the_node_and_goes_on_elsewhere) {
  const auto measured =
      at_once(R"([{"cpu": "30ms"}, {"call": "bank.pay"}, {"call": "broker.pay"}])");
  EXPECT_EQ(stay_in_the_shop(measured), 5ms);
  EXPECT_EQ(busy(measured, "shop"), 5ms);
  EXPECT_EQ(busy(measured, "bank"), 30ms);
  EXPECT_EQ(station(measured, "bank").served, 1);
}

TEST(Parallel, a_declined_branch_declines_the_payment) {
  const auto measured = at_once(R"([{"wait": "30ms"}, {"call": "clerk.pay"}])");
  EXPECT_EQ(flow(measured).intents.declined, 1);
  EXPECT_EQ(longest(measured), 6ms);
}

TEST(First, ends_with_the_first_so_many) {
  const std::string of = R"(, "of": [{"wait": "10ms"}, {"call": "bank.pay"}, {"wait": "20ms"}]})";
  EXPECT_EQ(longest(at_once(R"({"first": 1)" + of)), 10ms);
  EXPECT_EQ(longest(at_once(R"({"first": 2)" + of)), 20ms);
  EXPECT_EQ(longest(at_once(R"({"first": 3)" + of)), 30ms);
}

TEST(First, who_came_too_late_is_dropped_in_the_node_and_goes_on_elsewhere) {
  const auto measured =
      at_once(R"({"first": 1, "of": [{"wait": "10ms"}, {"cpu": "20ms"}, {"call": "bank.pay"}]})");
  EXPECT_EQ(busy(measured, "shop"), 10ms);
  EXPECT_EQ(busy(measured, "bank"), 30ms);
}

TEST(First, does_without_those_that_fail_as_long_as_there_are_enough) {
  const auto measured = at_once(
      R"({"first": 1, "of": [{"call": "broker.pay"}, {"wait": "30ms"}, {"call": "rival.pay"}]})");
  EXPECT_EQ(flow(measured).intents.approved, 1);
  EXPECT_EQ(longest(measured), 30ms);
}

TEST(First, fails_as_soon_as_so_many_cannot_be_reached_any_more) {
  const auto measured = at_once(
      R"({"first": 2, "of": [{"call": "broker.pay"}, {"wait": "30ms"}, {"call": "rival.pay"}]})");
  EXPECT_EQ(flow(measured).intents.failed, 1);
  EXPECT_EQ(stay_in_the_shop(measured), 8ms);
}

TEST(First, if_all_end_badly_a_refusal_weighs_more_than_a_failure_and_a_doubt_more_than_both) {
  const std::string fails = R"({"call": "rival.pay"})";
  const std::string declines = R"({"call": "clerk.pay"})";
  const std::string doubts = R"({"call": "abroad.pay", "timeout": "2ms"})";
  const auto first = [](const std::string& branches) {
    return at_once(R"({"first": 1, "of": [)" + branches + "]}");
  };
  EXPECT_EQ(flow(first(fails + "," + fails)).intents.failed, 1);
  EXPECT_EQ(flow(first(fails + "," + declines)).intents.declined, 1);
  EXPECT_EQ(flow(first(declines + "," + fails)).intents.declined, 1);
  EXPECT_EQ(flow(first(doubts + "," + declines + "," + fails)).intents.unknown, 1);
  EXPECT_EQ(flow(first(fails + "," + declines + "," + doubts)).intents.unknown, 1);
}

TEST(First, no_more_can_be_wanted_than_there_are) {
  const std::string problems = problems_of(json_of(
      {.services = R"("bank": {"operations": {"pay": [{"first": 2, "of": [{"wait": "1ms"}]}]}})"}));
  EXPECT_NE(problems.find("must not be more than the 1 steps there are"), std::string::npos)
      << problems;
}

}  // namespace
}  // namespace models

#include <gtest/gtest.h>

#include "tests/models/callers/told.h"

namespace models {
namespace {

// What becomes of payments for which one bank takes these steps.
sim::Measurements taken(const std::string& steps, const std::string& load = payers(1)) {
  return happened({.services = R"("bank": {"cores": 1, "operations": {"pay": [)" + steps + "]}}",
                   .load = load});
}

TEST(Steps, none_at_all_take_no_time) {
  EXPECT_EQ(longest(taken("")), 0ms);
}

TEST(Steps, are_taken_one_after_the_other) {
  const auto measured = taken(R"({"cpu": "3ms"}, {"wait": "20ms"}, {"cpu": "4ms"})");
  EXPECT_EQ(longest(measured), 27ms);
  EXPECT_EQ(spent(measured, "bank.cpu"), 7ms);
  EXPECT_EQ(spent(measured, "bank.wait"), 20ms);
}

TEST(Cpu, holds_a_core_for_which_others_wait) {
  const auto measured = taken(R"({"cpu": "10ms"})", payers(3));
  EXPECT_EQ(shortest(measured), 10ms);
  EXPECT_EQ(longest(measured), 30ms);
  EXPECT_EQ(spent(measured, "bank.line"), 10ms + 20ms);
}

TEST(Wait, holds_no_core) {
  const auto measured = taken(R"({"wait": "10ms"})", payers(3));
  EXPECT_EQ(longest(measured), 10ms);
  EXPECT_EQ(busy(measured, "bank"), 0ms);
}

// Payments at 1 s and at 1.1 s; the bank is slow from 1.05 s to 1.15 s.
TEST(Wait, takes_longer_if_it_begins_while_its_node_is_slow_and_keeps_to_that) {
  const auto measured = happened({
      .services = R"("bank": {"external": true, "operations": {"pay": [{"wait": "100ms"}]}})",
      .load = payers(1, "1s") + "," + payers(1, "1.1s"),
      .failures = R"({"at": "1.05s", "for": "100ms", "slow": "bank/0", "factor": 6})",
  });
  EXPECT_EQ(shortest(measured), 100ms);
  EXPECT_EQ(longest(measured), 600ms);
  EXPECT_EQ(spent(measured, "bank.wait"), 700ms);
}

TEST(Wait, is_slowed_by_the_product_of_what_slows_its_node) {
  const auto measured = happened({
      .services = R"("bank": {"external": true, "operations": {"pay": [{"wait": "10ms"}]}})",
      .load = payers(1, "1s") + "," + payers(1, "1.3s"),
      .failures = R"({"at": "1s", "for": "200ms", "slow": "bank/0", "factor": 4},
                     {"at": "1s", "slow": "bank/0", "factor": 5})",
  });
  EXPECT_EQ(longest(measured), 10ms * 4 * 5);
  EXPECT_EQ(shortest(measured), 10ms * 5);
}

TEST(Decline, who_is_declined_has_not_failed_and_goes_no_further) {
  const auto measured = taken(R"({"cpu": "1ms"}, {"decline": "100%"}, {"cpu": "5ms"})");
  EXPECT_EQ(flow(measured).intents.declined, 1);
  EXPECT_EQ(flow(measured).intents.failed, 0);
  EXPECT_EQ(flow(measured).intents.counted(), 0);
  EXPECT_EQ(longest(measured), 1ms);
  EXPECT_EQ(station(measured, "bank").served, 1);
}

TEST(Decline, concerns_its_share_of_the_payments) {
  const auto measured = taken(R"({"decline": "20%"})", payers(10000));
  // Binomial: sigma = sqrt(10000 * 0.2 * 0.8) = 40; 4.5 sigma.
  EXPECT_NEAR(static_cast<double>(flow(measured).intents.declined), 2000, 180);
}

TEST(Choose, each_case_is_taken_by_its_share_and_the_rest_does_nothing) {
  const auto measured = happened({
      .services = R"("bank": {"operations": {"pay": [{"choose": [
          {"share": "50%", "steps": [{"cpu": "1us"}]},
          {"share": "30%", "steps": [{"wait": "1us"}]}]}]}})",
      .load = payers(10000),
  });
  // Binomial: sigma = 50, 46 and 40; 4.5 sigma.
  EXPECT_NEAR(static_cast<double>(spent(measured, "bank.cpu") / 1us), 5000, 225);
  EXPECT_NEAR(static_cast<double>(spent(measured, "bank.wait") / 1us), 3000, 206);
  EXPECT_EQ(shortest(measured), 0us);
  EXPECT_EQ(longest(measured), 1us);
}

TEST(Choose, a_case_for_all_is_taken_by_all_and_one_for_none_by_none) {
  const auto measured = taken(R"({"choose": [{"share": "0%", "steps": [{"cpu": "1ms"}]},
                                             {"share": "100%", "steps": [{"wait": "2ms"}]}]})",
                              payers(500));
  EXPECT_EQ(spent(measured, "bank.cpu"), 0ms);
  EXPECT_EQ(spent(measured, "bank.wait"), 500 * 2ms);
}

TEST(Choose, two_choices_are_independent_of_each_other) {
  const auto measured = taken(R"({"choose": [{"share": "50%", "steps": [{"wait": "1us"}]}]},
                                 {"choose": [{"share": "50%", "steps": [{"wait": "2us"}]}]})",
                              payers(10000));
  std::int64_t both = 0;
  for (const auto& bucket : flow(measured).latency.buckets())
    if (bucket.lower > 2500ns) both += bucket.count;
  EXPECT_NEAR(static_cast<double>(both), 2500, 195);  // sigma = 43.3
}

TEST(Choose, ends_the_operation_if_its_steps_do) {
  const auto measured =
      taken(R"({"choose": [{"share": "100%", "steps": [{"decline": "100%"}]}]}, {"cpu": "1ms"})");
  EXPECT_EQ(flow(measured).intents.declined, 1);
  EXPECT_EQ(spent(measured, "bank.cpu"), 0ms);
}

TEST(Choose, a_step_put_in_front_leaves_what_is_drawn_as_it_was) {
  const std::string choice = R"({"choose": [{"share": "50%", "steps": [{"wait": "1us"}]}]})";
  const auto one = taken(choice, payers(1000));
  const auto other = taken(R"({"decline": "0%"}, {"cpu": "0s"},)" + choice, payers(1000));
  EXPECT_EQ(spent(one, "bank.wait"), spent(other, "bank.wait"));
}

TEST(Sequence, is_several_steps_where_one_is_asked_for) {
  const auto measured =
      taken(R"([{"steps": [{"wait": "10ms"}, {"wait": "7ms"}]}, {"wait": "15ms"}])");
  EXPECT_EQ(longest(measured), 17ms);
}

}  // namespace
}  // namespace models

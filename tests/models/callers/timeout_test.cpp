#include <gtest/gtest.h>

#include "tests/models/callers/told.h"

namespace models {
namespace {

const std::string kSixtyMilliseconds =
    R"("bank": {"cores": 1, "operations": {"pay": [{"cpu": "60ms"}]}})";

TEST(TimeOut, whoever_waited_in_vain_does_not_know) {
  const auto measured = happened({.services = kSixtyMilliseconds,
                                  .flows = R"("pay": {"entry": "bank.pay", "timeout": "50ms"})"});
  EXPECT_EQ(flow(measured).intents.unknown, 1);
  EXPECT_EQ(reason(measured, "timed_out"), 1);
  EXPECT_EQ(flow(measured).latency.count(), 0);
}

TEST(TimeOut, the_work_goes_on_and_is_wasted) {
  const auto measured = happened({.services = kSixtyMilliseconds,
                                  .flows = R"("pay": {"entry": "bank.pay", "timeout": "50ms"})"});
  EXPECT_EQ(station(measured, "bank").served, 1);
  EXPECT_EQ(station(measured, "bank").too_late, 1);
  EXPECT_EQ(wasted(measured, "bank"), 60ms);
  EXPECT_EQ(spent(measured, "bank.cpu"), 60ms);
}

TEST(TimeOut, work_that_nobody_waits_for_keeps_others_waiting) {
  const auto measured = happened({
      .services = R"("bank": {"cores": 1, "operations": {
          "report": [{"cpu": "100ms"}], "pay": [{"cpu": "20ms"}]}})",
      .flows = R"("pay": {"entry": "bank.pay"},
                  "report": {"entry": "bank.report", "timeout": "10ms"})",
      .load = payers(1, "1s", "report") + "," + payers(1, "1.06s"),
  });
  EXPECT_EQ(longest(measured), 40ms + 20ms);
}

TEST(TimeOut, an_answer_just_at_the_time_out_is_late_and_one_before_it_is_not) {
  const auto told = [](const std::string& timeout) {
    return Told{.services = kSixtyMilliseconds,
                .flows = R"("pay": {"entry": "bank.pay", "timeout": ")" + timeout + R"("})"};
  };
  const auto at_it = happened(told("60ms"));
  EXPECT_EQ(flow(at_it).intents.unknown, 1);
  EXPECT_EQ(station(at_it, "bank").too_late, 1);
  const auto before_it = happened(told("60000001ns"));
  EXPECT_EQ(flow(before_it).intents.approved, 1);
  EXPECT_EQ(station(before_it, "bank").too_late, 0);
}

TEST(TimeOut, counts_the_time_in_line) {
  const auto measured = happened({.services = kSixtyMilliseconds,
                                  .flows = R"("pay": {"entry": "bank.pay", "timeout": "100ms"})",
                                  .load = payers(2)});
  EXPECT_EQ(flow(measured).intents.approved, 1);
  EXPECT_EQ(flow(measured).intents.unknown, 1);
}

TEST(TimeOut, each_attempt_has_the_whole_of_it) {
  const auto measured = happened({
      .services = R"("bank": {"external": true, "operations": {"pay": [{"wait": "40ms"}]}})",
      .flows = R"("pay": {"entry": "bank.pay", "timeout": "50ms", "retry": {"tries": 2}})",
      .failures = R"({"at": "1s", "for": "20ms", "slow": "bank/0", "factor": 10})",
  });
  EXPECT_EQ(longest(measured), 50ms + 40ms);
  EXPECT_EQ(flow(measured).attempts, 2);
}

// The bank takes 60 ms and is called by a shop, with these options, for a payer who waits 50 ms.
sim::Measurements given_up_by_the_payer(const std::string& options_of_the_shop) {
  return happened({
      .services = R"("shop": {"operations": {"pay": [{"call": "bank.pay")" + options_of_the_shop +
                  "}]}}," + kSixtyMilliseconds,
      .flows = R"("pay": {"entry": "shop.pay", "timeout": "50ms"})",
  });
}

TEST(TimeOut, of_the_payer_makes_what_is_done_behind_a_call_wasted_too) {
  for (const std::string options : {"", R"(, "timeout": "200ms")", R"(, "timeout": "20ms")"}) {
    const auto measured = given_up_by_the_payer(options);
    EXPECT_EQ(station(measured, "bank").too_late, 1) << options;
    EXPECT_EQ(wasted(measured, "bank"), 60ms) << options;
  }
}

TEST(Deadline, work_is_given_up_when_the_caller_has_given_up) {
  const auto measured = happened({
      .services = kSixtyMilliseconds,
      .flows = R"("pay": {"entry": "bank.pay", "timeout": "50ms", "propagate_deadline": true})",
  });
  EXPECT_EQ(reason(measured, "timed_out"), 1);
  EXPECT_EQ(station(measured, "bank").expired, 1);
  EXPECT_EQ(busy(measured, "bank"), 50ms);
  EXPECT_EQ(wasted(measured, "bank"), 50ms);
}

TEST(Deadline, who_missed_it_in_line_takes_no_core) {
  const auto measured = happened({
      .services = kSixtyMilliseconds,
      .flows = R"("pay": {"entry": "bank.pay", "timeout": "61ms", "propagate_deadline": true})",
      .load = payers(1) + "," + payers(5, "1.001s"),
  });
  EXPECT_EQ(flow(measured).intents.approved, 1);
  EXPECT_EQ(station(measured, "bank").expired, 5);
  EXPECT_EQ(busy(measured, "bank"), 62ms);  // the second begins, and has 2 ms
}

TEST(Deadline, a_wait_is_sat_out_and_no_further_step_begins) {
  const auto measured = happened({
      .services = R"("bank": {"operations": {"pay": [{"wait": "60ms"}, {"wait": "1ms"}]}})",
      .flows = R"("pay": {"entry": "bank.pay", "timeout": "50ms", "propagate_deadline": true})",
  });
  EXPECT_EQ(spent(measured, "bank.wait"), 60ms);
  EXPECT_EQ(station(measured, "bank").expired, 1);
}

// What the payer tells goes through the shop to the bank; the shop may wait less long, not longer.
sim::Duration worked_for_a_payer_who_waits_50ms(const std::string& options_of_the_shop) {
  const auto measured = happened({
      .services = R"("shop": {"operations": {"pay": [{"call": "bank.pay")" + options_of_the_shop +
                  R"(}]}}, "bank": {"cores": 1, "operations": {"pay": [{"cpu": "900ms"}]}})",
      .flows = R"("pay": {"entry": "shop.pay", "timeout": "50ms", "propagate_deadline": true})",
  });
  return busy(measured, "bank");
}

TEST(Deadline, goes_with_all_calls_and_the_earliest_of_several_counts) {
  EXPECT_EQ(worked_for_a_payer_who_waits_50ms(""), 50ms);
  const std::string impatient = R"(, "propagate_deadline": true, "timeout": "20ms")";
  const std::string patient = R"(, "propagate_deadline": true, "timeout": "80ms")";
  EXPECT_EQ(worked_for_a_payer_who_waits_50ms(impatient), 20ms);
  EXPECT_EQ(worked_for_a_payer_who_waits_50ms(patient), 50ms);
  EXPECT_EQ(worked_for_a_payer_who_waits_50ms(R"(, "timeout": "20ms")"), 50ms);
}

TEST(Deadline, nobody_tries_again_after_it) {
  const auto measured = happened({
      .services = R"("shop": {"operations": {"pay": [{"call": "bank.pay", "retry": {"tries": 9}}]}},
                     "bank": {"external": true, "availability": "0%",
                              "operations": {"pay": [{"wait": "20ms"}]}})",
      .flows = R"("pay": {"entry": "shop.pay", "timeout": "50ms", "propagate_deadline": true})",
  });
  EXPECT_EQ(station(measured, "bank").arrived, 3);  // after 0, 20 and 40 ms
}

}  // namespace
}  // namespace models

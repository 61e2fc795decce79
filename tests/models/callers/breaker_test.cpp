#include <gtest/gtest.h>

#include "models/callers/caller_state.h"

#include "tests/models/callers/told.h"

namespace models {
namespace {

sim::Instant at(sim::Duration since_start) {
  return sim::kStart + since_start;
}

// One call: refused, or let through and over at once.
bool calls(Breaker& breaker, sim::Duration when, bool success) {
  if (!breaker.lets_through(at(when))) return false;
  breaker.settle(breaker.spell(), at(when), success);
  return true;
}

TEST(Breaker, opens_after_failures_in_a_row_which_a_success_interrupts) {
  Breaker breaker({.failures = 2, .open = 10ms, .trials = 1});
  EXPECT_TRUE(calls(breaker, 1ms, false));
  EXPECT_TRUE(calls(breaker, 2ms, true));
  EXPECT_TRUE(calls(breaker, 3ms, false));
  EXPECT_TRUE(calls(breaker, 4ms, false));
  EXPECT_FALSE(calls(breaker, 4ms, true));
}

TEST(Breaker, lets_a_trial_through_just_when_its_time_is_over) {
  Breaker breaker({.failures = 1, .open = 10ms, .trials = 1});
  calls(breaker, 1ms, false);
  EXPECT_FALSE(breaker.lets_through(at(11ms - 1ns)));
  EXPECT_TRUE(breaker.lets_through(at(11ms)));
}

TEST(Breaker, closes_when_all_trials_have_succeeded) {
  Breaker breaker({.failures = 1, .open = 10ms, .trials = 2});
  calls(breaker, 0ms, false);
  EXPECT_TRUE(breaker.lets_through(at(10ms)));
  EXPECT_TRUE(breaker.lets_through(at(10ms)));
  EXPECT_FALSE(breaker.lets_through(at(10ms)));
  breaker.settle(breaker.spell(), at(11ms), true);
  EXPECT_TRUE(breaker.lets_through(at(11ms)));
  breaker.settle(breaker.spell(), at(12ms), true);
  EXPECT_TRUE(breaker.lets_through(at(12ms)));
  EXPECT_TRUE(breaker.lets_through(at(12ms)));
  EXPECT_TRUE(breaker.lets_through(at(12ms)));
}

TEST(Breaker, opens_anew_when_one_trial_fails) {
  Breaker breaker({.failures = 5, .open = 10ms, .trials = 2});
  for (int i = 0; i < 5; ++i) calls(breaker, 0ms, false);
  EXPECT_TRUE(calls(breaker, 10ms, true));
  EXPECT_TRUE(calls(breaker, 10ms, false));
  EXPECT_FALSE(calls(breaker, 20ms - 1ns, true));
  EXPECT_TRUE(calls(breaker, 20ms, true));
}

TEST(Breaker, does_not_mind_how_calls_end_that_began_before_it_opened) {
  Breaker breaker({.failures = 1, .open = 10ms, .trials = 1});
  const std::uint64_t early = breaker.spell();
  calls(breaker, 0ms, false);
  breaker.settle(early, at(5ms), true);
  EXPECT_FALSE(breaker.lets_through(at(9ms)));
  breaker.settle(early, at(9ms), false);
  EXPECT_TRUE(breaker.lets_through(at(10ms)));
}

TEST(Breaker, a_trial_that_is_abandoned_makes_room_for_another) {
  Breaker breaker({.failures = 1, .open = 10ms, .trials = 1});
  calls(breaker, 0ms, false);
  ASSERT_TRUE(breaker.lets_through(at(10ms)));
  ASSERT_FALSE(breaker.lets_through(at(11ms)));
  breaker.forget(breaker.spell());
  EXPECT_TRUE(breaker.lets_through(at(11ms)));
}

// Payments after 5, 15, 25 ms and so on.
const std::string kEveryTenMilliseconds = steady("100/s", "100ms");

TEST(Breaker, what_it_refuses_is_counted_and_does_not_reach_the_other_side) {
  const auto measured = happened({
      .services = R"("bank": {"availability": "0%", "operations": {"pay": []}})",
      .flows = R"("pay": {"entry": "bank.pay", "breaker": {"failures": 3, "open": "50ms"}})",
      .load = kEveryTenMilliseconds,
  });
  // Open from 25 to 75 ms and, after the trial at 75 ms, to 125 ms.
  EXPECT_EQ(station(measured, "bank").arrived, 3 + 1);
  EXPECT_EQ(reason(measured, "circuit_open"), 4 + 2);
  EXPECT_EQ(reason(measured, "failed"), 4);
  EXPECT_EQ(flow(measured).attempts, 10);
  EXPECT_EQ(flow(measured).intents.failed, 10);
}

TEST(Breaker, keeps_refusing_for_its_time_although_the_other_side_is_well_again) {
  const auto measured = happened({
      .services = R"("bank": {"operations": {"pay": []}})",
      .flows = R"("pay": {"entry": "bank.pay", "breaker": {"failures": 3, "open": "50ms"}})",
      .load = kEveryTenMilliseconds,
      .failures = R"({"at": "0s", "for": "30ms", "crash": "bank/0"})",
  });
  EXPECT_EQ(reason(measured, "no_node"), 3);
  EXPECT_EQ(reason(measured, "circuit_open"), 4);
  EXPECT_EQ(flow(measured).intents.approved, 3);
}

TEST(Breaker, counts_time_outs_as_failures_when_they_happen) {
  const auto measured = happened({
      .services = R"("bank": {"operations": {"pay": [{"wait": "60ms"}]}})",
      .flows = R"("pay": {"entry": "bank.pay", "timeout": "32ms",
                          "breaker": {"failures": 2, "open": "1s"}})",
      .load = kEveryTenMilliseconds,
  });
  EXPECT_EQ(reason(measured, "timed_out"), 5);  // until 47 ms, when the second has timed out
  EXPECT_EQ(reason(measured, "circuit_open"), 5);
}

TEST(Breaker, takes_declined_payments_for_answers) {
  const auto measured = happened({
      .services = R"("bank": {"operations": {"pay": [{"decline": "100%"}]}})",
      .flows = R"("pay": {"entry": "bank.pay", "breaker": {"failures": 1}})",
      .load = kEveryTenMilliseconds,
  });
  EXPECT_EQ(flow(measured).intents.declined, 10);
}

}  // namespace
}  // namespace models

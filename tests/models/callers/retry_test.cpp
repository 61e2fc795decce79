#include <gtest/gtest.h>

#include "tests/models/callers/told.h"

namespace models {
namespace {

const std::string kAlwaysFails =
    R"("bank": {"availability": "0%", "operations": {"pay": [{"cpu": "1ms"}]}})";

// A payer who tries again and again while the bank is down for so long; callers know that it is.
sim::Measurements tried_again(const std::string& backoff, const std::string& down_for) {
  return happened({
      .services = R"("bank": {"operations": {"pay": [{"cpu": "5ms"}]}})",
      .flows = R"("pay": {"entry": "bank.pay", "retry": {"tries": 9, "backoff": )" + backoff + "}}",
      .failures = R"({"at": "1s", "for": ")" + down_for + R"(", "crash": "bank/0"})",
  });
}

TEST(Backoff, with_a_factor_of_one_waits_are_equal) {
  const auto measured = tried_again(R"({"first": "10ms", "factor": 1})", "25ms");
  EXPECT_EQ(longest(measured), 3 * 10ms + 5ms);
  EXPECT_EQ(flow(measured).attempts, 4);
  EXPECT_EQ(spent(measured, "backoff"), 30ms);
}

TEST(Backoff, each_further_wait_is_so_many_times_as_long) {
  const auto measured = tried_again(R"({"first": "10ms", "factor": 3})", "50ms");
  EXPECT_EQ(longest(measured), 10ms + 30ms + 90ms + 5ms);
  EXPECT_EQ(flow(measured).attempts, 4);
  EXPECT_EQ(spent(measured, "backoff"), 130ms);
}

TEST(Backoff, no_wait_is_longer_than_the_longest) {
  const auto measured = tried_again(R"({"first": "10ms", "factor": 10, "most": "30ms"})", "50ms");
  EXPECT_EQ(longest(measured), 10ms + 30ms + 30ms + 5ms);
}

// 200 payers whose first attempt finds the bank down, for a nanosecond, and whose second is served:
// each latency is the wait between them. Of 200 draws none in a given tenth has a chance below
// 1e-9.
sim::Measurements waited_100ms(const std::string& jitter) {
  return happened({
      .services = R"("bank": {"operations": {"pay": []}})",
      .flows = R"("pay": {"entry": "bank.pay", "retry": {"tries": 2,
                  "backoff": {"first": "100ms", "jitter": ")" +
               jitter + R"("}}})",
      .load = payers(200),
      .failures = R"({"at": "1s", "for": "1ns", "crash": "bank/0"})",
  });
}

TEST(Backoff, without_jitter_all_come_again_at_once) {
  const auto measured = waited_100ms("none");
  EXPECT_EQ(shortest(measured), 100ms);
  EXPECT_EQ(longest(measured), 100ms);
}

TEST(Backoff, equal_jitter_spreads_from_half_the_wait_to_all_of_it) {
  const auto measured = waited_100ms("equal");
  EXPECT_GE(shortest(measured), 50ms);
  EXPECT_LE(shortest(measured), 55ms);
  EXPECT_GE(longest(measured), 95ms);
  EXPECT_LE(longest(measured), 100ms);
}

TEST(Backoff, full_jitter_spreads_from_nothing_to_the_whole_wait) {
  const auto measured = waited_100ms("full");
  EXPECT_LE(shortest(measured), 10ms);
  EXPECT_GE(longest(measured), 90ms);
  EXPECT_LE(longest(measured), 100ms);
}

TEST(Retry, attempts_are_counted_apart_from_what_is_intended) {
  const auto measured = happened({
      .services = kAlwaysFails,
      .flows = R"("pay": {"entry": "bank.pay", "retry": {"tries": 3}})",
      .load = payers(4),
  });
  EXPECT_EQ(flow(measured).intents.offered, 4);
  EXPECT_EQ(flow(measured).intents.failed, 4);
  EXPECT_EQ(flow(measured).attempts, 12);
  EXPECT_EQ(station(measured, "bank").arrived, 12);
  EXPECT_EQ(station(measured, "bank").failed, 12);
}

TEST(Retry, latency_counts_from_the_first_attempt) {
  const auto measured = tried_again(R"("20ms")", "1ms");
  EXPECT_EQ(longest(measured), 20ms + 5ms);
}

TEST(Retry, who_was_declined_does_not_try_again) {
  const auto measured = happened({
      .services = R"("bank": {"operations": {"pay": [{"decline": "100%"}]}})",
      .flows = R"("pay": {"entry": "bank.pay", "retry": {"tries": 3}})",
  });
  EXPECT_EQ(flow(measured).attempts, 1);
  EXPECT_EQ(flow(measured).intents.declined, 1);
}

TEST(Retry, one_doubtful_attempt_leaves_a_payment_that_is_never_served_in_doubt) {
  const auto measured = happened({
      .services = R"("bank": {"operations": {"pay": [{"wait": "60ms"}]}})",
      .flows = R"("pay": {"entry": "bank.pay", "retry": {"tries": 2}})",
      .failures = R"({"at": "1.02s", "crash": "bank/0"})",  // the second finds no node
  });
  EXPECT_EQ(flow(measured).intents.unknown, 1);
  EXPECT_EQ(flow(measured).attempts, 2);
  EXPECT_EQ(station(measured, "bank").arrived, 1);
}

TEST(Retry, a_doubtful_attempt_is_forgotten_when_a_later_one_is_served) {
  const auto measured = happened({
      .services = R"("bank": {"operations": {"pay": [{"wait": "60ms"}]}})",
      .flows = R"("pay": {"entry": "bank.pay", "retry": {"tries": 2, "backoff": "10ms"}})",
      .failures = R"({"at": "1.02s", "for": "1ms", "crash": "bank/0"})",
  });
  EXPECT_EQ(flow(measured).intents.approved, 1);
  EXPECT_EQ(longest(measured), 20ms + 10ms + 60ms);
}

TEST(Retry, a_policy_by_its_name_is_that_policy) {
  const auto told = [](const std::string& retry) {
    return Told{.services = kAlwaysFails,
                .flows = R"("pay": {"entry": "bank.pay", "retry": )" + retry + "}",
                .load = steady("100/s", "500ms"),
                .further = R"(, "retries": {"quick": {"tries": 4, "backoff": "3ms"}})"};
  };
  const auto named = happened(told(R"("quick")"));
  const auto own = happened(told(R"({"tries": 4, "backoff": "3ms"})"));
  EXPECT_EQ(flow(named).attempts, 50 * 4);
  EXPECT_EQ(named.fingerprint, own.fingerprint);
}

// 100 payments, none of which is ever served.
std::int64_t attempts_on_a_budget(const std::string& budget) {
  const auto measured = happened({
      .services = kAlwaysFails,
      .flows = R"("pay": {"entry": "bank.pay", "retry": {"tries": 5, "budget": )" + budget + "}}",
      .load = steady("100/s", "1s"),
  });
  EXPECT_EQ(flow(measured).intents.offered, 100);
  return flow(measured).attempts;
}

TEST(RetryBudget, attempts_are_at_most_so_much_more_than_the_calls_and_what_was_saved_up) {
  EXPECT_EQ(attempts_on_a_budget(R"({"ratio": "20%", "burst": 1})"), 100 + 20);
  EXPECT_EQ(attempts_on_a_budget(R"({"ratio": "0%", "burst": 7})"), 100 + 7);
  EXPECT_EQ(attempts_on_a_budget(R"({"ratio": "100%", "burst": 1})"), 100 + 100);
  EXPECT_LE(attempts_on_a_budget(R"({"ratio": "20%", "burst": 10})"), 100 + 20 + 10);
  EXPECT_GE(attempts_on_a_budget(R"({"ratio": "20%", "burst": 10})"), 100 + 20 + 8);
}

// Two outages of ten payments each, with twenty between them that need no retry.
TEST(RetryBudget, calls_that_need_no_retry_earn_for_those_that_do) {
  const auto measured = happened({
      .services = R"("bank": {"operations": {"pay": [{"cpu": "1ms"}]}})",
      .flows = R"("pay": {"entry": "bank.pay", "retry":
                  {"tries": 2, "backoff": "100ms", "budget": {"ratio": "10%", "burst": 5}}})",
      .load = steady("100/s", "400ms"),
      .failures = R"({"at": "0s", "for": "100ms", "crash": "bank/0"},
                     {"at": "300ms", "for": "100ms", "crash": "bank/0"})",
  });
  EXPECT_EQ(flow(measured).intents.offered, 40);
  EXPECT_EQ(flow(measured).attempts, 40 + 5 + 3);  // 0.9 of a token were left, and 2 were earned
  EXPECT_EQ(flow(measured).intents.failed, 5 + 7);
}

TEST(RetryBudget, each_calling_node_has_one_of_its_own) {
  const auto measured = happened({
      .services = R"("shop": {"nodes": 3, "operations": {"pay": [{"call": "bank.pay", "retry":
                       {"tries": 9, "budget": {"ratio": "0%", "burst": 2}}}]}}, )" +
                  kAlwaysFails,
      .flows = R"("pay": {"entry": "shop.pay"})",
      .load = payers(30),
  });
  EXPECT_EQ(flow(measured).attempts, 30);
  EXPECT_EQ(station(measured, "bank").arrived, 30 + 3 * 2);
}

}  // namespace
}  // namespace models

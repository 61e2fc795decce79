#include <gtest/gtest.h>

#include "tests/models/callers/told.h"

namespace models {
namespace {

const std::string kPayersOfTheShop = R"("pay": {"entry": "shop.pay"})";

// A shop, told as it is, and a bank that takes 10 ms.
sim::Measurements shopping(const std::string& shop, int count) {
  return happened({
      .services =
          R"("shop": {)" + shop + R"(}, "bank": {"operations": {"pay": [{"wait": "10ms"}]}})",
      .flows = kPayersOfTheShop,
      .load = payers(count),
  });
}

TEST(Call, holds_the_thread_of_its_node) {
  const auto measured =
      shopping(R"("threads": 2, "operations": {"pay": [{"call": "bank.pay"}]})", 5);
  EXPECT_EQ(longest(measured), 3 * 10ms);
  EXPECT_EQ(node(measured, "shop/0").threads.max, 2);
  EXPECT_EQ(node(measured, "shop/0").threads.area, static_cast<sim::Uint128>(5 * 10ms / 1ns));
}

TEST(Call, holds_no_core) {
  const auto measured =
      shopping(R"("cores": 1, "operations": {"pay": [{"cpu": "1ms"}, {"call": "bank.pay"}]})", 3);
  EXPECT_EQ(longest(measured), 3 * 1ms + 10ms);
}

// A shop that calls a bank, told as it is; and what its payment comes to.
sim::Measurements called(const std::string& options, const std::string& bank) {
  return happened({.services = R"("shop": {"operations": {"pay": [{"call": "bank.pay")" + options +
                               R"(}, {"cpu": "1ms"}]}}, "bank": {)" + bank + "}",
                   .flows = kPayersOfTheShop});
}
const std::string kFails = R"("availability": "0%", "operations": {"pay": []})";

TEST(Call, a_failure_ends_the_operation_that_called) {
  const auto measured = called("", kFails);
  EXPECT_EQ(flow(measured).intents.failed, 1);
  EXPECT_EQ(reason(measured, "failed"), 1);
  EXPECT_EQ(station(measured, "shop").failed, 1);
  EXPECT_EQ(spent(measured, "shop.cpu"), 0ms);
}

TEST(Call, goes_on_after_a_failure_if_told_to) {
  const auto measured = called(R"(, "on_failure": "continue")", kFails);
  EXPECT_EQ(flow(measured).intents.approved, 1);
  EXPECT_EQ(longest(measured), 1ms);
}

TEST(Call, that_is_gone_on_without_is_counted_with_its_payment) {
  const auto without = called(R"(, "on_failure": "continue")", kFails);
  EXPECT_EQ(flow(without).intents.degraded, 1);
  EXPECT_EQ(flow(without).intents.good, 1);
  const auto with = called(R"(, "on_failure": "continue")", R"("operations": {"pay": []})");
  EXPECT_EQ(flow(with).intents.degraded, 0);
}

TEST(Call, whose_answer_lacks_something_behind_it_lacks_it_too) {
  const auto measured =
      happened({.services = R"("shop": {"operations": {"pay": [{"call": "risk.score"}]}},
                      "risk": {"operations": {"score": [{"call": "bank.pay",
                                                         "on_failure": "continue"}]}},
                      "bank": {)" +
                            kFails + "}",
                .flows = kPayersOfTheShop});
  EXPECT_EQ(flow(measured).intents.approved, 1);
  EXPECT_EQ(flow(measured).intents.degraded, 1);
}

TEST(Call, a_declined_one_declines_the_payment_even_if_told_to_go_on_after_failures) {
  const auto measured =
      called(R"(, "on_failure": "continue")", R"("operations": {"pay": [{"decline": "100%"}]})");
  EXPECT_EQ(flow(measured).intents.declined, 1);
  EXPECT_EQ(station(measured, "shop").served, 1);
  EXPECT_EQ(spent(measured, "shop.cpu"), 0ms);
}

TEST(Call, attempts_behind_the_entry_are_not_the_payers) {
  const auto measured = called(R"(, "retry": {"tries": 5})", kFails);
  EXPECT_EQ(flow(measured).attempts, 1);
  EXPECT_EQ(station(measured, "bank").arrived, 5);
}

TEST(Call, a_time_out_is_a_doubt_if_something_outside_may_have_been_changed) {
  const std::string slow = R"(, "operations": {"pay": [{"wait": "50ms"}]})";
  const std::string impatient = R"(, "timeout": "10ms")";
  const auto own = called(impatient, R"("nodes": 1)" + slow);
  EXPECT_EQ(flow(own).intents.failed, 1);
  const auto external = called(impatient, R"("external": true)" + slow);
  EXPECT_EQ(flow(external).intents.unknown, 1);
  EXPECT_EQ(reason(external, "unknown"), 1);
  const auto asked_only = called(impatient, R"("external": true, "read_only": true)" + slow);
  EXPECT_EQ(flow(asked_only).intents.failed, 1);
}

TEST(Call, what_is_outside_may_be_far_behind_the_one_that_was_called) {
  const auto measured = happened({
      .services = R"("shop": {"operations": {"pay": [{"call": "gateway.pay", "timeout": "10ms"}]}},
                     "gateway": {"operations": {"pay": [{"choose": [{"share": "0%",
                         "steps": [[{"call": "bank.pay"}]]}]}, {"wait": "50ms"}]}},
                     "bank": {"external": true, "operations": {"pay": []}})",
      .flows = kPayersOfTheShop,
  });
  EXPECT_EQ(flow(measured).intents.unknown, 1);
}

TEST(Call, goes_to_the_node_of_the_key_that_it_names) {
  const auto measured = happened({
      .services = R"("shop": {"operations": {"pay": [{"call": "bank.pay", "key": "merchant"}]}},
                     "bank": {"nodes": 7, "balance": "rendezvous", "operations": {"pay": []}})",
      .flows = kPayersOfTheShop,
      .load = R"({"flow": "pay", "population": 50, "think": "1s",
                  "keys": {"merchant": {"uniform": 1}, "payer": {"uniform": 1000000}}})",
  });
  std::int64_t most = 0;
  for (const auto& each : station(measured, "bank").nodes) most = std::max(most, each.served);
  EXPECT_EQ(most, 50);
}

TEST(Call, is_made_from_the_zone_of_its_node) {
  const auto measured = happened({
      .services = R"("shop": {"zones": ["a"], "operations": {"pay": [{"call": "bank.pay"}]}},
                     "bank": {"zones": ["b"], "operations": {"pay": [{"wait": "10ms"}]}})",
      .flows = kPayersOfTheShop,
      .further = R"(, "zones": {"a": {}, "b": {}}, "network": {"same_region": "3ms"})",
  });
  EXPECT_EQ(longest(measured), 3ms + 10ms + 3ms);
}

TEST(Call, under_way_when_its_node_crashes_goes_on_for_nobody) {
  const auto measured = happened({
      .services = R"("shop": {"operations": {"pay": [{"call": "bank.pay"}]}},
                     "bank": {"cores": 1, "operations": {"pay": [{"cpu": "50ms"}]}})",
      .flows = kPayersOfTheShop,
      .failures = R"({"at": "1.01s", "crash": "shop/0"})",
  });
  EXPECT_EQ(reason(measured, "node_lost"), 1);
  EXPECT_EQ(station(measured, "bank").served, 1);
  EXPECT_EQ(busy(measured, "bank"), 50ms);
}

}  // namespace
}  // namespace models

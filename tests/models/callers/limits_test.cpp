#include <gtest/gtest.h>

#include "tests/models/callers/told.h"

namespace models {
namespace {

const std::string kTenMilliseconds =
    R"("bank": {"cores": 100, "operations": {"pay": [{"cpu": "10ms"}]}})";

TEST(Bulkhead, lets_no_more_than_so_many_be_under_way_at_once) {
  const auto measured = happened({.services = kTenMilliseconds,
                                  .flows = R"("pay": {"entry": "bank.pay", "bulkhead": 3})",
                                  .load = payers(10)});
  EXPECT_EQ(station(measured, "bank").arrived, 3);
  EXPECT_EQ(flow(measured).intents.approved, 3);
  EXPECT_EQ(reason(measured, "bulkhead_full"), 7);
  EXPECT_EQ(flow(measured).attempts, 10);
}

TEST(Bulkhead, who_is_answered_makes_room_for_the_next) {
  const auto measured = happened({.services = kTenMilliseconds,
                                  .flows = R"("pay": {"entry": "bank.pay", "bulkhead": 3})",
                                  .load = steady("200/s", "1s")});
  EXPECT_EQ(flow(measured).intents.approved, 200);
  EXPECT_LE(node(measured, "bank/0").busy.max, 3);
}

// Payments every 2 ms, each under way for 10 ms: of any five three find room.
TEST(Bulkhead, is_never_fuller_than_it_may_be) {
  const auto measured = happened({.services = kTenMilliseconds,
                                  .flows = R"("pay": {"entry": "bank.pay", "bulkhead": 3})",
                                  .load = steady("500/s", "1s")});
  EXPECT_EQ(flow(measured).intents.approved, 300);
  EXPECT_EQ(reason(measured, "bulkhead_full"), 200);
  EXPECT_EQ(node(measured, "bank/0").busy.max, 3);
}

TEST(Bulkhead, who_gives_up_makes_room_although_the_work_goes_on) {
  const auto measured = happened({
      .services = R"("bank": {"cores": 9, "operations": {"pay": [{"cpu": "50ms"}]}})",
      .flows = R"("pay": {"entry": "bank.pay", "bulkhead": 1, "timeout": "10ms"})",
      .load = payers(1, "1s") + "," + payers(1, "1.009s") + "," + payers(1, "1.011s"),
  });
  EXPECT_EQ(station(measured, "bank").arrived, 2);
  EXPECT_EQ(reason(measured, "bulkhead_full"), 1);
  EXPECT_EQ(node(measured, "bank/0").busy.max, 2);
}

TEST(Bulkhead, who_waits_to_try_again_takes_no_room) {
  const auto measured = happened({
      .services = kTenMilliseconds,
      .flows = R"("pay": {"entry": "bank.pay", "bulkhead": 1,
                          "retry": {"tries": 2, "backoff": "20ms"}})",
      .load = payers(1, "1s") + "," + payers(1, "1.005s"),
  });
  EXPECT_EQ(flow(measured).intents.approved, 2);
  EXPECT_EQ(longest(measured), 20ms + 10ms);
  EXPECT_EQ(flow(measured).attempts, 3);
}

TEST(Bulkhead, each_calling_node_has_one_of_its_own) {
  const auto measured = happened({
      .services = R"("shop": {"nodes": 2, "operations": {"pay": [{"call": "bank.pay",
                                                                "bulkhead": 1}]}}, )" +
                  kTenMilliseconds,
      .flows = R"("pay": {"entry": "shop.pay"})",
      .load = payers(10),
  });
  EXPECT_EQ(flow(measured).intents.approved, 2);
  EXPECT_EQ(reason(measured, "failed"), 8);
  EXPECT_EQ(station(measured, "bank").arrived, 2);
}

TEST(RateLimit, lets_a_burst_through_and_no_more_after_a_long_pause) {
  const auto measured = happened({
      .services = kTenMilliseconds,
      .flows = R"("pay": {"entry": "bank.pay", "rate_limit": {"rate": "100/s", "burst": 4}})",
      .load = payers(10),
  });
  EXPECT_EQ(flow(measured).intents.approved, 4);
  EXPECT_EQ(reason(measured, "rate_limited"), 6);
  EXPECT_EQ(station(measured, "bank").arrived, 4);
}

// Payments after 0.5, 1.5, 2.5 ms and so on; those after 0.5, 10.5, 20.5 ms and so on get through.
TEST(RateLimit, lets_through_one_whenever_a_token_has_come_together) {
  const auto measured = happened({
      .services = kTenMilliseconds,
      .flows = R"("pay": {"entry": "bank.pay", "rate_limit": {"rate": "100/s"}})",
      .load = steady("1000/s", "200ms"),
  });
  EXPECT_EQ(flow(measured).intents.approved, 20);
  EXPECT_EQ(node(measured, "bank/0").busy.max, 1);
}

TEST(RateLimit, who_tries_again_gets_through_when_there_is_a_token) {
  const auto measured = happened({
      .services = kTenMilliseconds,
      .flows = R"("pay": {"entry": "bank.pay", "rate_limit": {"rate": "50/s"},
                          "retry": {"tries": 9, "backoff": {"first": "8ms", "factor": 1}}})",
      .load = payers(2),
  });
  EXPECT_EQ(flow(measured).intents.approved, 2);
  EXPECT_EQ(longest(measured), 3 * 8ms + 10ms);
  EXPECT_EQ(flow(measured).attempts, 1 + 4);
}

}  // namespace
}  // namespace models

#include <gtest/gtest.h>

#include "tests/models/callers/told.h"

namespace models {
namespace {

// A bank that answers after 100 ms, whatever its load.
const std::string kBank = R"("bank": {"operations": {"pay": [{"wait": "100ms"}]}})";

Told told_of(const std::string& pool, const std::string& load) {
  return {.services = kBank,
          .flows = R"("pay": {"entry": "bank.pay", "pool": )" + pool + "}",
          .load = load};
}

TEST(Pool, lets_calls_wait_until_a_connection_is_free) {
  const auto measured = happened(told_of("1", payers(3)));
  EXPECT_EQ(flow(measured).intents.approved, 3);
  EXPECT_EQ(shortest(measured), 100ms);
  EXPECT_EQ(longest(measured), 300ms);
  EXPECT_EQ(spent(measured, "pool"), 100ms + 200ms);
}

TEST(Pool, as_large_as_is_needed_lets_nobody_wait) {
  const auto measured = happened(told_of("3", payers(3)));
  EXPECT_EQ(longest(measured), 100ms);
  EXPECT_EQ(spent(measured, "pool"), 0ms);
}

TEST(Pool, who_waits_for_a_connection_gives_up_in_time) {
  const auto measured = happened(told_of(R"({"size": 1, "acquire": "150ms"})", payers(3)));
  EXPECT_EQ(flow(measured).intents.approved, 2);
  EXPECT_EQ(flow(measured).intents.failed, 1);
  EXPECT_EQ(reason(measured, "no_connection"), 1);
  EXPECT_EQ(station(measured, "bank").no_connection, 1);
  EXPECT_EQ(station(measured, "bank").arrived, 2);
}

TEST(Pool, the_time_out_of_a_call_counts_from_when_it_has_a_connection) {
  Told told = told_of("1", payers(2));
  told.flows = R"("pay": {"entry": "bank.pay", "pool": 1, "timeout": "150ms"})";
  const auto measured = happened(told);
  EXPECT_EQ(flow(measured).intents.approved, 2);
  EXPECT_EQ(longest(measured), 200ms);
}

TEST(Pool, each_caller_has_one_of_its_own) {
  const auto measured =
      happened({.services = kBank + R"(, "shop": {"nodes": 2, "balance": "round_robin",
           "operations": {"pay": [{"call": "bank.pay", "pool": 1}]}})",
                .flows = R"("pay": {"entry": "shop.pay"})",
                .load = payers(2)});
  EXPECT_EQ(longest(measured), 100ms);
}

// A shop whose payments come to two operations of the bank, half of them each.
Told halves(const std::string& pool) {
  return {.services = R"("bank": {"operations": {"pay": [{"wait": "100ms"}],
                                                 "book": [{"wait": "100ms"}]}},
                "shop": {"operations": {"pay": [[{"call": "bank.pay", "pool": 1},
                                                 {"call": "bank.book", "pool": )" +
                      pool + "}]]}}",
          .flows = R"("pay": {"entry": "shop.pay"})"};
}

TEST(Pool, is_shared_by_calls_to_one_service_that_say_the_same_of_it) {
  EXPECT_EQ(longest(happened(halves("1"))), 200ms);
}

TEST(Pool, is_not_shared_by_calls_that_want_different_ones) {
  EXPECT_EQ(longest(happened(halves(R"({"size": 1, "acquire": "1s"})"))), 100ms);
}

TEST(Pool, each_node_called_has_one_of_its_own) {
  const auto measured = happened({.services = R"("bank": {"nodes": 2, "balance": "round_robin",
                                      "operations": {"pay": [{"wait": "100ms"}]}})",
                                  .flows = R"("pay": {"entry": "bank.pay", "pool": 1})",
                                  .load = payers(2)});
  EXPECT_EQ(longest(measured), 100ms);
}

// A shop in one zone and a bank in another, 10 ms away.
Told apart(const std::string& pool, const std::string& load, const std::string& failures = "") {
  return {.services = R"("bank": {"zones": ["b"], "cores": 4,
                             "operations": {"pay": [{"wait": "100ms"}]}})",
          .flows = R"("pay": {"entry": "bank.pay", "from": "a", "pool": )" + pool + "}",
          .load = load,
          .failures = failures,
          .further = R"(, "zones": {"a": {"region": "r"}, "b": {"region": "r"}},
                        "network": {"same_region": "10ms"})"};
}

TEST(Handshake, costs_round_trips_and_work_on_the_other_side) {
  const auto measured =
      happened(apart(R"({"size": 1, "handshake": {"round_trips": 2, "cpu": "5ms"}})", payers(1)));
  EXPECT_EQ(longest(measured), 2 * 20ms + 5ms + 120ms);
  EXPECT_EQ(spent(measured, "handshake"), 2 * 20ms + 5ms);
  EXPECT_EQ(busy(measured, "bank"), 5ms);
}

TEST(Handshake, is_made_once_for_many_calls) {
  const auto measured =
      happened(apart(R"({"size": 1, "handshake": {"round_trips": 2}})", steady("5/s", "1s")));
  EXPECT_EQ(flow(measured).intents.approved, 5);
  EXPECT_EQ(longest(measured), 160ms);
  EXPECT_EQ(spent(measured, "handshake"), 40ms);
}

TEST(Handshake, is_made_again_once_the_connection_is_too_old) {
  const auto measured = happened(apart(
      R"({"size": 1, "lifetime": "500ms", "handshake": {"round_trips": 2}})", steady("5/s", "1s")));
  EXPECT_EQ(spent(measured, "handshake"), 2 * 40ms);
}

TEST(Handshake, is_made_again_after_a_call_that_was_given_up) {
  Told told = apart("", steady("5/s", "1s"));
  told.flows = R"("pay": {"entry": "bank.pay", "from": "a", "timeout": "50ms",
                          "pool": {"size": 1, "handshake": {"round_trips": 1}}})";
  const auto measured = happened(told);
  EXPECT_EQ(flow(measured).intents.unknown, 5);
  EXPECT_EQ(spent(measured, "handshake"), 5 * 20ms);
}

TEST(Handshake, is_made_again_after_the_node_has_died) {
  const auto measured =
      happened(apart(R"({"size": 1, "handshake": {"round_trips": 2}})", steady("5/s", "1s"),
                     R"({"at": "450ms", "for": "10ms", "crash": "bank/0"})"));
  EXPECT_EQ(flow(measured).intents.approved, 5);
  EXPECT_EQ(spent(measured, "handshake"), 2 * 40ms);
}

TEST(Handshake, with_a_node_that_is_down_is_refused) {
  Told told = apart(R"({"size": 1, "handshake": {"round_trips": 1}})", payers(1),
                    R"({"at": "500ms", "for": "1s", "crash": "bank/0"})");
  told.services = R"("bank": {"zones": ["b"], "health": {"interval": "1h", "fall": 2},
                         "operations": {"pay": [{"wait": "100ms"}]}})";
  const auto measured = happened(told);
  EXPECT_EQ(reason(measured, "refused"), 1);
  EXPECT_EQ(longest(measured), std::nullopt);
  EXPECT_EQ(station(measured, "bank").arrived, 0);
}

// A bank whose callers keep connections that live for a second.
Told aging(const std::string& pool, const std::string& load) {
  return {.services = R"("bank": {"cores": 1, "operations": {"pay": [{"wait": "10ms"}]}})",
          .flows = R"("pay": {"entry": "bank.pay", "pool": {"lifetime": "1s", )" + pool +
                   R"(, "handshake": {"round_trips": 0, "cpu": "1ms"}}})",
          .load = load,
          .duration = "2500ms"};
}

TEST(WarmPool, has_open_connections_when_it_is_first_used) {
  const auto measured = happened(aging(R"("size": 3, "warm": true)", steady("10/s", "1s")));
  EXPECT_EQ(longest(measured), 10ms);
  EXPECT_EQ(spent(measured, "handshake"), 0ms);
}

// Opened at 50 ms, and again from 1050 ms and from 2051 ms on.
TEST(WarmPool, opens_connections_anew_when_they_are_too_old_though_nobody_asks) {
  const auto measured = happened(aging(R"("size": 3, "warm": true)", steady("10/s", "100ms")));
  EXPECT_EQ(flow(measured).intents.approved, 1);
  EXPECT_EQ(busy(measured, "bank"), 2 * 3 * 1ms);
  EXPECT_EQ(spent(measured, "handshake"), 0ms);
}

TEST(WarmPool, opens_a_connection_anew_after_the_call_in_which_it_became_too_old) {
  Told told = aging(R"("size": 1, "warm": true)", steady("2/s", "1s"));
  told.services = R"("bank": {"cores": 1, "operations": {"pay": [{"wait": "400ms"}]}})";
  told.flows = R"("pay": {"entry": "bank.pay", "pool": {"size": 1, "warm": true,
                      "lifetime": "600ms", "handshake": {"round_trips": 0, "cpu": "1ms"}}})";
  told.duration = "1500ms";
  // Opened at 250 ms, too old at 850 ms, in use from 750 to 1150 ms.
  const auto measured = happened(told);
  EXPECT_EQ(longest(measured), 400ms);
  EXPECT_EQ(busy(measured, "bank"), 1ms);
}

// 50 ms of work in the last half of a second: a core that is busy for a tenth of the time.
TEST(WarmPool, whose_lifetimes_vary_does_not_open_all_connections_at_once) {
  const auto longest_line = [](const std::string& jitter) {
    Told told = aging(R"("size": 50, "warm": true)" + jitter, steady("1/s", "1s"));
    told.duration = "2s";
    return node(happened(told), "bank/0").line.max;
  };
  EXPECT_EQ(longest_line(""), 49);
  EXPECT_LE(longest_line(R"(, "jitter": "50%")"), 3);
}

TEST(WarmPool, is_not_filled_again_with_a_node_that_has_died) {
  Told told = aging(R"("size": 3, "warm": true)", steady("10/s", "1s"));
  told.failures = R"({"at": "510ms", "for": "20ms", "crash": "bank/0"})";
  told.duration = "1s";
  const auto measured = happened(told);
  EXPECT_EQ(flow(measured).intents.approved, 10);
  EXPECT_EQ(spent(measured, "handshake"), 1ms);
  EXPECT_EQ(busy(measured, "bank"), 1ms);
}

}  // namespace
}  // namespace models

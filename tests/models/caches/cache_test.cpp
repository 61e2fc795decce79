// What a cache spares, when it does not, and what it does to those who come together.
#include <gtest/gtest.h>

#include "tests/models/callers/told.h"

namespace models {
namespace {

// A shop that needs 100 ms of a bank unless its cache holds the answer.
Told shop(const std::string& cache, const std::string& load, const std::string& more = "",
          const std::string& step = "") {
  return {.services = R"("bank": {"operations": {"quote": [{"wait": "100ms"}]}},
                "shop": {)" +
                      more + R"("operations": {"pay": [{"cache": "rates", )" + step +
                      R"("steps": [{"call": "bank.quote"}]}]}})",
          .flows = R"("pay": {"entry": "shop.pay"})",
          .load = load,
          .further = R"(, "caches": {"rates": )" + cache + "}"};
}

const sim::CacheMeasurements& rates(const sim::Measurements& measured) {
  return measured.caches.at(0);
}

TEST(Cache, spares_the_steps_for_what_it_holds) {
  const auto measured = happened(shop("1", steady("5/s", "1s")));
  EXPECT_EQ(flow(measured).intents.approved, 5);
  EXPECT_EQ(station(measured, "bank").arrived, 1);
  EXPECT_EQ(longest(measured), 100ms);
  EXPECT_EQ(shortest(measured), 0ms);
  EXPECT_EQ(rates(measured).name, "rates");
  EXPECT_EQ(rates(measured).hits, 4);
  EXPECT_EQ(rates(measured).misses, 1);
}

TEST(Cache, takes_time_to_give_what_it_holds_if_that_is_told) {
  const auto measured = happened(shop("1", steady("5/s", "1s"), "", R"("hit": "3ms", )"));
  EXPECT_EQ(shortest(measured), 3ms);
  EXPECT_EQ(longest(measured), 100ms);
}

// Stored at 200 ms, too old at 650 ms: missed at 700 ms, and found at 300, 500 and 900 ms.
TEST(Cache, finds_out_again_what_is_too_old) {
  const auto measured = happened(shop(R"({"size": 1, "ttl": "450ms"})", steady("5/s", "1s")));
  EXPECT_EQ(station(measured, "bank").arrived, 2);
  EXPECT_EQ(rates(measured).hits, 3);
}

TEST(Cache, stores_nothing_when_the_steps_fail) {
  Told told = shop("1", steady("5/s", "1s"));
  told.services = R"("bank": {"availability": "0%", "operations": {"quote": [{"wait": "100ms"}]}},
      "shop": {"operations": {"pay": [{"cache": "rates", "steps": [{"call": "bank.quote"}]}]}})";
  const auto measured = happened(told);
  EXPECT_EQ(flow(measured).intents.failed, 5);
  EXPECT_EQ(rates(measured).misses, 5);
}

TEST(Cache, belongs_to_one_node) {
  const auto measured =
      happened(shop("1", steady("5/s", "1s"), R"("nodes": 2, "balance": "round_robin", )"));
  EXPECT_EQ(rates(measured).misses, 2);
}

TEST(Cache, that_is_shared_belongs_to_all_nodes) {
  const auto measured = happened(shop(R"({"size": 1, "per": "shared"})", steady("5/s", "1s"),
                                      R"("nodes": 2, "balance": "round_robin", )"));
  EXPECT_EQ(rates(measured).misses, 1);
}

TEST(Cache, is_lost_with_its_node) {
  Told told = shop("1", steady("5/s", "1s"));
  told.failures = R"({"at": "550ms", "for": "10ms", "crash": "shop/0"})";
  EXPECT_EQ(rates(happened(told)).misses, 2);
}

TEST(Cache, that_is_shared_outlives_nodes) {
  Told told = shop(R"({"size": 1, "per": "shared"})", steady("5/s", "1s"));
  told.failures = R"({"at": "550ms", "for": "10ms", "crash": "shop/0"})";
  EXPECT_EQ(rates(happened(told)).misses, 1);
}

TEST(Cache, lets_all_who_come_together_do_the_same_work) {
  const auto measured = happened(shop("1", payers(7)));
  EXPECT_EQ(station(measured, "bank").arrived, 7);
  EXPECT_EQ(rates(measured).misses, 7);
  EXPECT_EQ(rates(measured).coalesced, 0);
}

const std::string kSingleFlight = R"({"size": 1, "single_flight": true})";

TEST(SingleFlight, lets_one_do_the_work_for_all_who_come_together) {
  const auto measured = happened(shop(kSingleFlight, payers(7)));
  EXPECT_EQ(flow(measured).intents.approved, 7);
  EXPECT_EQ(station(measured, "bank").arrived, 1);
  EXPECT_EQ(rates(measured).misses, 7);
  EXPECT_EQ(rates(measured).coalesced, 6);
  EXPECT_EQ(shortest(measured), 100ms);
  EXPECT_EQ(spent(measured, "shop.wait"), 6 * 100ms);
}

TEST(SingleFlight, lets_all_fail_if_the_one_does) {
  Told told = shop(kSingleFlight, payers(7));
  told.services = R"("bank": {"availability": "0%", "operations": {"quote": [{"wait": "100ms"}]}},
      "shop": {"operations": {"pay": [{"cache": "rates", "steps": [{"call": "bank.quote"}]}]}})";
  const auto measured = happened(told);
  EXPECT_EQ(flow(measured).intents.failed, 7);
  EXPECT_EQ(station(measured, "bank").arrived, 1);
}

TEST(SingleFlight, does_not_hold_up_who_looks_for_something_else) {
  const auto measured = happened(shop(
      R"({"size": 100, "single_flight": true})",
      R"({"flow": "pay", "population": 7, "think": "1s", "keys": {"payee": {"uniform": 1000000}}})",
      "", R"("key": "payee", )"));
  EXPECT_EQ(station(measured, "bank").arrived, 7);
}

// The node that finds it out dies; those at the other node, who wait for it, are told.
TEST(SingleFlight, of_a_shared_cache_fails_all_if_the_node_dies_that_works_for_all) {
  Told told = shop(R"({"size": 1, "single_flight": true, "per": "shared"})", payers(4),
                   R"("nodes": 2, "balance": "round_robin", )");
  told.failures = R"({"at": "1050ms", "for": "10ms", "crash": "shop/0"})";
  const auto measured = happened(told);
  EXPECT_EQ(flow(measured).intents.failed, 2);
  EXPECT_EQ(reason(measured, "node_lost"), 2);
  EXPECT_EQ(longest(measured), std::nullopt);
}

const std::string kTwoPayees =
    R"({"flow": "pay", "rate": "1000/s", "arrivals": "steady",
        "keys": {"payee": {"uniform": 2}, "payer": {"uniform": 2}}})";

TEST(Cache, holds_one_entry_for_each_key) {
  EXPECT_EQ(station(run(json_of(shop(R"({"size": 9, "single_flight": true})", kTwoPayees, "",
                                     R"("key": "payee", )"))),
                    "bank")
                .arrived,
            2);
}

TEST(Cache, makes_room_when_it_is_full) {
  const auto measured = run(json_of(shop("1", kTwoPayees, "", R"("key": "payee", )")));
  EXPECT_GT(rates(measured).evictions, 100);
}

TEST(Cache, does_not_take_keys_of_different_names_for_each_other) {
  Told told = shop("9", kTwoPayees);
  told.services = R"("bank": {"operations": {"quote": [{"wait": "0s"}]}},
      "shop": {"operations": {"pay": [
        {"cache": "rates", "key": "payee", "steps": [{"call": "bank.quote"}]},
        {"cache": "rates", "key": "payer", "steps": [{"call": "bank.quote"}]}]}})";
  EXPECT_EQ(station(run(json_of(told)), "bank").arrived, 4);
}

TEST(WarmCache, holds_what_is_most_in_use) {
  const std::string load = R"({"flow": "pay", "rate": "1000/s", "keys":
      {"payee": {"hot": {"count": 1000, "hot_count": 10, "hot_share": "100%"}}}})";
  const auto measured =
      run(json_of(shop(R"({"size": 10, "warm": true})", load, "", R"("key": "payee", )")));
  EXPECT_GT(rates(measured).hits, 1000);
  EXPECT_EQ(rates(measured).misses, 0);
}

TEST(WarmCache, is_cold_after_its_node_has_died) {
  Told told = shop(R"({"size": 1, "warm": true})", steady("5/s", "1s"));
  told.failures = R"({"at": "550ms", "for": "10ms", "crash": "shop/0"})";
  EXPECT_EQ(rates(happened(told)).misses, 1);
}

// All that was stored at the start expires after a second, at the same instant, unless it varies.
TEST(WarmCache, is_cold_all_at_once_unless_expiry_varies) {
  const auto longest_line = [](const std::string& jitter) {
    Told told = shop(R"({"size": 500, "warm": true, "ttl": "1s")" + jitter + "}",
                     R"({"flow": "pay", "rate": "2000/s", "keys": {"payee": {"uniform": 500}}})",
                     "", R"("key": "payee", )");
    told.services = R"("bank": {"cores": 1, "operations": {"quote": [{"cpu": "1ms"}]}},
        "shop": {"operations": {"pay": [{"cache": "rates", "key": "payee",
                                         "steps": [{"call": "bank.quote"}]}]}})";
    told.duration = "1500ms";
    return node(run(json_of(told)), "bank/0").line.max;
  };
  // 2000/s against 1000/s until half of the keys are there again: some 100 wait.
  EXPECT_GT(longest_line(""), 50);
  EXPECT_LT(longest_line(R"(, "jitter": "80%")"), 50);
}

}  // namespace
}  // namespace models

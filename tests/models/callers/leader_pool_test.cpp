// Connections to a store whose leader changes.
#include <gtest/gtest.h>

#include "tests/models/stores/ledger.h"

namespace models {
namespace {

constexpr auto kNever = "";

// 100 payments a second in a bank in zone a; the leader is in zone b, 1 ms away. It takes 300 ms to
// notice that a leader is gone, and 100 ms to elect another one.
Ledger ledger_with(const std::string& pool, const std::string& rest) {
  return {.nodes = R"("nodes": 3, "copies": 3, "zones": ["b", "c", "a"])",
          .leader = R"("acknowledge": "async",
                       "failover": {"detect": "300ms", "elect": "100ms"})",
          .steps = R"([{"write": "ledger", "amount": "debit", "timeout": "200ms", "pool": )" +
                   pool + "}]",
          .rest = kThreeZones + rest};
}
const std::string kDrained =
    R"(, "operations": [{"at": "2s", "for": "500ms", "drain": "ledger/0"}])";
const std::string kSilent = R"(, "failures": [{"at": "2s", "down": "ledger/0"}])";

std::int64_t approved(const Ledger& told) {
  return flow(run(told)).intents.approved;
}

// One payment is at the ledger when its leader stops to take anything.
TEST(PoolOfAStore, whose_connections_are_closed_finds_the_next_leader_at_once) {
  EXPECT_GE(approved(ledger_with("5", kDrained)), 1000 - 2);
}

// Payments come one after the other: all go over the one connection there is.
TEST(PoolOfAStore, that_keeps_connections_sticks_to_a_leader_of_old_until_they_are_too_old) {
  const auto measured =
      run(ledger_with(R"({"size": 5, "demoted": "keep", "lifetime": "5s"})", kDrained));
  EXPECT_NEAR(static_cast<double>(flow(measured).intents.failed), 300, 2);
  EXPECT_EQ(ledger(measured).failovers.size(), 1U);
}

TEST(PoolOfAStore, that_keeps_connections_for_ever_sticks_to_a_leader_of_old_for_ever) {
  const std::int64_t good = approved(ledger_with(R"({"size": 5, "demoted": "keep"})", kDrained));
  EXPECT_NEAR(static_cast<double>(good), 200, 2);
}

TEST(PoolOfAStore, checks_that_ask_for_no_role_find_nothing_wrong_with_a_leader_of_old) {
  const std::int64_t good =
      approved(ledger_with(R"({"size": 5, "demoted": "keep", "validate": "1s"})", kDrained));
  EXPECT_NEAR(static_cast<double>(good), 200, 2);
}

TEST(PoolOfAStore, checks_that_ask_for_the_role_find_the_next_leader) {
  const std::string pool =
      R"({"size": 5, "demoted": "keep", "validate": {"timeout": "1s", "role": true}})";
  EXPECT_GE(approved(ledger_with(pool, kDrained)), 1000 - 3);
}

// A check goes there and back, 2 ms, as does the write.
TEST(Validation, costs_a_round_trip) {
  const auto plain = run(ledger_with("5", kNever));
  const auto checked = run(ledger_with(R"({"size": 5, "validate": "1s"})", kNever));
  const auto pooled = [](const sim::Measurements& measured) { return spent(measured, "pool"); };
  EXPECT_EQ(pooled(plain), 0ms);
  EXPECT_EQ(pooled(checked), 999 * 2ms);
}

// All ten connections are open when the leader falls silent, and each check takes 500 ms then.
std::string ten_checked(const std::string& more) {
  return R"({"size": 10, "warm": true, "demoted": "keep", "validate": {"timeout": "500ms")" + more +
         "}}";
}

// The payment that came with the tenth connection, 90 ms after the first, has the last check.
TEST(Validation, one_after_the_other_takes_the_time_out_for_each_connection_of_the_pool) {
  const auto measured = run(ledger_with(ten_checked(R"(, "at_once": 1)"), kSilent));
  const sim::Duration longest = flow(measured).latency.max().value();
  EXPECT_GT(longest, 10 * 500ms - 90ms);
  EXPECT_LT(longest, 10 * 500ms - 90ms + 20ms);
  ASSERT_EQ(ledger(measured).failovers.size(), 1U);
  EXPECT_EQ(ledger(measured).failovers[0].promoted - ledger(measured).failovers[0].at, 400ms);
}

TEST(Validation, in_parallel_takes_the_time_out_once) {
  const auto measured = run(ledger_with(ten_checked(""), kSilent));
  const sim::Duration longest = flow(measured).latency.max().value();
  EXPECT_GT(longest, 500ms);
  EXPECT_LT(longest, 500ms + 20ms);
}

TEST(Validation, who_waits_for_a_good_connection_gives_up_in_time) {
  const std::string pool =
      R"({"size": 1, "acquire": "100ms", "validate": {"timeout": "10s"}, "demoted": "keep"})";
  const auto measured = run(ledger_with(pool, kSilent));
  EXPECT_GT(station(measured, "ledger").no_connection, 0);
  EXPECT_LT(flow(measured).latency.max(), 100ms + 10ms);
}

TEST(Validation, finds_connections_that_have_died_with_their_node_without_a_time_out) {
  const std::string crash = R"(, "failures": [{"at": "2s", "for": "100ms", "crash": "ledger/0"}])";
  const auto measured = run(ledger_with(ten_checked(R"(, "at_once": 1)"), crash));
  EXPECT_NEAR(static_cast<double>(1000 - flow(measured).intents.approved), 10, 3);
}

}  // namespace
}  // namespace models

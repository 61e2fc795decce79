#include <gtest/gtest.h>
#include <string>

#include "tests/models/stores/ledger.h"

namespace models {

namespace {

double lasted(const sim::EventMeasurements& event) {
  return sim::to_seconds(*event.until - event.at);
}

// Two nodes that each have all; payments of 1 EUR, one every 10 ms, write for 1 ms.
Ledger two_nodes(const std::string& more, const std::string& operations) {
  return {.nodes = R"("nodes": 2, "copies": 2)",
          .leader = R"("acknowledge": "majority", "failover": {"detect": "1s", "elect": "1s"})",
          .write = R"("write": "1ms")" + (more.empty() ? "" : ", " + more),
          .duration = "60s",
          .rest = R"("operations": [)" + operations + "]"};
}

// Of one shard with two copies on three nodes nothing has to move; of six with twelve copies a
// third does.
TEST(Join, of_a_node_takes_as_long_as_its_data_over_the_rate) {
  const auto measured =
      run(two_nodes(R"("shards": 6, "size": "30MB", "record": "1B", "stream": "1MB/s")",
                    R"({"at": "5s", "join": "ledger"})"));
  EXPECT_EQ(audit(measured).lost.intents, 0);
  EXPECT_EQ(flow(measured).intents.approved, flow(measured).intents.offered);
  // Four shards of 5 MB each.
  EXPECT_NEAR(static_cast<double>(ledger(measured).streamed), 20e6, 1e4);
  ASSERT_EQ(measured.timeline_events.size(), 1U);
  EXPECT_NEAR(lasted(measured.timeline_events[0]), 20, 1);
  EXPECT_GT(node(measured, "ledger/2").served, 0);
}

TEST(Leave, of_a_node_gives_its_data_to_those_that_stay_and_loses_nothing) {
  Ledger told = two_nodes(R"("shards": 6, "size": "30MB", "record": "1B", "stream": "1MB/s")",
                          R"({"at": "5s", "leave": "ledger/0"})");
  told.nodes = R"("nodes": 3, "copies": 2)";
  const auto measured = run(told);
  EXPECT_EQ(audit(measured).lost.intents, 0);
  EXPECT_EQ(audit(measured).exact.intents, flow(measured).intents.offered);
  EXPECT_NEAR(lasted(measured.timeline_events[0]), 10, 1);
}

TEST(Join, is_followed_by_leaving_to_replace_a_node) {
  const auto measured = run(two_nodes(R"("size": "5MB", "stream": "1MB/s")",
                                      R"({"at": "5s", "join": "ledger"},
                                         {"at": "6s", "leave": "ledger/0"})"));
  EXPECT_EQ(audit(measured).lost.intents, 0);
  EXPECT_EQ(node(measured, "ledger/0").in_service.max, 1);
  EXPECT_GT(node(measured, "ledger/2").served + node(measured, "ledger/1").served, 4800);
}

TEST(Drain, hands_leadership_over_and_loses_nothing) {
  const auto measured =
      run(Ledger{.leader = R"("acknowledge": "async", "lag": "50ms")",
                 .steps = R"([{"write": "ledger", "amount": "debit", "retry": "patient"}])",
                 .rest = R"("retries": {"patient": {"tries": 9, "backoff": {"first": "20ms"}}},
                        "operations": [{"at": "2s", "for": "5s", "drain": "ledger/0"}])"});
  ASSERT_EQ(ledger(measured).failovers.size(), 1U);
  EXPECT_EQ(ledger(measured).failovers[0].lost_writes, 0);
  EXPECT_EQ(audit(measured).lost.intents, 0);
  EXPECT_GE(flow(measured).intents.approved, flow(measured).intents.offered - 20);
}

// 21 nodes with three copies each, a ring, as at Monzo in 2019; reads of what was there before.
std::string twenty_one(const std::string& join, const std::string& read = "2") {
  return R"({"run": {"duration": "60s", "seed": 5},
      "services": {"bank": {"operations": {"pay": [{"read": "accounts"}]}}},
      "stores": {"accounts": {"nodes": 21, "copies": 3, "ring": 32, "read": "1ms",
                              "size": "21GB", "stream": "1MB/s",
                              "replication": {"quorum": {"read": )" +
         read + R"(}}}},
      "flows": {"pay": {"entry": "bank.pay"}},
      "load": [{"flow": "pay", "amount": "1 EUR", "keys": {"payer": {"uniform": 1000000}},
                "rate": "500/s", "arrivals": "poisson"}],
      "operations": [{"at": "20s", "join": "accounts", )" +
         join + "}]}";
}

const sim::StoreMeasurements& accounts(const sim::Measurements& measured) {
  return detail::called(measured.stores, "accounts");
}

// With 27 nodes, six of which have nothing, both of two copies that are asked are new with
// probability 6/27 * 5/26, for 40 s of 500 reads. Which is for the ring to say: 27 nodes have 32
// points each, so that six nodes' share varies by some tenths.
TEST(Join, of_nodes_that_own_keys_at_once_answers_as_if_there_was_nothing) {
  const auto measured = run(twenty_one(R"("nodes": 6, "at_a_time": 6, "owns": "at_once")"));
  const double expected = 20000 * (6.0 / 27) * (5.0 / 26);
  EXPECT_NEAR(static_cast<double>(accounts(measured).missing_reads), expected, 0.5 * expected);
  EXPECT_EQ(flow(measured).intents.approved, flow(measured).intents.offered);
}

TEST(Join, one_at_a_time_is_not_noticed_by_quorums) {
  const auto measured = run(twenty_one(R"("nodes": 6, "at_a_time": 1, "owns": "at_once")"));
  EXPECT_EQ(accounts(measured).missing_reads, 0);
}

TEST(Join, with_data_is_not_noticed_even_by_single_copies) {
  const auto measured = run(twenty_one(R"("nodes": 6, "at_a_time": 6)", "1"));
  EXPECT_EQ(accounts(measured).missing_reads, 0);
}

TEST(RingChanges, are_told_what_cannot_be) {
  const auto wrong = [](const std::string& operation) {
    return problems_of(std::string(two_nodes("", operation)));
  };
  EXPECT_NE(wrong(R"({"at": "1s", "join": "bank"})").find("\"bank\" is no store"),
            std::string::npos);
  EXPECT_NE(wrong(R"({"at": "1s", "leave": "ledger"})").find("such as \"ledger/0\""),
            std::string::npos);
  EXPECT_NE(wrong(R"({"at": "1s", "leave": "ledger/1"})").find("fewer nodes than each key"),
            std::string::npos);
  EXPECT_NE(wrong(R"({"at": "1s", "join": "ledger", "owns": "at_once"})").find("for quorums"),
            std::string::npos);
}

}  // namespace

}  // namespace models

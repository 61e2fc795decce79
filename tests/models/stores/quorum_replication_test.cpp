#include "models/stores/quorum_replication.h"

#include <gtest/gtest.h>

#include "tests/models/stores/ledger.h"

namespace models {
namespace {

using std::chrono::milliseconds;

// Three copies in three zones, a millisecond apart; the bank is in zone a. Work takes a millisecond
// and callers learn of what is down at once.
std::string quorum(const std::string& told, const std::string& rest = "",
                   const std::string& steps = R"([{"write": "ledger", "amount": "debit"}])") {
  return R"({"run": {"duration": "10s"}, )" + kThreeZones + R"(,
      "services": {"bank": {"operations": {"pay": )" +
         steps + R"(}}},
      "stores": {"ledger": {"nodes": 3, "copies": 3, "write": "1ms", "read": "1ms",
                            "replication": {"quorum": {)" +
         told + R"(}}}},
      "flows": {"pay": {"entry": "bank.pay"}},
      "load": [{"flow": "pay", "rate": "100/s", "arrivals": "steady", "amount": "1 EUR",
                "keys": {"payer": {"uniform": 10}}}])" +
         rest + "}";
}

const std::string kReadBefore = R"([{"read": "ledger"}, {"write": "ledger", "amount": "debit"}])";

TEST(QuorumReplication, waits_for_so_many_copies) {
  EXPECT_EQ(*flow(run(quorum(R"("write": 1)"))).latency.max(), milliseconds(1));
  EXPECT_EQ(*flow(run(quorum(R"("write": 2)"))).latency.max(), milliseconds(3));
  EXPECT_EQ(*flow(run(quorum(R"("write": 3)"))).latency.max(), milliseconds(3));
}

TEST(QuorumReplication, writes_to_all_copies_whatever_it_waits_for) {
  const auto measured = run(quorum(R"("write": 1)"));
  EXPECT_EQ(ledger(measured).lag.count(), 2000);
  EXPECT_EQ(audit(measured).exact.intents, 1000);
}

TEST(QuorumReplication, goes_on_without_one_of_three) {
  const auto measured = run(quorum("", R"(, "failures": [{"at": "2s", "crash": "ledger/2"}])"));
  EXPECT_EQ(flow(measured).intents.approved, 1000);
}

TEST(QuorumReplication, refuses_what_too_few_copies_are_left_for) {
  const auto measured =
      run(quorum("", R"(, "failures": [{"at": "2s", "for": "1s", "crash": "ledger/2"},
                                            {"at": "2s", "for": "1s", "crash": "ledger/1"}])"));
  EXPECT_EQ(flow(measured).intents.failed, 100);
  EXPECT_EQ(ledger(measured).lost_writes, 0);
  EXPECT_EQ(audit(measured).exact.intents, 1000);
}

// With R + W > N each read meets some copy that has the write.
TEST(QuorumReplication, is_never_stale_if_reads_and_writes_overlap) {
  const auto measured =
      run(quorum(R"("write": 2, "read": 2, "hints": false, "read_repair": false)",
                 R"(, "failures": [{"at": "2s", "for": "1s", "crash": "ledger/1"}])", kReadBefore));
  EXPECT_GT(ledger(measured).reads, 0);
  EXPECT_EQ(ledger(measured).stale_reads, 0);
}

// The bank reads and writes in its own zone; while that copy is away writes go elsewhere.
const std::string kAway = R"(, "failures": [{"at": "2s", "for": "1s", "crash": "ledger/0"}])";

TEST(QuorumReplication, reads_what_is_old_from_a_copy_that_was_away_if_nobody_tells_it) {
  const auto measured = run(
      quorum(R"("write": 1, "read": 1, "hints": false, "read_repair": false)", kAway, kReadBefore));
  // All ten accounts were written to meanwhile, and stay behind there to the end.
  EXPECT_EQ(ledger(measured).stale_reads, 700);
}

TEST(QuorumReplication, hands_over_what_a_copy_has_missed) {
  const auto measured =
      run(quorum(R"("write": 1, "read": 1, "read_repair": false)", kAway, kReadBefore));
  // The first read comes before the first hint, the next after all.
  EXPECT_LE(ledger(measured).stale_reads, 1);
  EXPECT_EQ(ledger(measured).lag.count(), 2000);
}

TEST(QuorumReplication, compares_copies_now_and_then) {
  const auto measured = run(
      quorum(R"("write": 1, "read": 1, "hints": false, "anti_entropy": "1s")", kAway, kReadBefore));
  EXPECT_LE(ledger(measured).stale_reads, 101);
  EXPECT_EQ(ledger(measured).lag.count(), 2000);
}

TEST(QuorumReplication, repairs_what_it_reads) {
  const auto measured = run(quorum(R"("write": 1, "read": 2, "hints": false)", kAway, kReadBefore));
  EXPECT_EQ(ledger(measured).stale_reads, 0);
  EXPECT_EQ(ledger(measured).lag.count(), 2000);
}

std::string with(std::string told, const std::string& instead, const std::string& of) {
  return told.replace(told.find(of), of.size(), instead);
}

std::string idempotent(const std::string& told) {
  return with(told, R"("bank.pay", "idempotent": true)", R"("bank.pay")");
}

TEST(QuorumReplication, is_hedged_where_the_key_is) {
  const auto measured =
      run(with(quorum(R"("read": 1)", "", R"([{"read": "ledger", "hedge": {"after": "1us"}}])"),
               R"("nodes": 6, "copies": 1, "shards": 6)", R"("nodes": 3, "copies": 3)"));
  EXPECT_EQ(ledger(measured).reads, 2000);
  EXPECT_EQ(flow(measured).intents.approved, 1000);
}

TEST(QuorumReplication, recognises_what_is_still_on_its_way_to_the_copies) {
  const std::string hedged = R"([{"write": "ledger", "hedge": {"after": "500us"}}])";
  const auto measured = run(idempotent(quorum("", "", hedged)));
  EXPECT_EQ(ledger(measured).repeated, 1000);
  EXPECT_EQ(audit(measured).exact.intents, 1000);
  EXPECT_EQ(audit(run(quorum("", "", hedged))).duplicate.intents, 1000);
}

// Of three attempts, each of 100 ms, the last begins 200 ms after the first; only the first copy
// has room.
TEST(QuorumReplication, acknowledges_a_repetition_when_enough_copies_have_it) {
  const auto measured = run(
      idempotent(quorum("", R"(, "failures": [{"at": "2s", "for": "1s", "full_disk": "ledger/1"},
                                   {"at": "2s", "for": "1s", "full_disk": "ledger/2"}])",
                        R"([{"write": "ledger", "timeout": "100ms", "retry": {"tries": 3}}])")));
  EXPECT_NEAR(static_cast<double>(flow(measured).intents.approved), 930, 1);
  EXPECT_EQ(audit(measured).duplicate.intents, 0);
}

TEST(QuorumReplication, has_no_leader_to_choose_or_not_for_reads) {
  const std::string nearest = R"([{"read": "ledger", "from": "nearest"}])";
  EXPECT_NE(problems_of(quorum("", "", nearest)).find("leave out from"), std::string::npos);
  EXPECT_EQ(problems_of(quorum("", "", kReadBefore)), "");
}

TEST(QuorumReplication, is_complained_about_if_it_asks_for_more_copies_than_there_are) {
  EXPECT_NE(problems_of(quorum(R"("write": 4)")).find("must not be more than the 3 copies"),
            std::string::npos);
}

}  // namespace
}  // namespace models

#include "models/stores/leader_replication.h"

#include <gtest/gtest.h>

#include "tests/models/stores/ledger.h"

namespace models {
namespace {

using std::chrono::milliseconds;

sim::Duration longest(const sim::Measurements& measured) {
  return *flow(measured).latency.max();
}

TEST(LeaderReplication, acknowledges_what_the_leader_has_if_asynchronous) {
  const auto measured = run(Ledger{.leader = R"("acknowledge": "async")"});
  EXPECT_EQ(longest(measured), milliseconds(1));
  EXPECT_EQ(ledger(measured).writes, 1000);
}

TEST(LeaderReplication, waits_for_a_majority) {
  Ledger told{.rest = kThreeZones};
  told.leader = R"("acknowledge": "majority")";
  const auto measured = run(told);
  // The bank is in zone a, as the leader: 1 ms there, then 1 + 1 + 1 to the next copy and back.
  EXPECT_EQ(longest(measured), milliseconds(4));
}

TEST(LeaderReplication, copies_are_as_far_behind_as_the_lag_says) {
  const auto measured = run(Ledger{.leader = R"("acknowledge": "async", "lag": "100ms")"});
  EXPECT_EQ(ledger(measured).lag.max(), milliseconds(101));
}

TEST(LeaderReplication, lag_grows_when_the_other_copy_is_slow) {
  Ledger told{.leader = R"("acknowledge": "async")"};
  told.rest = R"("failures": [{"at": "2s", "for": "2s", "slow": "ledger/1", "factor": 50}])";
  const auto measured = run(told);
  EXPECT_GE(*ledger(measured).lag.max(), milliseconds(50));
  EXPECT_EQ(longest(measured), milliseconds(1));
}

TEST(Failover, loses_what_had_not_left_an_asynchronous_leader) {
  // 100 a second, and 500 ms of lag: 50 are with the leader alone when it dies.
  Ledger told{.leader = R"("acknowledge": "async", "lag": "500ms",
                           "failover": {"detect": "1s", "elect": "1s"})"};
  told.rest = R"("failures": [{"at": "5005ms", "crash": "ledger/0"}])";
  const auto measured = run(told);
  EXPECT_EQ(ledger(measured).lost_writes, 50);
  EXPECT_EQ(ledger(measured).lost_intents, 50);
  EXPECT_EQ(audit(measured).lost.intents, 50);
  EXPECT_EQ(audit(measured).lost.money, 5000U);
  ASSERT_EQ(ledger(measured).failovers.size(), 1U);
  EXPECT_EQ(ledger(measured).failovers[0].from, "ledger/0");
  EXPECT_EQ(ledger(measured).failovers[0].promoted, sim::kStart + milliseconds(7005));
}

TEST(Failover, loses_nothing_that_a_majority_has) {
  Ledger told{.leader = R"("acknowledge": "majority", "lag": "50ms",
                           "failover": {"detect": "1s", "elect": "1s"})"};
  told.rest = R"("failures": [{"at": "5005ms", "crash": "ledger/0"}])";
  const auto measured = run(told);
  EXPECT_EQ(ledger(measured).lost_writes, 0);
  EXPECT_EQ(audit(measured).lost.intents, 0);
  // Those under way when the leader died do not know.
  EXPECT_EQ(audit(measured).unknown_applied.intents + audit(measured).unknown_not_applied.intents,
            flow(measured).intents.unknown);
  EXPECT_GT(flow(measured).intents.unknown, 0);
}

TEST(Failover, takes_detection_and_election_and_no_longer) {
  Ledger told{.leader = R"("failover": {"detect": "1s", "elect": "500ms"})"};
  told.rest = R"("failures": [{"at": "5s", "crash": "ledger/0"}])";
  const auto measured = run(told);
  EXPECT_EQ(flow(measured).intents.failed, 150);
  EXPECT_EQ(ledger(measured).without_leader.area,
            static_cast<sim::Uint128>(std::chrono::nanoseconds(milliseconds(1500)).count()));
}

TEST(Failover, is_not_needed_if_the_leader_is_back_before_it_is_missed) {
  Ledger told{.leader = R"("failover": {"detect": "1s", "elect": "500ms"})"};
  told.rest = R"("failures": [{"at": "5s", "for": "900ms", "crash": "ledger/0"}])";
  const auto measured = run(told);
  EXPECT_TRUE(ledger(measured).failovers.empty());
  EXPECT_EQ(flow(measured).intents.failed, 90);
}

TEST(Failover, by_hand_is_called_off_when_the_leader_is_heard_again) {
  // Down from 2 s to 5.5 s, missed at 3 s, looked for each second.
  Ledger told{.leader = R"("failover": {"detect": "1s", "promote": "manual", "manual": "1h"})"};
  told.steps = R"([{"write": "ledger", "amount": "debit", "timeout": "10ms"}])";
  told.rest = R"("failures": [{"at": "2s", "for": "3500ms", "crash": "ledger/0"}])";
  const auto measured = run(told);
  EXPECT_TRUE(ledger(measured).failovers.empty());
  EXPECT_EQ(flow(measured).intents.approved, 600);
}

TEST(Failover, does_not_happen_without_a_majority) {
  Ledger told;
  told.rest =
      R"("failures": [{"at": "2s", "crash": "ledger/0"}, {"at": "2s", "crash": "ledger/1"}])";
  const auto measured = run(told);
  EXPECT_TRUE(ledger(measured).failovers.empty());
  EXPECT_EQ(flow(measured).intents.approved, 200);
}

TEST(Failover, with_observers_leaves_one_copy_at_work) {
  Ledger told{.leader = R"("acknowledge": "async",
                           "failover": {"detect": "1s", "elect": "1s",
                                        "decided_by": "observers"})"};
  told.rest =
      R"("failures": [{"at": "2s", "crash": "ledger/0"}, {"at": "2s", "crash": "ledger/1"}])";
  const auto measured = run(told);
  ASSERT_EQ(ledger(measured).failovers.size(), 1U);
  EXPECT_EQ(ledger(measured).failovers[0].to, "ledger/2");
}

TEST(Failover, promotes_the_copy_that_has_most) {
  // The first in order takes a second for each write, and is not given the time to catch up.
  Ledger told{.leader = R"("acknowledge": "one",
                           "failover": {"detect": "100ms", "elect": "100ms"})"};
  const std::string failures = R"("failures": [
      {"at": "1s", "slow": "ledger/1", "factor": 1000},
      {"at": "5005ms", "crash": "ledger/0"}])";
  told.rest = failures;
  auto measured = run(told);
  EXPECT_EQ(ledger(measured).failovers[0].to, "ledger/2");
  EXPECT_EQ(ledger(measured).lost_writes, 0);
  told.leader = R"("acknowledge": "one",
                   "failover": {"detect": "100ms", "elect": "100ms", "promote": "any"})";
  measured = run(told);
  EXPECT_EQ(ledger(measured).failovers[0].to, "ledger/1");
  EXPECT_GT(ledger(measured).lost_writes, 50);
}

// The leader is cut off with the payers of its own zone.
Ledger cut_off(const std::string& leader) {
  Ledger told{.leader = leader, .flow = R"("timeout": "2s")"};
  told.rest = R"("zones": {"a": {"region": "x"}, "b": {"region": "y"}, "c": {"region": "y"}},
                 "network": {"links": [{"between": ["x", "y"], "latency": "1ms"}], "give_up": "3s"},
                 "failures": [{"at": "2s", "for": "4s", "cut": "link:x-y"}])";
  return told;
}

TEST(SplitBrain, does_not_happen_with_fencing) {
  const auto measured =
      run(cut_off(R"("acknowledge": "majority", "failover": {"detect": "1s", "elect": "1s"})"));
  EXPECT_EQ(ledger(measured).apart_writes, 0);
  EXPECT_EQ(audit(measured).lost.intents, 0);
}

TEST(SplitBrain, loses_what_the_old_leader_acknowledged_after_it_was_replaced) {
  const auto measured = run(cut_off(R"("acknowledge": "async",
                     "failover": {"detect": "1s", "elect": "1s", "fencing": false})"));
  // From 4 s, when there is a new leader, to 6 s.
  EXPECT_NEAR(static_cast<double>(ledger(measured).apart_writes), 200, 2);
  EXPECT_GE(audit(measured).lost.intents, ledger(measured).apart_writes);
  // What it took between 2 s and 4 s was never sent on.
  EXPECT_NEAR(static_cast<double>(ledger(measured).lost_writes), 400, 3);
}

TEST(Copies, catch_up_when_they_are_back) {
  Ledger told{
      .leader = R"("acknowledge": "majority", "failover": {"detect": "100ms", "elect": "100ms"})"};
  told.rest = R"("failures": [{"at": "2s", "for": "2s", "crash": "ledger/2"},
                              {"at": "6s", "crash": "ledger/0"}])";
  const auto measured = run(told);
  ASSERT_EQ(ledger(measured).failovers.size(), 1U);
  EXPECT_EQ(ledger(measured).lost_writes, 0);
  EXPECT_GE(*ledger(measured).lag.max(), milliseconds(1990));
}

// Whatever is on its way when the other copy goes away: the last write, or the word of it.
TEST(Copies, say_what_they_have_when_they_are_back) {
  for (int at = 1990; at < 2010; ++at) {
    const std::string crash = R"({"at": ")" + std::to_string(at) + R"(500us", )";
    const auto measured =
        run(Ledger{.nodes = R"("nodes": 2, "copies": 2)",
                   .steps = R"([{"write": "ledger", "amount": "debit"}])",
                   .load = R"("rate": [["0s", "100/s"], ["2s", "100/s"], ["2s", "0/s"]],
                   "arrivals": "steady")",
                   .rest = kThreeZones + R"(, "failures": [)" + crash +
                           R"("for": "50ms", "crash": "ledger/1"}])"});
    EXPECT_EQ(flow(measured).intents.unfinished, 0) << crash;
  }
}

// The bank is in zone a, the leader in b; each payment reads what it has just written.
Ledger reading(const std::string& from) {
  return Ledger{
      .nodes = R"("nodes": 3, "copies": 3, "zones": ["b", "a", "c"])",
      .leader = R"("acknowledge": "async", "lag": "50ms")",
      .steps = R"([{"write": "ledger", "amount": "debit"}, {"read": "ledger", "from": ")" + from +
               R"("}])",
      .rest = kThreeZones};
}

TEST(Reads, from_the_nearest_copy_lack_what_it_has_not_been_sent) {
  EXPECT_EQ(ledger(run(reading("nearest"))).stale_reads, 1000);
}

TEST(Reads, from_the_leader_lack_nothing) {
  EXPECT_EQ(ledger(run(reading("leader"))).stale_reads, 0);
}

}  // namespace
}  // namespace models

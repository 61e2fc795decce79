#include <cmath>
#include <gtest/gtest.h>
#include <string>

#include "tests/models/stores/ledger.h"

namespace models {

namespace {

// Each write takes 10 kB on a disk that takes 10 MB/s: 1 ms.
std::string on_disks(const std::string& more) {
  return R"("write": "0ms", "record": "10kB", "disk": "10MB/s")" +
         (more.empty() ? "" : ", " + more);
}

const std::string kLeader = R"("acknowledge": "majority",
    "failover": {"detect": "1s", "elect": "1s", "manual": "5s"})";

std::string fails(const std::string& list) {
  return R"("failures": [)" + list + "]";
}

TEST(LoseDisk, of_one_copy_of_three_loses_no_payment) {
  const auto measured =
      run(Ledger{.leader = kLeader,
                 .write = on_disks(R"("size": "90MB")"),
                 .rest = fails(R"({"at": "3s", "for": "1s", "lose_disk": "ledger/1"})")});
  EXPECT_EQ(audit(measured).lost.intents, 0);
  EXPECT_EQ(ledger(measured).lost_writes, 0);
  EXPECT_EQ(flow(measured).intents.failed + flow(measured).intents.unknown, 0);
  EXPECT_TRUE(ledger(measured).losses.empty());
}

TEST(LoseDisk, streams_what_there_was_and_what_has_been_written_to_the_empty_disk) {
  const auto measured =
      run(Ledger{.leader = kLeader,
                 .write = on_disks(R"("size": "20MB")"),
                 .rest = fails(R"({"at": "3s", "for": "1s", "lose_disk": "ledger/1"})")});
  // 400 records of 10 kB when it is back, and what comes while 24 MB are streamed.
  EXPECT_GE(ledger(measured).streamed, 24'000'000U);
  EXPECT_LE(ledger(measured).streamed, 24'000'000U + 600U * 10'000U);
}

TEST(LoseDisk, of_the_leader_is_followed_by_a_failover_that_loses_nothing_with_a_majority) {
  const auto measured =
      run(Ledger{.leader = kLeader,
                 .write = on_disks(""),
                 .rest = fails(R"({"at": "3s", "for": "100ms", "lose_disk": "ledger/0"})")});
  EXPECT_EQ(ledger(measured).failovers.size(), 1U);
  EXPECT_EQ(audit(measured).lost.intents, 0);
}

// It is back before it was missed, but has nothing to lead with.
TEST(LoseDisk, leaves_a_leader_that_is_back_at_once_without_a_word_to_say) {
  const auto measured =
      run(Ledger{.leader = kLeader,
                 .write = on_disks(""),
                 .rest = fails(R"({"at": "3s", "for": "1ms", "lose_disk": "ledger/0"})")});
  EXPECT_EQ(ledger(measured).failovers.size(), 1U);
  EXPECT_NEAR(sim::to_seconds(ledger(measured).recovery_time), 2, 1e-3);
}

TEST(LoseDisk, of_all_copies_loses_all_that_was_acknowledged_if_there_is_no_backup) {
  const auto measured =
      run(Ledger{.leader = kLeader,
                 .write = on_disks(""),
                 .rest = fails(R"({"at": "5s", "for": "1s", "lose_disk": "ledger/*"})")});
  // One every 10 ms from 0 on; the last two may still have been on their way to a second copy.
  EXPECT_NEAR(static_cast<double>(audit(measured).lost.intents), 500, 2);
  EXPECT_EQ(audit(measured).lost.intents, ledger(measured).lost_writes);
  EXPECT_EQ(ledger(measured).lost_intents, ledger(measured).lost_writes);
  EXPECT_EQ(ledger(measured).lost_money,
            static_cast<sim::Uint128>(100 * ledger(measured).lost_writes));
  ASSERT_EQ(ledger(measured).losses.size(), 1U);
  EXPECT_FALSE(ledger(measured).losses.front().restored);
  EXPECT_EQ(sim::to_seconds(ledger(measured).recovery_time), 5);
}

TEST(LoseDisk, of_copies_one_after_the_other_loses_nothing_if_they_are_filled_again_between) {
  const auto measured =
      run(Ledger{.leader = kLeader,
                 .write = on_disks(R"("size": "5MB")"),
                 .duration = "30s",
                 .rest = fails(R"({"at": "3s", "for": "1s", "lose_disk": "ledger/0"},
                                  {"at": "12s", "for": "1s", "lose_disk": "ledger/1"},
                                  {"at": "21s", "for": "1s", "lose_disk": "ledger/2"})")});
  EXPECT_EQ(audit(measured).lost.intents, 0);
  EXPECT_TRUE(ledger(measured).losses.empty());
}

// Nobody can be elected with one copy of three left: a person decides, here after 5 s.
TEST(LoseDisk, of_the_majority_needs_a_person_who_makes_do_with_what_is_left) {
  const auto measured = run(
      Ledger{.leader = kLeader,
             .write = on_disks(""),
             .duration = "30s",
             .rest = fails(R"({"at": "3s", "for": "1s", "lose_disk": ["ledger/0", "ledger/1"]})")});
  ASSERT_EQ(ledger(measured).failovers.size(), 1U);
  EXPECT_EQ(ledger(measured).failovers.front().to, "ledger/2");
  // Missed after 1 s, none elected after another, the person after 5 more.
  EXPECT_NEAR(sim::to_seconds(ledger(measured).recovery_time), 7, 1e-3);
  // It lacks what only the other two had: what came within the last milliseconds.
  EXPECT_LE(audit(measured).lost.intents, 2);
}

struct Restored {
  sim::Measurements measured;
  const sim::LossMeasurements& loss() const { return ledger(measured).losses.at(0); }
};

Restored restored(const std::string& backup, const std::string& size = "0B") {
  return {run(Ledger{.leader = kLeader,
                     .write = on_disks(R"("size": ")" + size +
                                       R"(", "backup": {"decide": "10s", )" + backup + "}"),
                     .duration = "90s",
                     .rest = fails(R"({"at": "25500ms", "for": "1s", "lose_disk": "ledger/*"})")})};
}

TEST(Restore, brings_back_what_was_archived_and_loses_what_came_after) {
  const Restored with = restored(R"("log": "10s")");
  // Archived as of 20 s.
  EXPECT_NEAR(static_cast<double>(audit(with.measured).lost.intents), 550, 2);
  EXPECT_EQ(with.loss().lost_writes, audit(with.measured).lost.intents);
  EXPECT_EQ(sim::to_seconds(with.loss().lost_since), 5.5);
  EXPECT_EQ(sim::to_seconds(ledger(with.measured).recovery_point), 5.5);
  ASSERT_TRUE(with.loss().restored);
}

// Missed after 1 s, none elected after another, decided after 10; then 100 MB at 5 MB/s and 2,000
// records of 10 kB at 4 MB/s.
TEST(Restore, takes_as_long_as_detection_decision_and_the_size_over_the_rates) {
  const Restored with = restored(R"("log": "10s", "restore": "5MB/s", "replay": "4MB/s")", "100MB");
  EXPECT_NEAR(sim::to_seconds(ledger(with.measured).recovery_time), 1 + 1 + 10 + 20 + 5, 0.5);
}

TEST(Restore, from_an_incremental_backup_has_no_log_to_do_again) {
  const Restored with = restored(R"("incremental": "10s", "replay": "1kB/s", "restore": "4MB/s")");
  EXPECT_NEAR(sim::to_seconds(ledger(with.measured).recovery_time), 12 + 5, 0.5);
}

TEST(Restore, begins_from_the_last_full_backup) {
  const Restored with = restored(R"("full": "10s", "restore": "4MB/s")");
  EXPECT_NEAR(static_cast<double>(audit(with.measured).lost.intents), 550, 2);
  EXPECT_NEAR(sim::to_seconds(ledger(with.measured).recovery_time), 12 + 5, 0.5);
}

TEST(Restore, is_of_no_use_to_what_a_backup_had_not_finished_to_read) {
  // 2,000 records take 20 s at 1 MB/s: as of 20 s nothing is whole but what was before the run.
  const Restored with = restored(R"("log": "20s", "rate": "1MB/s")");
  EXPECT_NEAR(static_cast<double>(audit(with.measured).lost.intents), 2550, 2);
  EXPECT_EQ(sim::to_seconds(with.loss().lost_since), 25.5);
}

TEST(Backups, are_read_no_faster_than_their_rate) {
  const auto measured =
      run(Ledger{.write = on_disks(R"("size": "10MB", "backup": {"full": "3s", "rate": "5MB/s"})"),
                 .load = R"("rate": "1/s", "arrivals": "steady")"});
  const auto& full = ledger(measured).backups->at(0);
  EXPECT_NEAR(sim::to_seconds(full.longest), 2, 0.2);
  EXPECT_EQ(full.made, 2);
}

// A write waits for the half of a chunk that it finds on the disk, 1 MB at 10 MB/s, if it finds
// one.
TEST(Backups, make_writes_wait_for_the_disk_as_queueing_says) {
  const auto mean = [](const std::string& backup) {
    const auto measured = run(Ledger{.write = on_disks(R"("size": "100GB", "backup": )" + backup),
                                     .steps = R"([{"write": "ledger", "amount": "debit"}])",
                                     .load = R"("rate": "3/s", "arrivals": "poisson")",
                                     .duration = "3000s"});
    return *flow(measured).latency.mean_ns() / 1e9;
  };
  const double alone = mean(R"({"full": "10h"})");
  const double beside = mean(R"({"full": "1s", "rate": "3MB/s"})");
  // The leader is read: 3 times a second it is busy for 100 ms, and no two of these touch. Writes
  // come at any time, so that they find one with probability 0.3 and wait for 50 ms on average;
  // what writes wait for each other is below a tenth of a millisecond.
  EXPECT_NEAR(beside - alone, 0.3 * 0.050, 4 * 0.029 / std::sqrt(9000) + 0.0003);
}

TEST(Backups, from_a_follower_leave_the_leader_alone) {
  const auto mean = [](const std::string& from) {
    const auto measured =
        run(Ledger{.nodes = R"("nodes": 2, "copies": 2)",
                   .leader = R"("acknowledge": "async")",
                   .write = on_disks(
                       R"("size": "100GB", "backup": {"full": "1s", "rate": "5MB/s", "from": ")" +
                       from + R"("})"),
                   .load = R"("rate": "3/s", "arrivals": "poisson")",
                   .duration = "300s"});
    return *flow(measured).latency.mean_ns() / 1e9;
  };
  EXPECT_LT(mean("follower"), 0.002);
  EXPECT_GT(mean("leader"), 0.02);
}

// Archives are for those who have nothing else: whoever takes over goes on with what it has.
TEST(Backups, do_not_bring_back_what_the_next_leader_lacks) {
  const auto measured = run(Ledger{
      .leader =
          R"("acknowledge": "async", "lag": "2s", "failover": {"detect": "1s", "elect": "1s"})",
      .write = on_disks(R"("backup": {"log": "100ms"})"),
      .rest = fails(R"({"at": "5s", "crash": "ledger/0"})")});
  EXPECT_NEAR(static_cast<double>(ledger(measured).lost_writes), 200, 3);
  EXPECT_NEAR(sim::to_seconds(ledger(measured).recovery_point), 2, 0.02);
}

TEST(Backups, are_made_when_an_operator_says_so) {
  const auto measured =
      run(Ledger{.write = on_disks(R"("size": "10MB", "backup": {"full": "10h"})"),
                 .load = R"("rate": "1/s", "arrivals": "steady")",
                 .rest = R"("operations": [{"at": "2s", "backup": "ledger"},
                                {"at": "5s", "backup": "ledger", "kind": "log"}])"});
  EXPECT_EQ(ledger(measured).backups->at(0).made, 1);
  EXPECT_EQ(ledger(measured).backups->at(2).made, 1);
  ASSERT_EQ(measured.timeline_events.size(), 2U);
  EXPECT_EQ(measured.timeline_events.front().what, "backup ledger");
}

TEST(Backups, can_only_be_told_of_stores_that_have_a_place_for_them) {
  const std::string told = problems_of(
      std::string(Ledger{.rest = R"("operations": [{"at": "2s", "backup": "ledger"}])"}));
  EXPECT_NE(told.find("ledger says nothing of backups"), std::string::npos) << told;
}

TEST(Backups, must_copy_something) {
  const std::string told =
      problems_of(std::string(Ledger{.write = R"("backup": {"rate": "1MB/s"})"}));
  EXPECT_NE(told.find("needs full, incremental or log"), std::string::npos) << told;
}

// Three copies that are all alike; reads by any one of them.
std::string alike(const std::string& failures, const std::string& more,
                  const std::string& steps = R"([{"write": "ledger", "amount": "debit"}])") {
  return R"({"run": {"duration": "60s", "seed": 1},
      "services": {"bank": {"operations": {"pay": )" +
         steps + R"(}}},
      "stores": {"ledger": {"nodes": 3, "copies": 3, "write": "1ms", "read": "1ms", )" +
         more +
         R"(, "replication": {"quorum": {"read": 1}}}},
      "flows": {"pay": {"entry": "bank.pay"}},
      "load": [{"flow": "pay", "amount": "1 EUR", "keys": {"payer": {"uniform": 1000}},
                "rate": "100/s", "arrivals": "steady"}],
      "failures": [)" +
         failures + "]}";
}

TEST(LoseDiskOfAQuorum, loses_nothing_that_another_copy_has) {
  const auto measured = run(alike(R"({"at": "20s", "for": "1s", "lose_disk": "ledger/0"},
                                     {"at": "40s", "for": "1s", "lose_disk": "ledger/1"})",
                                  R"("size": "1MB")"));
  EXPECT_EQ(audit(measured).lost.intents, 0);
  EXPECT_TRUE(ledger(measured).losses.empty());
}

// 10 MB at 1 MB/s: for 10 s the copy that is asked first answers as if there was nothing.
TEST(LoseDiskOfAQuorum, answers_as_if_there_was_nothing_until_the_data_has_been_streamed) {
  const auto measured =
      run(alike(R"({"at": "20s", "for": "1s", "lose_disk": "ledger/0"})",
                R"("size": "10MB", "stream": "1MB/s")", R"([{"read": "ledger"}])"));
  EXPECT_NEAR(static_cast<double>(ledger(measured).missing_reads), 1000, 120);
  EXPECT_EQ(flow(measured).intents.approved, flow(measured).intents.offered);
}

TEST(LoseDiskOfAQuorum, of_all_copies_loses_all_that_is_in_no_backup) {
  const std::string all = R"({"at": "25500ms", "for": "1s", "lose_disk": "ledger/*"})";
  const auto without = run(alike(all, R"("size": "1MB")"));
  EXPECT_NEAR(static_cast<double>(audit(without).lost.intents), 2550, 3);
  EXPECT_EQ(flow(without).intents.approved, audit(without).lost.intents);
  const auto with = run(alike(all, R"("size": "1MB", "backup": {"log": "10s", "decide": "5s"})"));
  EXPECT_NEAR(static_cast<double>(audit(with).lost.intents), 550, 3);
  EXPECT_NEAR(sim::to_seconds(ledger(with).recovery_time), 5, 0.1);
  EXPECT_EQ(sim::to_seconds(ledger(with).recovery_point), 5.5);
}

}  // namespace

}  // namespace models

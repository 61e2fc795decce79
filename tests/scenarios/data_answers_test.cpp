// What shipped scenarios of data that is lost or on the move are there to show, they do show.
#include <cmath>

#include "tests/scenarios/shipped.h"

namespace {

// A megabyte takes 3 ms of a disk on which a write takes half a millisecond, and is there whenever
// no write is: each write of a payment waits for what is left of it, and one after the other.
TEST(BackupAtPeak, is_felt_by_payments_that_share_the_disk) {
  const auto peak = run_shipped("backup-at-peak");
  const auto calm = run_shipped("backup-at-peak-without-trigger");
  const double usual = p99(calm.flows[0]);
  EXPECT_GT(p99(peak.flows[0].slices.at(0)), 1.4 * usual);
  EXPECT_EQ(peak.stores[0].backups->at(0).made, 1);
}

TEST(BackupAtPeak, is_hardly_felt_if_it_reads_a_follower_slowly) {
  const auto mended = run_shipped("backup-at-peak-from-a-follower");
  const auto calm = run_shipped("backup-at-peak-without-trigger");
  const double usual = p99(calm.flows[0]);
  EXPECT_LT(p99(mended.flows[0].slices.at(0)), 1.1 * usual);
  // The price: 30 GB at 150 MB/s, and now and then a wait for the disk.
  EXPECT_NEAR(sim::to_seconds(mended.stores[0].backups->at(0).longest), 204, 5);
}

// 62 min after the start, archived as of 60: 2 min of 50 payments a second.
TEST(AllCopiesLost, loses_what_came_since_the_log_was_archived) {
  const auto lost = run_shipped("all-copies-lost");
  EXPECT_NEAR(static_cast<double>(lost.flows[0].audit->lost.intents), 6000,
              4.5 * std::sqrt(6000.0) + 2);
  EXPECT_NEAR(sim::to_seconds(lost.stores[0].recovery_point), 120, 1e-6);
  // 8 s until nobody is elected, 10 min to decide, 300 GB at 100 MB/s, and then the log of an hour:
  // 360,000 writes of 2 kB at 50 MB/s.
  EXPECT_NEAR(sim::to_seconds(lost.stores[0].recovery_time), 8 + 600 + 3000 + 14.4, 1);
}

TEST(AllCopiesLost, loses_less_if_the_log_is_archived_more_often) {
  const auto mended = run_shipped("all-copies-lost-archived-often");
  EXPECT_NEAR(sim::to_seconds(mended.stores[0].recovery_point), 20, 1e-6);
  EXPECT_NEAR(static_cast<double>(mended.flows[0].audit->lost.intents), 1000,
              4.5 * std::sqrt(1000.0) + 2);
}

TEST(AllCopiesLost, loses_nothing_if_nobody_deletes_anything) {
  const auto calm = run_shipped("all-copies-lost-without-trigger");
  EXPECT_EQ(calm.flows[0].audit->lost.intents, 0);
  EXPECT_EQ(calm.stores[0].backups->at(2).made, 35);
}

// Both of two copies that are asked are new with probability 6/27 * 5/26, by the ring give or take
// a few tenths, and a stream of 105 GB * 3 / 27 at 20 MB/s takes ten minutes where a node has as
// much as the mean; all is over when the one that has most is filled.
TEST(RingExpansion, answers_as_if_there_was_nothing_and_nobody_fails) {
  const auto expansion = run_shipped("ring-expansion");
  const double expected = 583 * 100 * (6.0 / 27) * (5.0 / 26);
  EXPECT_NEAR(static_cast<double>(expansion.stores[0].missing_reads), expected, 0.4 * expected);
  EXPECT_EQ(expansion.flows[0].intents.failed + expansion.flows[0].intents.unknown, 0);
  const auto calm = run_shipped("ring-expansion-without-trigger");
  EXPECT_LT(p99(expansion.flows[0]), 1.1 * p99(calm.flows[0]));
}

TEST(RingExpansion, lacks_nothing_if_nodes_join_with_their_data) {
  const auto mended = run_shipped("ring-expansion-with-data", {"run.duration=30min"});
  EXPECT_EQ(mended.stores[0].missing_reads, 0);
  EXPECT_GT(mended.stores[0].streamed, 10'000'000'000U);
}

TEST(RingExpansion, lacks_nothing_if_nobody_joins) {
  EXPECT_EQ(run_shipped("ring-expansion-without-trigger").stores[0].missing_reads, 0);
}

}  // namespace

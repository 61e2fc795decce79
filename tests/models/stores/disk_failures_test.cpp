// Disks that are slow or full.
#include <gtest/gtest.h>

#include "tests/models/stores/ledger.h"

namespace models {
namespace {

using std::chrono::milliseconds;

// One node; 1 ms on a core, and 1 ms on the disk: 1000 operations a second.
Ledger one_node(const std::string& failure) {
  return {.nodes = R"("nodes": 1, "copies": 1, "disk": {"operations": "1000/s"})",
          .rest = R"("failures": [)" + failure + "]"};
}

TEST(SlowDisk, makes_writes_take_longer_by_what_they_need_of_it) {
  const auto measured = run(one_node(R"({"at": "0s", "slow_disk": "ledger/0", "factor": 5})"));
  EXPECT_EQ(*flow(measured).latency.min(), milliseconds(6));
  EXPECT_EQ(*flow(measured).latency.max(), milliseconds(6));
}

TEST(SlowDisk, is_as_fast_as_before_when_it_is_over) {
  const auto measured =
      run(one_node(R"({"at": "1s", "for": "985ms", "slow_disk": "ledger/*", "factor": 5})"));
  EXPECT_EQ(*flow(measured).latency.min(), milliseconds(2));
  EXPECT_EQ(flow(measured).latency.count(), 1000);
  EXPECT_EQ(spent(measured, "ledger.disk"), milliseconds(902 + 5 * 98));
}

TEST(SlowDisk, is_as_slow_as_all_that_slows_it_down) {
  const auto measured = run(one_node(R"({"at": "0s", "slow_disk": "ledger/0", "factor": 2},
                                        {"at": "0s", "slow_disk": "ledger/0", "factor": 3})"));
  EXPECT_EQ(*flow(measured).latency.max(), milliseconds(7));
}

TEST(SlowDisk, costs_reads_nothing) {
  Ledger told = one_node(R"({"at": "0s", "slow_disk": "ledger/0", "factor": 5})");
  told.steps = R"([{"read": "ledger"}])";
  told.write = R"("read": "1ms")";
  EXPECT_EQ(*flow(run(told)).latency.max(), milliseconds(1));
}

// From 1 s to 2 s, 100 payments.
const char* const kFull = R"({"at": "1s", "for": "1s", "full_disk": "ledger/0"})";

TEST(FullDisk, fails_writes_until_there_is_room) {
  const auto measured = run(one_node(kFull));
  EXPECT_EQ(flow(measured).intents.failed, 100);
  EXPECT_EQ(ledger(measured).writes, 900);
  EXPECT_EQ(audit(measured).exact.intents, 1000);
}

TEST(FullDisk, fails_no_reads) {
  Ledger told = one_node(kFull);
  told.steps = R"([{"read": "ledger"}])";
  EXPECT_EQ(flow(run(told)).intents.approved, 1000);
}

TEST(FullDisk, fails_writes_of_stores_whose_disk_is_as_fast_as_is_needed) {
  Ledger told = one_node(kFull);
  told.nodes = R"("nodes": 1, "copies": 1)";
  EXPECT_EQ(flow(run(told)).intents.failed, 100);
}

TEST(FullDisk, of_a_follower_makes_it_fall_behind_until_there_is_room) {
  const auto measured =
      run(Ledger{.rest = R"("failures": [{"at": "1s", "for": "1s", "full_disk": "ledger/1"}])"});
  EXPECT_EQ(flow(measured).intents.approved, 1000);
  EXPECT_EQ(*flow(measured).latency.max(), milliseconds(2));
  EXPECT_GT(*ledger(measured).lag.max(), milliseconds(990));
}

TEST(FullDisk, of_all_followers_holds_up_what_needs_a_majority) {
  const auto measured = run(Ledger{
      .steps = R"([{"write": "ledger", "amount": "debit"}])",
      .rest = R"("failures": [{"at": "1s", "for": "1s", "full_disk": ["ledger/1", "ledger/2"]}])"});
  EXPECT_EQ(flow(measured).intents.approved, 1000);
  EXPECT_GT(*flow(measured).latency.max(), milliseconds(990));
}

TEST(DiskFailures, befall_stores_only_and_slow_down_disks_that_are_told) {
  const std::string other =
      problems_of(std::string(one_node(R"({"at": "0s", "slow_disk": "bank/0"})")));
  EXPECT_NE(other.find("\"bank\" is no store"), std::string::npos) << other;
  Ledger told = one_node(R"({"at": "0s", "slow_disk": "ledger/0"})");
  told.nodes = R"("nodes": 1, "copies": 1)";
  const std::string none = problems_of(std::string(told));
  EXPECT_NE(none.find("has no disk that could be slow"), std::string::npos) << none;
}

}  // namespace
}  // namespace models

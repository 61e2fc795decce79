// Several failures at once.
#include <gtest/gtest.h>

#include "tests/models/failures/bank.h"

namespace models {
namespace {

TEST(Overlap, a_node_that_crashed_twice_is_back_when_both_are_over) {
  const auto measured =
      run(Bank{.rest = R"("failures": [{"at": "1s", "for": "2s", "crash": "bank/0"},
                                       {"at": "2s", "for": "2s", "crash": "bank/*"}])"});
  EXPECT_EQ(reason(measured, "no_node"), 30);
  for (const auto& failure : measured.timeline_events) EXPECT_EQ(failure.recovered, at(4s));
}

TEST(Overlap, one_failure_ends_as_the_next_begins_and_nothing_gets_through_between) {
  const auto measured = run(Bank{
      .bank = kUnwatched, .rest = R"("failures": [{"at": "1050ms", "for": "1s", "crash": "bank"},
                                       {"at": "2050ms", "for": "1s", "crash": "bank"}])"});
  EXPECT_EQ(station(measured, "bank").refused, 20);
}

TEST(Overlap, a_failure_within_another_makes_it_no_shorter) {
  const auto measured = run(Bank{.rest = R"("failures": [{"at": "1s", "for": "3s", "crash": "bank"},
                                       {"at": "2s", "for": "1s", "down": "bank"}])"});
  EXPECT_EQ(reason(measured, "no_node"), 30);
}

TEST(Overlap, a_pause_outlasts_the_crash_within_it) {
  const auto measured =
      run(Bank{.bank = R"("cores": 1, )" + kUnwatched,
               .steps = R"({"cpu": "20ms"})",
               .rest = R"("failures": [{"at": "960ms", "for": "3s", "pause": "bank"},
                                       {"at": "2s", "for": "1s", "crash": "bank"}])"});
  EXPECT_EQ(reason(measured, "node_lost"), 11);
  EXPECT_EQ(reason(measured, "refused"), 10);
  EXPECT_EQ(flow(measured).intents.approved, 79);
  EXPECT_EQ(flow(measured).latency.max(), 3960ms + 20ms - 3050ms);
}

TEST(Overlap, a_node_repaired_in_a_lost_zone_stays_silent_until_the_zone_is_back) {
  const auto measured =
      run(Bank{.bank = kUnwatched, .flow = R"("timeout": "50ms")", .rest = R"("zones": {"a": {}},
                          "failures": [{"at": "1s", "for": "3s", "lose": "zone:a"},
                                       {"at": "1s", "for": "1s", "crash": "bank"}])"});
  EXPECT_EQ(reason(measured, "timed_out"), 30);
  EXPECT_EQ(flow(measured).intents.approved, 70);
}

TEST(Overlap, slownesses_multiply) {
  const auto measured =
      run(Bank{.bank = R"("cores": 1)",
               .steps = R"({"cpu": "10ms"})",
               .rest = R"("failures": [{"at": "1s", "for": "2040ms", "slow": "bank", "factor": 2},
                                       {"at": "2s", "for": "2s", "slow": "bank", "factor": 3}])"});
  EXPECT_EQ(spent(measured, "bank.cpu"), 70 * 10ms + 10 * (20ms + 60ms + 30ms));
}

}  // namespace
}  // namespace models

#include "sim/study/warm_up.h"

#include <gtest/gtest.h>

#include "tests/sim/study/steady.h"

namespace sim {
namespace {

// A run of which only the payments under way are known, window by window.
Measurements with_levels(const std::vector<std::int64_t>& under_way) {
  Measurements run;
  run.timeline.window = 2s;
  run.timeline.under_way = under_way;
  return run;
}

TEST(WarmUp, ends_where_the_average_over_runs_becomes_steady) {
  std::vector<std::int64_t> high(200, 10);
  std::vector<std::int64_t> low(200, 10);
  for (std::size_t i = 0; i < 40; ++i) high[i] = 100;
  for (std::size_t i = 0; i < 20; ++i) low[i] = 60;
  const SteadyFrom steady = steady_from({with_levels(high), with_levels(low)});
  EXPECT_EQ(steady.cut, 40 * 2s);
  EXPECT_FALSE(steady.too_short);
}

TEST(WarmUp, of_a_level_that_never_settles_is_too_short) {
  std::vector<std::int64_t> rising;
  for (std::int64_t i = 0; i < 200; ++i) rising.push_back(i);
  EXPECT_TRUE(steady_from({with_levels(rising)}).too_short);
}

TEST(WarmUp, is_nothing_where_all_is_steady_from_the_start) {
  EXPECT_EQ(steady_from({with_levels(std::vector<std::int64_t>(200, 7))}).cut, Duration::zero());
}

TEST(WarmUp, is_the_same_for_all_runs_and_not_measured) {
  const Study study =
      study_of(steady(R"("duration": "200s", "warmup": "auto", "replications": 5)"));
  ASSERT_EQ(study.runs.size(), 5U);
  for (const Measurements& run : study.runs) EXPECT_EQ(run.warmup_end, kStart + study.warm_up.cut);
  EXPECT_NE(study.warm_up.reason.find("MSER-5"), std::string::npos);
}

TEST(WarmUp, that_does_not_end_lengthens_runs_as_far_as_they_may) {
  const std::string run = R"("duration": "10s", "warmup": "auto", "replications": 3)";
  const Study as_told = study_of(steady(run, "200/s"));
  EXPECT_TRUE(as_told.warm_up.too_short);
  EXPECT_EQ(as_told.duration, 10s);
  const Study longer = study_of(steady(run + R"(, "longest": "35s")", "200/s"));
  EXPECT_TRUE(longer.warm_up.too_short);
  EXPECT_EQ(longer.duration, 35s);
  EXPECT_EQ(longer.runs[0].end, kStart + 35s);
}

TEST(WarmUp, is_not_cut_where_something_happens_at_a_set_time) {
  const std::string run = R"("duration": "10s", "warmup": "auto")";
  const Study failing = study_of(steady(
      run, "80/s", R"(, "failures": [{"at": "4s", "for": "1s", "slow": "bank/0", "factor": 3}])"));
  EXPECT_EQ(failing.warm_up.cut, Duration::zero());
  EXPECT_EQ(failing.warm_up.reason, "No warm-up was cut, because 'slow' happens at 4s.");
  const Study by_chance = study_of(
      steady(run, "80/s",
             R"(, "failures": [{"mtbf": "4s", "mttr": "1s", "slow": "bank/0", "factor": 3}])"));
  EXPECT_NE(by_chance.warm_up.reason.find("MSER-5"), std::string::npos);
}

}  // namespace
}  // namespace sim

#include "sim/study/replications.h"

#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>

#include "sim/study/goals.h"

#include "tests/sim/study/steady.h"

namespace sim {
namespace {

std::vector<std::uint64_t> fingerprints(const Study& study) {
  std::vector<std::uint64_t> all;
  for (const Measurements& run : study.runs) all.push_back(run.fingerprint);
  return all;
}

TEST(Replications, are_the_same_for_any_number_of_jobs) {
  const auto scenario = steady(R"("duration": "20s", "replications": 9)");
  const auto alone = fingerprints(study_of(scenario, 1));
  EXPECT_EQ(alone.size(), 9U);
  for (const std::int64_t jobs : {2, 5, 32})
    EXPECT_EQ(fingerprints(study_of(scenario, jobs)), alone);
}

TEST(Replications, all_differ_and_the_first_is_the_run_one_has_without_them) {
  auto several = fingerprints(study_of(steady(R"("duration": "20s", "replications": 20)")));
  const auto alone = fingerprints(study_of(steady(R"("duration": "20s")")));
  ASSERT_EQ(alone.size(), 1U);
  EXPECT_EQ(several[0], alone[0]);
  std::ranges::sort(several);
  EXPECT_EQ(std::ranges::adjacent_find(several), several.end());
}

TEST(Replications, go_on_in_blocks_of_ten_until_all_is_precise) {
  const auto scenario = steady(R"("duration": "50s",
      "replications": {"min": 5, "max": 200, "precision": "10%"})");
  StudyOptions options;
  const Goals goals = [&](const auto& runs) { return goals_of(scenario, runs); };
  const Study study = replicate(scenario, goals, options);
  EXPECT_EQ(study.ended, Ended::precise);
  EXPECT_EQ(study.runs.size() % 10, 5U);
  EXPECT_GT(study.runs.size(), 5U);
  EXPECT_LT(study.runs.size(), 200U);
}

TEST(Replications, that_do_not_become_precise_end_with_the_most_and_say_so) {
  const auto scenario = steady(R"("duration": "5s",
      "replications": {"min": 4, "max": 17, "precision": "0.1%"})");
  const Goals goals = [&](const auto& runs) { return goals_of(scenario, runs); };
  const Study study = replicate(scenario, goals, {});
  EXPECT_EQ(study.ended, Ended::not_precise);
  EXPECT_EQ(study.runs.size(), 17U);
}

TEST(Replications, that_are_interrupted_keep_what_was_finished_in_order) {
  const auto scenario = steady(R"("duration": "20s", "replications": 30)");
  const auto whole = fingerprints(study_of(scenario));
  std::atomic<int> asked = 0;
  StudyOptions options;
  options.is_interrupted = [&] { return ++asked > 4000; };
  const Study study = replicate(scenario, no_goals, options);
  EXPECT_EQ(study.ended, Ended::interrupted);
  ASSERT_GT(study.runs.size(), 1U);
  ASSERT_LT(study.runs.size(), 30U);
  const auto kept = fingerprints(study);
  EXPECT_TRUE(std::equal(kept.begin(), kept.end(), whole.begin()));
}

TEST(Replications, whose_first_is_interrupted_tell_it_as_far_as_it_came) {
  const auto scenario = steady(R"("duration": "20s", "replications": 30)");
  int asked = 0;
  StudyOptions options;
  options.is_interrupted = [&] { return ++asked > 100; };
  const Study study = replicate(scenario, no_goals, options);
  ASSERT_EQ(study.runs.size(), 1U);
  EXPECT_LT(study.runs[0].end, kStart + 20s);
  EXPECT_GT(study.runs[0].end, kStart);
}

TEST(Replications, end_when_their_time_is_up) {
  StudyOptions options;
  options.time_limit = std::chrono::duration<double>(0);
  const Study study =
      replicate(steady(R"("duration": "20s", "replications": 30)"), no_goals, options);
  EXPECT_EQ(study.ended, Ended::out_of_time);
  EXPECT_EQ(study.runs.size(), 1U);
}

TEST(Replications, tell_the_load_of_the_first_once) {
  for (const char* run : {R"("duration": "20s", "replications": 10)",
                          R"("duration": "20s", "warmup": "auto", "replications": 10)"}) {
    std::int64_t told = 0;
    StudyOptions options;
    options.jobs = 3;
    options.recorder = [&](const auto&, const auto&) { ++told; };
    const auto scenario = steady(run);
    replicate(scenario, no_goals, options);
    const Study alone = study_of(steady(R"("duration": "20s")"));
    EXPECT_EQ(told, alone.runs[0].flows[0].intents.offered);
  }
}

}  // namespace
}  // namespace sim

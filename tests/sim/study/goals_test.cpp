#include "sim/study/goals.h"

#include <gtest/gtest.h>

#include "tests/sim/study/steady.h"

namespace sim {
namespace {

TEST(Goals, are_latency_and_availability_of_every_flow) {
  const auto scenario =
      steady(R"("duration": "10s", "replications": {"precision": "5%", "max": 20})");
  const Study study = study_of(scenario);
  const auto goals = goals_of(scenario, study.runs);
  ASSERT_EQ(goals.size(), 3U);
  for (const Goal& goal : goals)
    EXPECT_EQ(goal.sample.count(), static_cast<std::int64_t>(study.runs.size()));
  EXPECT_EQ(goals[0].wanted.relative, 0.05);
  EXPECT_EQ(goals[2].wanted.relative, 0);
  EXPECT_EQ(goals[2].wanted.absolute, 1e-6);
}

TEST(Goals, of_availability_are_relative_to_what_it_lacks) {
  auto scenario = steady(R"("duration": "10s", "replications": {"precision": "5%", "max": 20})");
  std::vector<Measurements> runs(2);
  for (Measurements& run : runs) {
    run.flows.emplace_back().intents = {.offered = 100,
                                        .approved = 90,
                                        .declined = 0,
                                        .failed = 10,
                                        .unknown = 0,
                                        .unfinished = 0,
                                        .good = 90};
  }
  EXPECT_NEAR(goals_of(scenario, runs)[2].wanted.absolute, 0.05 * 0.1, 1e-12);
}

TEST(Goals, are_none_without_a_precision) {
  const auto scenario = steady(R"("duration": "10s", "replications": 3)");
  EXPECT_TRUE(goals_of(scenario, study_of(scenario).runs).empty());
}

}  // namespace
}  // namespace sim

#include "sim/study/goals.h"

#include <gtest/gtest.h>

#include "sim/report/runs.h"

#include "tests/sim/study/steady.h"

namespace sim {
namespace {

TEST(Goals, are_latency_and_availability_of_every_flow_without_objectives) {
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
    FlowMeasurements& pay = run.flows.emplace_back();
    pay.name = "pay";
    pay.intents = {.offered = 100,
                   .approved = 90,
                   .declined = 0,
                   .failed = 10,
                   .unknown = 0,
                   .unfinished = 0,
                   .good = 90};
  }
  EXPECT_NEAR(goals_of(scenario, runs)[2].wanted.absolute, 0.05 * 0.1, 1e-12);
}

constexpr const char* kPrecise =
    R"("duration": "10s", "replications": {"precision": "5%", "max": 20})";

models::Scenario with_objectives(const std::string& objectives) {
  return steady(kPrecise, "80/s", R"(, "objectives": [)" + objectives + "]");
}

TEST(Goals, are_what_the_objectives_measure_and_nothing_else) {
  const auto scenario = with_objectives(R"("pay p90 <= 400ms", "bank utilization <= 90%")");
  const Study study = study_of(scenario);
  const auto goals = goals_of(scenario, study.runs);
  ASSERT_EQ(goals.size(), 2U);
  const Runs runs(study.runs);
  EXPECT_NEAR(*goals[0].sample.mean(),
              *find_flow_measure("p90")->of(*runs.flow(0).pooled, runs.flow(0).scope), 0.02);
  EXPECT_NEAR(*goals[1].sample.mean(), 0.8, 0.1);
  for (const Goal& goal : goals) {
    EXPECT_EQ(goal.wanted.relative, 0.05);
    EXPECT_EQ(goal.wanted.absolute, 0);
  }
}

TEST(Goals, of_a_class_are_of_its_payments_only) {
  auto scenario = steady(kPrecise);
  scenario.objectives.emplace_back().value = {
      .name = "pay", .payment_class = "vip", .measure = "availability", .limit = 0.99};
  std::vector<Measurements> runs(2);
  for (Measurements& run : runs) {
    FlowMeasurements& pay = run.flows.emplace_back();
    pay.name = "pay";
    pay.intents = {.offered = 100, .approved = 50, .good = 50};
    FlowMeasurements& vip = pay.slices.emplace_back();
    vip.name = "class vip";
    vip.intents = {.offered = 10, .approved = 8, .good = 8};
  }
  const auto goals = goals_of(scenario, runs);
  ASSERT_EQ(goals.size(), 1U);
  EXPECT_NEAR(*goals[0].sample.mean(), 0.8, 1e-12);
  EXPECT_NEAR(goals[0].wanted.absolute, 0.05 * 0.2, 1e-12);
}

TEST(Goals, that_several_objectives_share_are_asked_for_once) {
  const auto scenario = with_objectives(R"("pay p99 <= 1s", "pay p99 >= 1ms", "pay mean <= 1s")");
  EXPECT_EQ(goals_of(scenario, study_of(scenario).runs).size(), 2U);
}

TEST(Goals, of_counts_are_precise_to_a_part_of_one_where_there_are_hardly_any) {
  const auto scenario = with_objectives(R"("pay failed <= 3")");
  const auto goals = goals_of(scenario, study_of(scenario).runs);
  ASSERT_EQ(goals.size(), 1U);
  EXPECT_EQ(goals[0].wanted.absolute, 0.05);
}

TEST(Goals, are_none_without_a_precision) {
  const auto scenario = steady(R"("duration": "10s", "replications": 3)");
  EXPECT_TRUE(goals_of(scenario, study_of(scenario).runs).empty());
}

}  // namespace
}  // namespace sim

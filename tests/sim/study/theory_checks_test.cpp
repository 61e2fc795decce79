// Of real runs, because what is to be compared is what worlds measure.
#include "sim/report/theory_checks.h"

#include <gtest/gtest.h>

#include "models/explain/system_facts.h"

#include "tests/sim/study/steady.h"

namespace sim {
namespace {

const Stability kStable{};

models::Scenario core(const std::string& replications, const std::string& more = "") {
  return steady(R"("duration": "400s", "warmup": "20s", "replications": )" + replications, "80/s",
                more);
}

// Bursts that nobody has told theory of.
models::Scenario bursty_core() {
  return models::scenario_of(R"({"run": {"duration": "400s", "warmup": "20s", "replications": 10},
      "services": {"bank": {"cores": 1, "operations": {"pay": [{"cpu": {"exponential": "10ms"}}]}}},
      "flows": {"pay": {"entry": "bank.pay"}},
      "load": [{"flow": "pay", "rate": "80/s",
                "arrivals": {"bursty": {"factor": 3, "share": "30%", "length": "100ms"}}}]})");
}

TEST(TheoryChecks, agree_with_what_theory_knows) {
  const auto scenario = core("10");
  const TheoryReport theory =
      compare_with_theory(Runs(study_of(scenario).runs), models::system_facts(scenario), kStable);
  ASSERT_EQ(theory.checks.size(), 4U);
  for (const TheoryCheck& check : theory.checks)
    EXPECT_EQ(check.agreement, Agreement::agrees) << check.measure;
  EXPECT_TRUE(warnings_of(theory).empty());
}

TEST(TheoryChecks, tell_loudly_when_a_formula_is_wrong) {
  const TheoryReport theory = compare_with_theory(Runs(study_of(bursty_core()).runs),
                                                  models::system_facts(core("10")), kStable);
  ASSERT_EQ(theory.checks.size(), 4U);
  EXPECT_EQ(theory.checks[0].agreement, Agreement::agrees);  // bursts bring no more work
  EXPECT_EQ(theory.checks[1].measure, "wait_mean");
  EXPECT_EQ(theory.checks[1].agreement, Agreement::differs);
  const auto warnings = warnings_of(theory);
  ASSERT_FALSE(warnings.empty());
  EXPECT_TRUE(warnings[0].starts_with("Theory contradicts bank: by M/M/1 its wait_mean must be"));
}

TEST(TheoryChecks, tell_loudly_when_a_bound_is_broken) {
  theory::SystemFacts facts = models::system_facts(core("10"));
  facts.services[0].is_informed = true;
  facts.services[0].node.service_time = 0.008;
  const TheoryReport theory = compare_with_theory(Runs(study_of(core("10")).runs), facts, kStable);
  const TheoryCheck& most = theory.checks.back();
  EXPECT_EQ(most.relation, Relation::at_most);
  EXPECT_EQ(most.agreement, Agreement::differs);
  EXPECT_NE(warnings_of(theory).back().find("must be at most"), std::string::npos);
}

TEST(TheoryChecks, are_not_judged_by_runs_that_are_too_short) {
  const auto scenario = steady(R"("duration": "60s", "warmup": "20s", "replications": 10)", "80/s");
  const TheoryReport theory =
      compare_with_theory(Runs(study_of(scenario).runs), models::system_facts(scenario), kStable);
  EXPECT_EQ(theory.checks[1].agreement, Agreement::not_judged);
  EXPECT_EQ(theory.checks[1].note, "the runs are too short to judge it");
}

TEST(TheoryChecks, are_none_where_the_system_is_not_steady) {
  const auto scenario = core("2");
  const TheoryReport theory =
      compare_with_theory(Runs(study_of(scenario).runs), models::system_facts(scenario),
                          {.stable = false, .reason = "It grows."});
  EXPECT_TRUE(theory.checks.empty());
  ASSERT_EQ(theory.unfit.size(), 1U);
  EXPECT_EQ(theory.unfit[0].why, "the system is not steady");
}

TEST(TheoryChecks, are_none_where_requests_are_turned_away_that_no_formula_counts) {
  const auto theory_of_work = [](const std::string& work) {
    const auto scenario = models::scenario_of(R"({
        "run": {"duration": "100s", "warmup": "5s", "replications": 2},
        "services": {"bank": {"cores": 1, "line": {"limit": 2},
                              "operations": {"pay": [{"cpu": )" +
                                              work + R"(}]}}},
        "flows": {"pay": {"entry": "bank.pay"}}, "load": [{"flow": "pay", "rate": "80/s"}]})");
    return compare_with_theory(Runs(study_of(scenario).runs), models::system_facts(scenario),
                               kStable);
  };
  EXPECT_EQ(theory_of_work(R"({"exponential": "10ms"})").checks.size(), 4U);
  const TheoryReport constant = theory_of_work(R"("10ms")");
  EXPECT_TRUE(constant.checks.empty());
  ASSERT_EQ(constant.unfit.size(), 1U);
  EXPECT_EQ(constant.unfit[0].why, "requests were turned away");
}

TEST(TheoryChecks, are_none_where_threads_ran_out) {
  const auto scenario = models::scenario_of(R"({
      "run": {"duration": "60s", "warmup": "5s", "replications": 2},
      "services": {"gateway": {"threads": 1, "operations": {"pay": [{"call": "bank.pay"}]}},
                   "bank": {"cores": 1, "operations": {"pay": [{"cpu": {"exponential": "10ms"}}]}}},
      "flows": {"pay": {"entry": "gateway.pay"}}, "load": [{"flow": "pay", "rate": "40/s"}]})");
  const TheoryReport theory =
      compare_with_theory(Runs(study_of(scenario).runs), models::system_facts(scenario), kStable);
  EXPECT_TRUE(theory.checks.empty());
  ASSERT_EQ(theory.unfit.size(), 2U);
  EXPECT_EQ(theory.unfit[0].why, "threads of gateway ran out");
}

}  // namespace
}  // namespace sim

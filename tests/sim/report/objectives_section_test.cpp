// What reports say of objectives, and of several runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>
#include <string>

#include "sim/input/json.h"
#include "sim/report/number_text.h"
#include "sim/report/page.h"
#include "sim/report/writers.h"

#include "tests/sim/report/accepted.h"
#include "tests/sim/report/sample_report.h"

namespace sim {
namespace {

using testing::HasSubstr;

Estimate around(double value, double half_width) {
  return {.estimate = value, .low = value - half_width, .high = value + half_width};
}

ObjectiveReport objective(std::string text, Unit unit, Estimate estimate, Verdict verdict,
                          std::string evidence) {
  return {.text = std::move(text),
          .unit = unit,
          .estimate = estimate,
          .verdict = verdict,
          .evidence = std::move(evidence)};
}

// Twelve runs, of which one objective holds, one does not and two are open.
Report replicated() {
  Report report = sample_report();
  report.replications = 12;
  FlowReport& pay = report.flows.front();
  pay.availability = {.estimate = 0.906370, .low = 0.89612, .high = 0.915201};
  pay.throughput = around(3644.9, 12.5);
  pay.latency.mean = around(0.2112, 0.0121);
  pay.latency.p50 = around(0.1214, 0.0011);
  pay.latency.p99 = around(1.8112, 0.2013);
  report.objectives = {
      objective("pay class vip availability >= 99.95% after lose zone:b within 1min", Unit::share,
                {.estimate = 0.99971, .low = 0.99962, .high = 0.99978}, Verdict::pass,
                "The whole interval keeps the limit (48,211 payments in 12 runs)."),
      objective("pay p99 <= 400ms", Unit::seconds, around(1.8112, 0.2013), Verdict::fail,
                "The whole interval breaks the limit (2,239,411 payments in 12 runs)."),
      objective("gateway utilization <= 71%", Unit::share, around(0.7123, 0.0114),
                Verdict::inconclusive,
                "The limit lies within the interval; more replications narrow it (1,000 requests "
                "in 12 runs)."),
      objective("refund p99 <= 1s", Unit::seconds, {}, Verdict::inconclusive,
                "120 payments in 12 runs cannot support a p99.")};
  report.verdict = Verdict::fail;
  return report;
}

TEST(Objectives, are_told_first_as_text) {
  expect_as_accepted("replicated.txt", write_text(replicated()));
}

TEST(Objectives, are_told_first_as_markdown) {
  expect_as_accepted("replicated.md", write_markdown(replicated()));
}

TEST(Objectives, fit_the_width_of_a_terminal) {
  std::istringstream text(write_text(replicated()));
  for (std::string line; std::getline(text, line);) EXPECT_LE(line.size(), 80U) << line;
}

TEST(Objectives, are_told_to_scripts_with_their_evidence) {
  Problems problems;
  const auto json = parse_json(write_json(replicated()), 0, problems);
  ASSERT_TRUE(json);
  EXPECT_EQ(json->find("verdict")->text(), "fail");
  const Value& first = json->find("objectives")->items().front();
  EXPECT_EQ(to_json(first, 0),
            R"({"text":"pay class vip availability >= 99.95% after lose zone:b within 1min",)"
            R"("estimate":0.99971,"low":0.99962,"high":0.99978,"verdict":"pass",)"
            R"("evidence":"The whole interval keeps the limit (48,211 payments in 12 runs)."})");
  EXPECT_TRUE(json->find("objectives")->items().back().find("estimate")->is_null());
}

TEST(Objectives, are_no_part_of_a_page_without_any) {
  EXPECT_EQ(write_text(sample_report()).find("OBJECTIVES"), std::string::npos);
  EXPECT_EQ(detail::verdict_sentence(sample_report()), "");
}

TEST(Verdict, in_a_sentence_names_the_one_objective_that_it_is_about) {
  Report report = replicated();
  EXPECT_EQ(detail::verdict_sentence(report), "FAIL: pay p99 <= 400ms does not hold.");
  report.objectives[3].verdict = Verdict::fail;
  EXPECT_EQ(detail::verdict_sentence(report), "FAIL: 2 of 4 objectives do not hold.");
  report.verdict = Verdict::inconclusive;
  EXPECT_EQ(detail::verdict_sentence(report),
            "INCONCLUSIVE: gateway utilization <= 71% cannot be judged.");
  report.verdict = Verdict::pass;
  EXPECT_EQ(detail::verdict_sentence(report), "PASS: all 4 objectives hold.");
  report.objectives.resize(1);
  EXPECT_THAT(detail::verdict_sentence(report), testing::EndsWith("within 1min holds."));
}

TEST(Objectives, of_one_run_are_told_once_why_they_are_open) {
  Report report = sample_report();
  report.verdict = Verdict::inconclusive;
  for (const char* const text : {"pay p99 <= 1s", "pay p50 <= 1s"})
    report.objectives.push_back(
        objective(text, Unit::seconds, {.estimate = 0.5}, Verdict::inconclusive, "One run."));
  EXPECT_EQ(detail::objectives_section(report).sentences.size(), 1U);
}

TEST(Intervals, stand_below_the_numbers_where_there_are_several_runs) {
  const std::string text = write_text(replicated());
  EXPECT_THAT(text, HasSubstr("from, to: 95% interval"));
  EXPECT_THAT(text, HasSubstr("counts: of all 12 runs together"));
  EXPECT_EQ(write_text(sample_report()).find("95% interval"), std::string::npos);
}

TEST(Shares, near_one_are_told_by_what_they_lack) {
  EXPECT_EQ(share_text(1), "100%");
  EXPECT_EQ(share_text(0.99953), "99.9530%");
  EXPECT_EQ(share_text(0.9995), "99.9500%");
  EXPECT_EQ(share_text(0.95), "95.00%");
  EXPECT_EQ(share_text(0.712), "71.2%");
  EXPECT_EQ(share_text(1 - 1e-12), "99.999999%");
  EXPECT_EQ(share_text(0), "0%");
}

TEST(Values, are_told_in_their_unit) {
  EXPECT_EQ(value_text(0.4, Unit::seconds), "400 ms");
  EXPECT_EQ(value_text(0.9995, Unit::share), "99.9500%");
  EXPECT_EQ(value_text(12, Unit::count), "12");
  EXPECT_EQ(value_text(12.5, Unit::count), "12.5");
  EXPECT_EQ(value_text(500, Unit::per_second), "500/s");
  EXPECT_EQ(value_text(1.25, Unit::factor), "1.25");
}

}  // namespace
}  // namespace sim

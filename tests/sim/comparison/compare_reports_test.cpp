#include "sim/comparison/compare_reports.h"

#include <gtest/gtest.h>

#include "sim/input/json.h"
#include "sim/report/writers.h"
#include "sim/statistics/comparison.h"

#include "tests/sim/comparison/compared.h"

namespace sim {
namespace {

Value read_json(const std::string& text) {
  Files files;
  Problems problems;
  return parse_json(text, files.add("report.json"), problems).value();
}

Value report_of(const std::string& server, int seed) {
  return read_json(write_json(summarize(runs_of(server, seed), {})));
}

TEST(CompareReports, finds_a_large_difference_between_runs_of_their_own) {
  std::string why;
  const auto report = compare_reports(report_of("", 1), report_of(R"("speed": 1.5, )", 2), why);
  ASSERT_TRUE(report) << why;
  EXPECT_FALSE(report->is_paired);
  EXPECT_EQ(difference_in(*report, "pay", "mean").change, Change::better);
  EXPECT_EQ(report->time.front().what, "bank.line");
}

// Two samples of ten each: the interval that Welch's test would give from the runs themselves.
TEST(CompareReports, has_the_interval_that_the_runs_would_give) {
  const Runs first = runs_of("", 1);
  const Runs second = runs_of(R"("speed": 1.5, )", 2);
  const auto values = [](const Runs& runs) {
    Sample sample;
    for (const auto& value : values_of(*find_flow_measure("throughput"), runs.flow(0)))
      sample.add(*value);
    return sample;
  };
  const auto welch = welch_comparison(values(second), values(first));
  std::string why;
  const auto report = compare_reports(read_json(write_json(summarize(first, {}))),
                                      read_json(write_json(summarize(second, {}))), why);
  const Difference& told = difference_in(*report, "pay", "throughput");
  EXPECT_NEAR(told.difference.low.value(), welch->difference.low, 1e-9);
  EXPECT_NEAR(told.difference.high.value(), welch->difference.high, 1e-9);
}

TEST(CompareReports, of_the_same_report_finds_nothing) {
  const Value report = report_of("", 1);
  std::string why;
  const auto comparison = compare_reports(report, report, why);
  for (const Difference& difference : comparison->differences) {
    EXPECT_FALSE(difference.is_significant);
    if (difference.p_value) {
      EXPECT_EQ(difference.difference.estimate, 0);
    }
  }
}

TEST(CompareReports, takes_nothing_else_for_a_report) {
  EXPECT_TRUE(is_report(report_of("", 1)));
  EXPECT_FALSE(is_report(read_json(R"({"name": "scenario"})")));
  EXPECT_FALSE(is_report(read_json("[]")));
  std::string why;
  EXPECT_FALSE(compare_reports(read_json("{}"), read_json("{}"), why));
  EXPECT_EQ(why, "is not a report of format 1");
}

}  // namespace
}  // namespace sim

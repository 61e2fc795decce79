#include "sim/comparison/compare.h"

#include <gtest/gtest.h>

#include "sim/comparison/comparison_page.h"
#include "sim/input/json.h"

#include "tests/sim/comparison/compared.h"

namespace sim {
namespace {

TEST(Compare, a_scenario_with_itself_differs_by_exactly_nothing) {
  const ComparisonReport report = compared(runs_of(""), runs_of(""));
  EXPECT_TRUE(report.is_identical);
  EXPECT_GT(report.differences.size(), 20U);
  for (const Difference& difference : report.differences) {
    EXPECT_EQ(difference.before, difference.after) << difference.measure;
    if (!difference.p_value) continue;  // a percentile that single runs do not support
    EXPECT_EQ(difference.difference, (Estimate{0.0, 0.0, 0.0})) << difference.measure;
    EXPECT_EQ(difference.p_value, 1) << difference.measure;
    EXPECT_FALSE(difference.is_significant);
  }
  EXPECT_FALSE(is_worse(report));
}

TEST(Compare, a_core_two_percent_faster_is_better_for_certain_and_the_other_way_round_worse) {
  const Runs slow = runs_of("");
  const Runs fast = runs_of(R"("speed": 1.02, )");
  const ComparisonReport better = compared(slow, fast);
  for (const char* measure : {"mean", "p50", "p99"}) {
    const Difference& latency = difference_in(better, "pay", measure);
    EXPECT_EQ(latency.change, Change::better) << measure;
    EXPECT_LT(latency.difference.high, 0) << measure;
  }
  EXPECT_EQ(difference_in(better, "bank", "utilization").change, Change::better);
  EXPECT_FALSE(is_worse(better));
  const ComparisonReport worse = compared(fast, slow);
  EXPECT_EQ(difference_in(worse, "pay", "mean").change, Change::worse);
  EXPECT_TRUE(is_worse(worse));
}

// Variances of the difference of means over ten runs: as much work as the ratio says is saved.
TEST(Compare, common_random_numbers_save_nine_tenths_of_the_work_and_more) {
  const Runs slow = runs_of("");
  const Estimate paired =
      difference_in(compared(slow, runs_of(R"("speed": 1.02, )")), "pay", "mean").difference;
  const Estimate apart =
      difference_in(compared(slow, runs_of(R"("speed": 1.02, )", 2)), "pay", "mean").difference;
  const double ratio = (*apart.high - *apart.low) / (*paired.high - *paired.low);
  EXPECT_GT(ratio * ratio, 10);
}

TEST(Compare, tells_where_the_time_moved_and_what_failures_cost) {
  const std::string crash = R"([{"at": "50s", "for": "10s", "crash": "bank/0"}])";
  const ComparisonReport report = compared(runs_of(""), runs_of("", 1, crash));
  EXPECT_EQ(report.time.front().what, "bank.line");
  ASSERT_EQ(report.failures.size(), 1U);
  EXPECT_EQ(report.failures[0].what, "crash bank/0");
  EXPECT_EQ(report.failures[0].before, 0);
  EXPECT_NEAR(report.failures[0].after, 800, 4.5 * 30 / 3.2);
  EXPECT_EQ(difference_in(report, "pay", "availability").change, Change::worse);
}

TEST(Compare, is_told_as_text_markdown_and_json) {
  const ComparisonReport report = compared(runs_of(""), runs_of(R"("speed": 1.02, )"));
  const Page page = page_of(report);
  for (const std::string& text : {text_of(page), markdown_of(page)}) {
    EXPECT_NE(text.find("B is better: pay mean"), std::string::npos) << text;
    EXPECT_NE(text.find("common random numbers"), std::string::npos) << text;
  }
  Files files;
  Problems problems;
  const auto json = parse_json(write_json(report), files.add("comparison.json"), problems);
  ASSERT_TRUE(json);
  EXPECT_EQ(json->find("differences")->items().size(), report.differences.size());
  EXPECT_FALSE(json->find("worse")->boolean());
}

}  // namespace
}  // namespace sim

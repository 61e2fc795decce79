#include "sim/sweep/sweep_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/sweep/points.h"

namespace sim {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

PointResult failing(PointResult point) {
  point.verdict = Verdict::fail;
  point.objectives[0].verdict = Verdict::fail;
  return point;
}

SweepReport three_points() {
  return sweep_of({{"6", failing(point_with(0.99, 0.5, {0.49, 0.5, 0.51}))},
                   {"9", point_with(0.999, 0.3, {0.29, 0.3, 0.31})},
                   {"12", point_with(0.999, 0.301, {0.31, 0.28, 0.313})}});
}

TEST(SweepPage, says_where_the_verdict_changes_and_because_of_what) {
  const std::string text = text_of(page_of(three_points()));
  EXPECT_THAT(text, HasSubstr("All objectives hold at 2 of 3 points, not at 1"));
  EXPECT_THAT(text, HasSubstr("From bank.nodes=6 to bank.nodes=9 the verdict changes from fail to "
                              "pass: pay p99\n  <= 400ms."));
}

TEST(SweepPage, says_where_a_flow_does_best_and_worst) {
  EXPECT_THAT(text_of(page_of(three_points())),
              HasSubstr("p99 300 ms\n  (bank.nodes=9) to 500 ms (bank.nodes=6)."));
}

TEST(SweepPage, puts_in_brackets_what_may_be_by_chance) {
  const SweepReport report =
      sweep_of({{"6", point_with(0.99, 0.5, {0.49, 0.50, 0.51})},
                {"9", point_with(0.99, 0.4, {0.3901, 0.3999, 0.4101})},  // always some 100 ms less
                {"12", point_with(0.99, 0.49, {0.61, 0.36, 0.5})}});     // now more, now less
  const std::string text = text_of(page_of(report));
  EXPECT_THAT(text, HasSubstr("  -100 ms"));
  EXPECT_THAT(text, Not(HasSubstr("[-100 ms]")));
  EXPECT_THAT(text, HasSubstr("[-10.0 ms]"));
}

TEST(SweepPage, shows_points_that_were_not_run_as_such) {
  const SweepReport report = sweep_of({{"6", point_with(0.99, 0.5, {})}, {"9", std::nullopt}});
  EXPECT_EQ(finished_points(report), 1U);
  const std::string text = text_of(page_of(report));
  EXPECT_THAT(text, HasSubstr("PARTIAL: 1 of 2 points finished."));
  EXPECT_THAT(text, HasSubstr("NOT RUN"));
}

TEST(SweepPage, of_no_finished_point_is_a_page_too) {
  EXPECT_THAT(text_of(page_of(sweep_of({{"6", std::nullopt}}))),
              HasSubstr("PARTIAL: 0 of 1 point finished."));
}

TEST(SweepVerdict, is_the_worst_of_all_points) {
  EXPECT_EQ(verdict_of(three_points()), Verdict::fail);
  PointResult unfinished = point_with(0.99, 0.5, {});
  unfinished.is_complete = false;
  EXPECT_EQ(verdict_of(sweep_of({{"6", point_with(0.99, 0.5, {})}, {"9", unfinished}})),
            Verdict::inconclusive);
  EXPECT_EQ(verdict_of(sweep_of({{"6", point_with(0.99, 0.5, {})}})), Verdict::pass);
  PointResult unjudged = point_with(0.99, 0.5, {});
  unjudged.verdict = std::nullopt;
  EXPECT_EQ(verdict_of(sweep_of({{"6", unjudged}})), std::nullopt);
}

TEST(SweepCsv, has_a_row_for_each_finished_point_and_three_columns_for_each_measure) {
  SweepReport report = sweep_of({{"a,\"b\"", point_with(0.99, 0.5, {})}, {"9", std::nullopt}});
  EXPECT_EQ(write_csv(report),
            "services.bank.nodes,replications,complete,stable,fingerprint,verdict,"
            "pay availability,pay availability low,pay availability high,"
            "pay p99,pay p99 low,pay p99 high,"
            "bank utilization,bank utilization low,bank utilization high\r\n"
            "\"a,\"\"b\"\"\",3,true,true,000000000000009f,pass,0.99,,,0.5,0.49,0.51,0.421,0.4,0.44"
            "\r\n");
}

TEST(SweepCsv, leaves_cells_empty_where_a_point_lacks_what_others_have) {
  PointResult other = point_with(0.5, 0.5, {});
  other.services.clear();
  const std::string csv = write_csv(sweep_of({{"6", other}, {"9", point_with(0.99, 0.5, {})}}));
  EXPECT_THAT(csv, HasSubstr("0.5,,,0.5,0.49,0.51,,,\r\n"));
  EXPECT_THAT(csv, HasSubstr("0.99,,,0.5,0.49,0.51,0.421,0.4,0.44\r\n"));
}

TEST(SweepJson, has_null_for_a_point_that_was_not_run) {
  const std::string json = write_json(sweep_of({{"9", std::nullopt}}));
  EXPECT_THAT(json, HasSubstr("\"sweep_format\": 1"));
  EXPECT_THAT(json, HasSubstr("\"result\": null"));
}

}  // namespace
}  // namespace sim

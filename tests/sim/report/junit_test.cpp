#include "sim/report/junit.h"

#include <gtest/gtest.h>
#include <vector>

#include "sim/report/check_page.h"

namespace sim {
namespace {

ObjectiveReport objective(const std::string& text, Verdict verdict) {
  ObjectiveReport report;
  report.text = text;
  report.verdict = verdict;
  report.evidence = "It is \"so\" & <so>.";
  return report;
}

std::vector<Checked> three() {
  Checked failing{.name = "peak"};
  failing.report.emplace().objectives = {objective("pay p99 <= 400ms", Verdict::pass),
                                         objective("pay mean <= 20ms", Verdict::fail),
                                         objective("pay p999 <= 2s", Verdict::inconclusive)};
  failing.report->verdict = Verdict::fail;
  Checked fine{.name = "night"};
  fine.report.emplace();
  Checked broken{.name = "gone.json", .report = {}, .trouble = "It cannot be opened."};
  return {failing, fine, broken};
}

TEST(Junit, says_the_estimate_of_what_does_not_pass) {
  Checked failing{.name = "peak"};
  ObjectiveReport slow = objective("pay p99 <= 400ms", Verdict::fail);
  slow.estimate = {.estimate = 0.5, .low = 0.45, .high = 0.55};
  slow.evidence = "Too slow.";
  failing.report.emplace().objectives = {slow};
  EXPECT_NE(write_junit(std::vector{failing})
                .find("message=\"500 ms, from 450 ms to 550 ms: Too slow.\""),
            std::string::npos);
}

TEST(Junit, has_a_suite_for_each_scenario_and_a_case_for_each_objective) {
  EXPECT_EQ(write_junit(three()), R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="headroom" tests="5" failures="1" errors="2" skipped="0">
  <testsuite name="peak" tests="3" failures="1" errors="1" skipped="0">
    <testcase classname="peak" name="pay p99 &lt;= 400ms"/>
    <testcase classname="peak" name="pay mean &lt;= 20ms">
      <failure message="It is &quot;so&quot; &amp; &lt;so&gt;."/>
    </testcase>
    <testcase classname="peak" name="pay p999 &lt;= 2s">
      <error message="It is &quot;so&quot; &amp; &lt;so&gt;."/>
    </testcase>
  </testsuite>
  <testsuite name="night" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="night" name="can be run"/>
  </testsuite>
  <testsuite name="gone.json" tests="1" failures="0" errors="1" skipped="0">
    <testcase classname="gone.json" name="can be run">
      <error message="It cannot be opened."/>
    </testcase>
  </testsuite>
</testsuites>
)");
}

TEST(Junit, what_is_no_longer_as_it_was_is_a_failure) {
  Checked drifted{.name = "peak"};
  drifted.report.emplace();
  drifted.drift = {"pay p99 was 1 s."};
  const std::vector<Checked> all{drifted};
  EXPECT_NE(write_junit(all).find("<failure message=\"pay p99 was 1 s.\"/>"), std::string::npos);
  EXPECT_EQ(page_of(all).sections[0].tables[0].rows[0].back(), "DRIFT");
}

TEST(CheckPage, has_a_line_for_each_scenario_and_says_why_one_does_not_pass) {
  const Page page = page_of(three());
  EXPECT_EQ(page.title, "1 of 3 scenarios pass");
  const auto& rows = page.sections[0].tables[0].rows;
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0], (std::vector<std::string>{"peak", "1", "1", "1", "1", "FAIL"}));
  EXPECT_EQ(rows[2].back(), "NOT RUN");
  EXPECT_EQ(page.sections[0].sentences.size(), 3U);
}

}  // namespace
}  // namespace sim

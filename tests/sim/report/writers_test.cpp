#include "sim/report/writers.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>
#include <string>

#include "sim/input/json.h"

#include "tests/sim/report/accepted.h"
#include "tests/sim/report/sample_report.h"
#include "tests/sim/report/synthetic_run.h"

namespace sim {
namespace {

TEST(Writers, a_report_as_text) {
  expect_as_accepted("report.txt", write_text(sample_report()));
}

TEST(Writers, a_report_as_markdown) {
  expect_as_accepted("summary.md", write_markdown(sample_report()));
}

TEST(Writers, a_report_as_json) {
  expect_as_accepted("report.json", write_json(sample_report()));
}

TEST(Writers, text_fits_the_width_of_a_terminal) {
  std::istringstream text(write_text(sample_report()));
  for (std::string line; std::getline(text, line);) EXPECT_LE(line.size(), 80U) << line;
}

TEST(Writers, an_empty_report_can_be_written_in_every_format) {
  for (const ReportWriter& writer : kWriters) EXPECT_TRUE(writer.write(Report{}).ends_with("\n"));
}

TEST(Writers, json_can_be_read_back) {
  Problems problems;
  const auto read = parse_json(write_json(sample_report()), 0, problems);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->find("run")->find("seed")->as_uint64(), 7U);
  EXPECT_EQ(read->find("scenario")->find("resolved")->find("name")->text(), "online-payment");
}

TEST(Writers, markdown_leaves_what_looks_like_markup_as_it_is) {
  Report report = sample_report();
  report.timeline_events[0].what = "crash ledger/*|*";
  EXPECT_THAT(write_markdown(report), testing::HasSubstr("| crash ledger/\\*\\|\\* |"));
}

TEST(Writers, tell_what_nobody_looked_for_from_what_nobody_found) {
  Report report = sample_report();
  EventReport& event = report.timeline_events[0];
  event.detected = {};
  const auto row = [&] {
    const std::string text = write_markdown(report);
    const std::size_t from = text.find("| lose zone:b |");
    return text.substr(from, text.find('\n', from) - from);
  };
  EXPECT_THAT(row(), testing::StartsWith("| lose zone:b | 4 min | 7 min | never | never |"));
  event.is_watched = false;
  event.recovery_is_unclear = true;
  EXPECT_THAT(row(), testing::StartsWith("| lose zone:b | 4 min | 7 min | - | unclear |"));
  event.recovery_is_unclear = false;
  event.recovered = 422.5;
  EXPECT_THAT(row(), testing::StartsWith("| lose zone:b | 4 min | 7 min | - | 2.50 s |"));
}

TEST(Writers, tell_until_when_an_overload_cost) {
  Report report = sample_report();
  report.overload.cost->until = 500;
  EXPECT_THAT(write_markdown(report),
              testing::HasSubstr("from 7 min until 8 min 20 s, when another failure began, 16,664 "
                                 "payments were lost, 416,600.50 EUR at risk."));
  report.overload.verdict = OverloadVerdict::recovered;
  report.overload.cost->payments_lost = 1;
  report.overload.cost->money = {};
  EXPECT_THAT(write_markdown(report),
              testing::HasSubstr("from 7 min until payments went as well as before, at 8 min "
                                 "20 s, 1 payment was lost."));
}

TEST(Writers, are_found_by_name) {
  EXPECT_EQ(find_writer("markdown")->write, write_markdown);
  EXPECT_EQ(find_writer("pdf"), nullptr);
}

TEST(Writers, a_folder_gets_all_files_and_is_made_for_them) {
  const auto folder = std::filesystem::temp_directory_path() / "headroom_writers_test" / "deep";
  std::filesystem::remove_all(folder.parent_path());
  const auto run = run_of(3, [](std::size_t) { return Second{}; });

  EXPECT_EQ(write_reports(folder.string(), sample_report(), run), std::nullopt);

  EXPECT_EQ(content_of(folder / "report.json"), write_json(sample_report()));
  EXPECT_EQ(content_of(folder / "summary.md"), write_markdown(sample_report()));
  EXPECT_EQ(content_of(folder / "timeline.csv"), write_timeline(run));
  std::filesystem::remove_all(folder.parent_path());
}

TEST(Writers, a_folder_that_cannot_be_made_is_told) {
  const auto wrong = write_reports("/dev/null/reports", Report{}, Measurements{});
  ASSERT_TRUE(wrong);
  EXPECT_THAT(*wrong, testing::StartsWith("cannot make the folder '/dev/null/reports': "));
}

TEST(Writers, say_in_a_phrase_why_there_is_no_theory) {
  Report report = sample_report();
  report.theory = {
      .checks = {},
      .unfit = {{"bank", "failures are planned"}, {"gateway", "failures are planned"}}};
  const std::string text = write_markdown(report);
  EXPECT_NE(text.find("No queueing theory to compare with: failures are planned."),
            std::string::npos);
  EXPECT_EQ(text.find("## Theory"), std::string::npos);
}

}  // namespace
}  // namespace sim

// Recordings with rows that cannot be read, or are out of order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "tests/models/flows/offered.h"
#include "tests/sim/files/temporary_folder.h"

namespace models {
namespace {

using sim::testing::TemporaryFolder;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class BadRecording : public testing::Test {
 protected:
  std::string world(const std::string& name, const std::string& content,
                    const std::string& more = "") const {
    return world_with(R"({"flow": "pay", "recorded": ")" + folder_.with(name, content) +
                      R"(", "currency": "EUR", "columns": {"at": "at", "amount": "amount"})" +
                      more + "}");
  }
  // What a run says of it.
  std::string trouble_with(const std::string& name, const std::string& content,
                           const std::string& more = "") const {
    const Scenario scenario = scenario_of(world(name, content, more));
    World world(scenario);
    return world.run([](sim::Instant) { return true; }).value_or("");
  }
  TemporaryFolder folder_;
};

TEST_F(BadRecording, ends_the_run_and_says_in_which_line_of_which_file_time_goes_back) {
  const std::string trouble = trouble_with("a.csv", "at,amount\n1,5\n3,5\n2,5\n");
  EXPECT_THAT(trouble, StartsWith(folder_.file("a.csv") + ":4: "));
  EXPECT_THAT(trouble, HasSubstr(R"(the time "2" is before that of an earlier row)"));
  EXPECT_THAT(trouble, HasSubstr("\"bad_rows\": \"skip\""));
}

TEST_F(BadRecording, ends_the_run_at_a_time_that_is_none) {
  EXPECT_THAT(trouble_with("a.csv", "at,amount\n1,5\nsoon,5\n"), HasSubstr("a.csv:3: the time"));
  EXPECT_THAT(trouble_with("a.ndjson", "{\"at\": 1, \"amount\": 5}\n\n{\"at\": true}\n"),
              HasSubstr("a.ndjson:3: "));
}

TEST_F(BadRecording, ends_the_run_at_an_amount_that_is_none) {
  EXPECT_THAT(trouble_with("a.csv", "at,amount\n1,5\n2,much\n"), HasSubstr("a.csv:3: the amount"));
  EXPECT_THAT(trouble_with("a.csv", "at,amount\n1,0.005\n"), HasSubstr("a.csv:2: the amount"));
  EXPECT_THAT(trouble_with("a.csv", "at,amount\n1,-3\n"),
              HasSubstr("a.csv:2: the amount \"-3\" must not be negative"));
}

TEST_F(BadRecording, ends_the_run_at_a_row_that_is_too_short) {
  EXPECT_THAT(trouble_with("a.csv", "at,amount\n1,5\n2\n"), HasSubstr("a.csv:3: "));
}

TEST_F(BadRecording, ends_the_run_at_json_that_is_none) {
  EXPECT_THAT(trouble_with("a.ndjson", "{\"at\": 1, \"amount\": 5}\n{\"at\": 2, \"amo\n"),
              HasSubstr("a.ndjson:2: "));
}

TEST_F(BadRecording, ends_the_run_at_counts_that_are_none) {
  for (const char* const count : {"-1", "1.5", "many", ""}) {
    const std::string content = std::string("at,n\n1,5\n2,") + count + "\n";
    const std::string text =
        world_with(R"({"flow": "pay", "recorded": ")" + folder_.with("a.csv", content) +
                   R"(", "columns": {"at": "at"}, "counts": {"column": "n", "every": "1s"}})");
    const Scenario scenario = scenario_of(text);
    World world(scenario);
    EXPECT_THAT(world.run([](sim::Instant) { return true; }).value_or(""),
                HasSubstr("a.csv:3: the count"))
        << count;
  }
}

TEST_F(BadRecording, is_passed_over_if_told_so_and_counted) {
  const auto measured = run(world("a.csv", "at,amount\n1,5\n3,5\n2,5\nsoon,5\n4,much\n4\n5,5\n",
                                  R"(, "bad_rows": "skip")"));
  EXPECT_EQ(flow(measured).intents.offered, 3);
  ASSERT_EQ(measured.recordings.size(), 1);
  EXPECT_EQ(measured.recordings[0].skipped, 4);
  EXPECT_THAT(measured.recordings[0].first_complaint, HasSubstr(R"(a.csv:4: the time "2")"));
}

// What is passed over does not move the others.
TEST_F(BadRecording, passed_over_at_its_beginning_leaves_the_first_good_row_the_zero) {
  const auto measured =
      run(world("a.csv", "at,amount\nsoon,5\n5,5\n6,5\n", R"(, "bad_rows": "skip")"));
  EXPECT_EQ(flow(measured).intents.offered, 2);
  EXPECT_EQ(measured.recordings[0].skipped, 1);
}

TEST_F(BadRecording, is_no_trouble_where_it_is_not_read_any_more) {
  EXPECT_EQ(trouble_with("a.csv", "at,amount\n0,5\n20,5\nsoon,5\n"), "");
}

TEST_F(BadRecording, that_is_not_there_or_lacks_a_column_is_found_before_the_run) {
  EXPECT_THAT(problems_of(world_with(R"({"flow": "pay", "recorded": "nowhere.csv",
                                         "columns": {"at": "at"}})")),
              HasSubstr("nowhere.csv"));
  EXPECT_THAT(problems_of(world("a.csv", "when,amount\n1,5\n")),
              HasSubstr(R"(column "at" is not there)"));
}

TEST_F(BadRecording, that_is_empty_but_for_its_header_is_no_load) {
  const auto measured = run(world("a.csv", "at,amount\n"));
  EXPECT_EQ(flow(measured).intents.offered, 0);
  EXPECT_EQ(measured.recordings[0].rows, 0);
}

}  // namespace
}  // namespace models

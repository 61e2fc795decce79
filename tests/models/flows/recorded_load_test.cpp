#include "models/flows/recorded_load.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "sim/files/packed_file.h"
#include "sim/input/key.h"

#include "tests/models/flows/offered.h"
#include "tests/sim/files/temporary_folder.h"

namespace models {
namespace {

using sim::testing::TemporaryFolder;
using Times = std::vector<sim::Duration>;

// A load of what is recorded in the file. `more` is what else is said of it.
std::string load_of(const std::string& file, const std::string& more = "",
                    const std::string& columns = R"("at": "at")") {
  return R"({"flow": "pay", "recorded": ")" + file + R"(", "columns": {)" + columns + "}" +
         (more.empty() ? "" : ", " + more) + "}";
}

class Recorded : public testing::Test {
 protected:
  std::string csv(const std::string& content) const { return folder_.with("load.csv", content); }
  TemporaryFolder folder_;
};

TEST_F(Recorded, payments_are_due_their_time_after_the_first) {
  EXPECT_EQ(due_times(load_of(csv("at\n7.5\n8\n8\n9.75\n"))), (Times{0s, 500ms, 500ms, 2250ms}));
}

TEST_F(Recorded, payments_are_due_when_the_file_says_if_its_zero_is_that_of_the_run) {
  EXPECT_EQ(due_times(load_of(csv("at\n0.5\n1\n9.75\n"), R"("zero": "as_given")")),
            (Times{500ms, 1s, 9750ms}));
}

TEST_F(Recorded, payments_due_at_the_end_or_later_do_not_come) {
  EXPECT_EQ(due_times(load_of(csv("at\n0\n9.999999999\n10\n11\n"))), (Times{0s, 10s - 1ns}));
}

TEST_F(Recorded, csv_and_ndjson_plain_and_packed_say_the_same) {
  const std::string csv = "at,payer\n1,4711\n2.5,DE89\n";
  const std::string ndjson =
      "{\"at\": 1, \"payer\": 4711}\n{\"payer\": \"DE89\", \"at\": \"2.5\"}\n";
  std::vector<std::vector<Offered>> all;
  for (const char* const name :
       {"a.csv", "a.csv.gz", "a.csv.zst", "b.ndjson", "b.ndjson.gz", "b.ndjson.zst", "c", "d.gz"}) {
    sim::PackedFile file(folder_.file(name));
    ASSERT_FALSE(file.write(name[0] == 'b' ? ndjson : csv));
    ASSERT_FALSE(file.commit());
    all.push_back(offered_by(load_of(folder_.file(name), "", R"("at": "at", "payer": "payer")")));
  }
  ASSERT_EQ(all[0].size(), 2);
  EXPECT_EQ(all[0][0].keys[0], 4711);
  EXPECT_EQ(all[0][1].keys[0], sim::parse_key("DE89"));
  EXPECT_EQ(all[0][1].due, 1500ms);
  for (const auto& each : all) EXPECT_EQ(each, all[0]);
}

TEST_F(Recorded, columns_are_found_by_the_names_they_have_in_the_file) {
  const auto payments = offered_by(
      load_of(csv("to,EUR,nonsense,when,from\n7,12.30,x,5,4711\n"), R"("currency": "EUR")",
              R"("at": "when", "payer": "from", "merchant": "to", "amount": "EUR")"));
  ASSERT_EQ(payments.size(), 1);
  EXPECT_EQ(payments[0].keys[0], 7);  // keys are in the order of their names: merchant, payer
  EXPECT_EQ(payments[0].keys[1], 4711);
  EXPECT_EQ(payments[0].amount, 1230);
}

TEST_F(Recorded, times_are_read_in_every_format_told_or_not) {
  const std::vector<std::pair<const char*, const char*>> formats = {
      {"seconds", "at\n1700000000\n1700000001.25\n"},
      {"milliseconds", "at\n1700000000000\n1700000001250\n"},
      {"microseconds", "at\n1700000000000000\n1700000001250000\n"},
      {"nanoseconds", "at\n1700000000000000000\n1700000001250000000\n"},
      {"rfc3339", "at\n2023-11-14T22:13:20Z\n2023-11-14T23:13:21.25+01:00\n"}};
  for (const auto& [format, content] : formats) {
    const std::string told = R"("time": ")" + std::string(format) + "\"";
    EXPECT_EQ(due_times(load_of(csv(content))), (Times{0s, 1250ms})) << format;
    EXPECT_EQ(due_times(load_of(csv(content), told)), (Times{0s, 1250ms})) << format;
  }
  EXPECT_EQ(due_times(load_of(csv("at\n0\n1500\n"), R"("time": "milliseconds")")),
            (Times{0s, 1500ms}));
}

TEST_F(Recorded, load_comes_faster_and_slower_than_it_was_recorded) {
  const std::string file = csv("at\n0\n1\n4\n");
  EXPECT_EQ(due_times(load_of(file, R"("speed": 4)")), (Times{0s, 250ms, 1s}));
  EXPECT_EQ(due_times(load_of(file, R"("speed": 0.5)")), (Times{0s, 2s, 8s}));
}

TEST_F(Recorded, load_can_begin_in_the_middle) {
  EXPECT_EQ(due_times(load_of(csv("at\n100\n101\n103\n104\n"), R"("skip": "3s")")),
            (Times{0s, 1s}));
  EXPECT_EQ(due_times(load_of(csv("at\n100\n101\n103\n104\n"), R"("skip": "2s", "speed": 2)")),
            (Times{500ms, 1s}));
}

TEST_F(Recorded, load_comes_several_times_over_with_accounts_of_its_own) {
  const auto payments = offered_by(load_of(csv("at,payer\n0,5\n1,5\n3,6\n"),
                                           R"("copies": 2, "apart": "1500ms", "speed": 2)",
                                           R"("at": "at", "payer": "payer")"));
  ASSERT_EQ(payments.size(), 6);
  EXPECT_EQ(payments[0].keys[0], 5);
  EXPECT_EQ(payments[2].due, 1500ms);
  EXPECT_EQ(payments[5].due, 1500ms + 1500ms);
  const std::uint64_t other_five = payments[4].keys[0];
  EXPECT_EQ(payments[4].due, 1500ms + 500ms);
  EXPECT_NE(other_five, 5);
  EXPECT_NE(payments[5].keys[0], other_five);
}

TEST_F(Recorded, separators_other_than_the_comma_are_told_or_known_by_the_name) {
  const std::string file = folder_.with("load.tsv", "at\tpayer, or so\n1\t2\n3\t2\n");
  EXPECT_EQ(due_times(load_of(file)), (Times{0s, 2s}));
  EXPECT_EQ(due_times(load_of(csv("x;at\n0,5;1\n0,5;3\n"), R"("separator": ";")")),
            (Times{0s, 2s}));
}

TEST_F(Recorded, two_flows_share_a_file_and_each_takes_its_rows) {
  const std::string file = csv("at,flow\n0,pay\n1,refund\n2,pay\n2,other\n3,refund\n");
  const std::string by_flow = R"("at": "at", "flow": "flow")";
  std::string refunds = load_of(file, "", by_flow);
  refunds.replace(refunds.find("pay"), 3, "refund");
  const auto payments = offered_by(load_of(file, "", by_flow) + ", " + refunds);
  ASSERT_EQ(payments.size(), 4);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(payments[i].due, i * 1s);
    EXPECT_EQ(payments[i].flow, i % 2 == 0 ? "pay" : "refund");
  }
}

TEST_F(Recorded, counts_are_spread_evenly_if_told_so_one_in_the_middle_of_each_part) {
  const std::string file = csv("at,n\n0,4\n1,0\n2,1\n");
  EXPECT_EQ(due_times(load_of(file, R"("counts": {"column": "n", "every": "1s",
                                                  "spread": "evenly"})")),
            (Times{125ms, 375ms, 625ms, 875ms, 2500ms}));
  EXPECT_EQ(due_times(load_of(file, R"("speed": 2, "counts": {"column": "n", "every": "1s",
                                                              "spread": "evenly"})")),
            (Times{62500us, 187500us, 312500us, 437500us, 1250ms}));
}

TEST_F(Recorded, counts_spread_at_random_stay_within_their_intervals) {
  const Times times = due_times(
      load_of(csv("at,n\n0,300\n1,0\n2,500\n"), R"("counts": {"column": "n", "every": "1s"})"));
  ASSERT_EQ(times.size(), 800);
  EXPECT_GE(times[0], 0s);
  EXPECT_LT(times[299], 1s);
  EXPECT_GE(times[300], 2s);
  EXPECT_LT(times[799], 3s);
  for (std::size_t i = 1; i < 800; ++i) EXPECT_LE(times[i - 1], times[i]);
  EXPECT_NE(times[1] - times[0], times[2] - times[1]);
}

}  // namespace
}  // namespace models

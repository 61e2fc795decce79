#include "sim/input/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "tests/sim/files/packed.h"
#include "tests/sim/input/read_rows.h"

namespace sim {
namespace {

using namespace std::string_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using testing::ReadRow;
using testing::ReadTable;

ReadTable read_csv(std::string_view content, std::vector<WantedColumn> columns = {{"a"}, {"b"}}) {
  return testing::read_rows("file.csv", content, std::move(columns));
}

TEST(Csv, gives_the_wanted_columns_in_the_order_asked_with_the_number_of_their_line) {
  const auto table = read_csv("a,x,b\n1,2,3\n4,5,6", {{"b"}, {"a"}});
  EXPECT_THAT(table.rows, ElementsAre(ReadRow{2, {"3", "1"}}, ReadRow{3, {"6", "4"}}));
  EXPECT_THAT(table.malformed, IsEmpty());
  EXPECT_EQ(table.failure, "");
}

TEST(Csv, takes_empty_fields_and_keeps_spaces) {
  const auto table = read_csv("a,b\n,\n x , y\n");
  EXPECT_THAT(table.rows, ElementsAre(ReadRow{2, {"", ""}}, ReadRow{3, {" x ", " y"}}));
}

TEST(Csv, takes_rows_of_every_length_apart_at_every_separator) {
  constexpr std::size_t kColumns = 40;
  std::vector<WantedColumn> columns;
  std::string text;
  for (std::size_t i = 0; i < kColumns; ++i) {
    columns.push_back({"c" + std::to_string(i)});
    text += (i == 0 ? "" : ",") + columns.back().name;
  }
  // The first field pushes the rest along, byte by byte, past several blocks of 64.
  std::vector<ReadRow> expected;
  for (std::size_t length = 0; length < 150; ++length) {
    std::vector<std::string> fields{std::string(length, 'x')};
    while (fields.size() < kColumns) fields.emplace_back((length + fields.size()) % 7, 'y');
    expected.push_back({length + 2, fields});
    text += '\n';
    for (std::size_t i = 0; i < kColumns; ++i) text += (i == 0 ? "" : ",") + fields[i];
  }
  EXPECT_EQ(read_csv(text, columns).rows, expected);
}

TEST(Csv, takes_quoted_fields_with_separators_quotes_and_line_ends) {
  const auto table = read_csv("\"a\",b\r\n\"1,\"\"2\"\"\",\"\"\r\n\"x\r\ny\n\nz\",\"\"\"\"\r\n5,6");
  EXPECT_THAT(table.rows, ElementsAre(ReadRow{2, {"1,\"2\"", ""}},
                                      ReadRow{3, {"x\r\ny\n\nz", "\""}}, ReadRow{7, {"5", "6"}}));
  EXPECT_THAT(table.malformed, IsEmpty());
}

TEST(Csv, several_fields_with_doubled_quotes_in_one_row_stay_apart) {
  std::string content = "a,b\n";
  std::vector<ReadRow> expected;
  for (std::uint64_t i = 0; i < 50; ++i) {  // long ones last, so that memory has to grow
    const std::string text(i * 40, 'x');
    content += "\"" + text + "\"\"\",\"\"\"" + text + "\"\n";
    expected.push_back({i + 2, {text + "\"", "\"" + text}});
  }
  EXPECT_EQ(read_csv(content).rows, expected);
}

TEST(Csv, passes_over_empty_lines_and_counts_them) {
  const auto table = read_csv("a,b\n\n1,2\n\r\n\n3,4\n\n");
  EXPECT_THAT(table.rows, ElementsAre(ReadRow{3, {"1", "2"}}, ReadRow{6, {"3", "4"}}));
  EXPECT_THAT(table.malformed, IsEmpty());
}

TEST(Csv, tells_rows_with_a_wrong_number_of_fields_and_goes_on) {
  const auto table = read_csv("a,b\n1\n1,2,3\n5,6\n");
  EXPECT_THAT(table.malformed, ElementsAre(Pair(2, "has 1 fields; the header has 2"),
                                           Pair(3, "has 3 fields; the header has 2")));
  EXPECT_THAT(table.rows, ElementsAre(ReadRow{4, {"5", "6"}}));
}

TEST(Csv, tells_misplaced_quotation_marks_and_goes_on_with_the_next_line) {
  const auto table = read_csv("a,b\n1,x\"y\n\"1\"x,2\n1,\"2\"\"3\"4\n5,6\n");
  EXPECT_THAT(table.malformed, ElementsAre(Pair(2, HasSubstr("inside a field")),
                                           Pair(3, HasSubstr("after a closing quotation mark")),
                                           Pair(4, HasSubstr("after a closing quotation mark"))));
  EXPECT_THAT(table.rows, ElementsAre(ReadRow{5, {"5", "6"}}));
}

TEST(Csv, a_quotation_mark_never_closed_costs_its_own_line_only) {
  const auto table = read_csv("a,b\n1,\"2\n3,4\n5,6\n");
  EXPECT_THAT(table.malformed, ElementsAre(Pair(2, HasSubstr("not closed"))));
  EXPECT_THAT(table.rows, ElementsAre(ReadRow{3, {"3", "4"}}, ReadRow{4, {"5", "6"}}));
}

TEST(Csv, a_quotation_mark_not_closed_within_the_limit_costs_its_own_line_only) {
  std::string content = "a,b\n\"1,2\n";
  for (int i = 0; i < 400'000; ++i) content += "3,4\n";
  const auto table = read_csv(content);
  EXPECT_THAT(table.malformed, ElementsAre(Pair(2, HasSubstr("not closed"))));
  EXPECT_EQ(table.rows.size(), 400'000u);
  EXPECT_EQ(table.rows.back().line, 400'002u);
}

TEST(Csv, a_field_of_very_many_lines_is_read_in_one_go) {
  const std::string field(LineReader::kLongest - 10, '\n');
  const auto table = read_csv("a,b\n1,\"" + field + "\"\n3,4\n");
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_TRUE(table.rows[0].fields[1] == field);
  EXPECT_EQ(table.rows[1].line, 3 + field.size());
}

TEST(Csv, tells_a_line_beyond_the_limit_and_goes_on) {
  const auto table = read_csv("a,b\n1," + std::string(LineReader::kLongest, 'x') + "\n3,4\n");
  EXPECT_THAT(table.malformed, ElementsAre(Pair(2, "is longer than 1 MiB")));
  EXPECT_THAT(table.rows, ElementsAre(ReadRow{3, {"3", "4"}}));
}

TEST(Csv, a_missing_column_fails_with_the_columns_there_are_and_the_nearest) {
  const auto table = read_csv("timestamp,account\n1,2\n", {{"timestmp"}});
  EXPECT_EQ(table.failure,
            "'FILE': column \"timestmp\" is not there; did you mean \"timestamp\"? There are: "
            "timestamp, account");
  EXPECT_THAT(table.rows, IsEmpty());
}

TEST(Csv, an_optional_column_that_is_missing_is_empty) {
  const auto table = read_csv("a\n1\n", {{"a"}, {"b", true}});
  EXPECT_THAT(table.rows, ElementsAre(ReadRow{2, {"1", ""}}));
}

TEST(Csv, a_wanted_column_that_is_there_twice_fails_but_another_may_be) {
  EXPECT_EQ(read_csv("a,b,a\n1,2,3\n").failure, "'FILE' has column \"a\" twice");
  EXPECT_EQ(read_csv("a,b,x,x\n1,2,3,4\n").rows.size(), 1u);
}

TEST(Csv, without_a_good_header_fails) {
  EXPECT_THAT(read_csv("").failure, HasSubstr("'FILE' is empty"));
  EXPECT_THAT(read_csv("\n\n").failure, HasSubstr("'FILE' is empty"));
  EXPECT_THAT(read_csv("a,b\"\n").failure, HasSubstr("'FILE' line 1, the header, has a quotation"));
  EXPECT_THAT(read_csv("a,\0b\n"s).failure, HasSubstr("'FILE' is not text"));
}

TEST(Csv, of_a_header_alone_has_no_rows) {
  const auto table = read_csv("a,b");
  EXPECT_THAT(table.rows, IsEmpty());
  EXPECT_EQ(table.failure, "");
}

TEST(Csv, cut_inside_a_quoted_field_by_a_broken_file_fails_and_calls_no_line_malformed) {
  const auto packed = testing::gzipped("a,b\n1,2\n3,\"x\ny\",4\n");
  const auto table =
      testing::read_rows("x", std::string_view(packed).substr(0, packed.size() - 12), {{"a"}});
  EXPECT_THAT(table.rows, ElementsAre(ReadRow{2, {"1"}}));
  EXPECT_THAT(table.malformed, IsEmpty());
  EXPECT_THAT(table.failure, HasSubstr("ends in the middle"));
}

}  // namespace
}  // namespace sim

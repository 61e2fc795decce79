#include "sim/input/ndjson.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "tests/sim/input/read_rows.h"

namespace sim {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using testing::ReadRow;
using testing::ReadTable;

ReadTable read_ndjson(std::string_view content,
                      std::vector<WantedColumn> columns = {{"a"}, {"b"}}) {
  return testing::read_rows("file.ndjson", content, std::move(columns));
}

TEST(Ndjson, gives_the_wanted_members_in_the_order_asked_wherever_they_stand) {
  const auto table = read_ndjson(
      "{\"a\":1,\"b\":\"x\"}\n\n{\"b\":true,\"c\":{\"a\":9},\"a\":1700000000.123456789}\r\n",
      {{"b"}, {"a"}});
  EXPECT_THAT(table.rows,
              ElementsAre(ReadRow{1, {"x", "1"}}, ReadRow{3, {"true", "1700000000.123456789"}}));
  EXPECT_THAT(table.malformed, IsEmpty());
  EXPECT_EQ(table.failure, "");
}

TEST(Ndjson, resolves_escapes_in_texts_and_names) {
  const auto table = read_ndjson(R"({"\u0061":"\"\\\u20ac","b":"\ttab"})");
  EXPECT_THAT(table.rows, ElementsAre(ReadRow{1, {"\"\\\xe2\x82\xac", "\ttab"}}));
}

TEST(Ndjson, tells_malformed_lines_and_goes_on) {
  const auto table = read_ndjson(
      "{\"a\":1,\"b\":2}\nnonsense\n{\"a\":1,\"b\":2,\"c\":tru}\n{\"a\":1,\"b\":\n"
      "{\"a\":1,\"b\":2}x\n{\"a\":3,\"b\":4}\n");
  EXPECT_THAT(table.malformed, ElementsAre(Pair(2, "is not a JSON object, at column 1"),
                                           Pair(3, HasSubstr("lacks a value, at column")),
                                           Pair(4, HasSubstr("lacks a value")),
                                           Pair(5, HasSubstr("goes on after its object"))));
  EXPECT_THAT(table.rows, ElementsAre(ReadRow{1, {"1", "2"}}, ReadRow{6, {"3", "4"}}));
}

TEST(Ndjson, a_wanted_member_that_is_missing_or_null_makes_the_line_malformed) {
  const auto table =
      read_ndjson("{\"a\":1,\"b\":2}\n{\"a\":1,\"bb\":2}\n{\"a\":null,\"b\":2}\n{\"b\":1}\n");
  EXPECT_THAT(table.malformed,
              ElementsAre(Pair(2, "member \"b\" is not there; there are: a, bb"),
                          Pair(3, "has no member \"a\""), Pair(4, "has no member \"a\"")));
  EXPECT_EQ(table.rows.size(), 1u);
  EXPECT_EQ(table.failure, "");
}

TEST(Ndjson, an_optional_member_that_is_missing_or_null_is_empty) {
  const auto table = read_ndjson("{\"a\":1}\n{\"a\":1,\"b\":null}\n", {{"a"}, {"b", true}});
  EXPECT_THAT(table.rows, ElementsAre(ReadRow{1, {"1", ""}}, ReadRow{2, {"1", ""}}));
}

TEST(Ndjson, a_wanted_member_that_is_nested_twice_there_or_not_unicode_makes_the_line_malformed) {
  const auto table = read_ndjson(
      "{\"a\":[1],\"b\":2}\n{\"a\":{},\"b\":2}\n{\"a\":1,\"b\":2,\"a\":3}\n"
      "{\"a\":\"\\ud800\",\"b\":2}\n{\"a\":1,\"b\":2,\"c\":1,\"c\":2}\n");
  EXPECT_THAT(
      table.malformed,
      ElementsAre(Pair(1, "has an array as member \"a\""), Pair(2, "has an object as member \"a\""),
                  Pair(3, "has member \"a\" twice"), Pair(4, HasSubstr("surrogate"))));
  EXPECT_EQ(table.rows.size(), 1u);
}

TEST(Ndjson, in_which_no_object_has_the_members_fails_at_its_end_and_names_the_first) {
  const auto table = read_ndjson("\n{\"acount\":1,\"at\":2}\n{\"x\":1}\n", {{"account"}});
  EXPECT_THAT(table.malformed,
              ElementsAre(Pair(2, HasSubstr("\"account\"")), Pair(3, HasSubstr("\"account\""))));
  EXPECT_EQ(table.failure,
            "'FILE' line 2, like those after it: member \"account\" is not there; did you mean "
            "\"acount\"? There are: acount, at");
}

TEST(Ndjson, in_which_many_objects_lack_the_members_fails_before_its_end) {
  std::string content;
  for (int i = 0; i < 5'000; ++i) content += "{\"x\":1}\n";
  const auto table = read_ndjson(content + "{\"a\":1,\"b\":2}\n");
  EXPECT_EQ(table.malformed.size(), NdjsonReader::kObjectsTried - 1);
  EXPECT_THAT(table.failure, HasSubstr("\"a\" is not there"));
}

TEST(Ndjson, goes_on_past_objects_that_lack_the_members_when_one_had_them) {
  std::string content = "{\"a\":1,\"b\":2}\n";
  for (int i = 0; i < 5'000; ++i) content += "{\"x\":1}\n";
  const auto table = read_ndjson(content + "{\"a\":3,\"b\":4}\n");
  EXPECT_EQ(table.malformed.size(), 5'000u);
  EXPECT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.failure, "");
}

TEST(Ndjson, of_no_lines_has_no_rows_and_no_failure) {
  EXPECT_THAT(read_ndjson("").rows, IsEmpty());
  EXPECT_EQ(read_ndjson("\n\n").failure, "");
}

TEST(Ndjson, tells_a_line_beyond_the_limit_and_goes_on) {
  const auto table = read_ndjson("{\"a\":\"" + std::string(LineReader::kLongest, 'x') +
                                 "\"}\n{\"a\":3,\"b\":4}\n");
  EXPECT_THAT(table.malformed, ElementsAre(Pair(1, "is longer than 1 MiB")));
  EXPECT_THAT(table.rows, ElementsAre(ReadRow{2, {"3", "4"}}));
}

}  // namespace
}  // namespace sim

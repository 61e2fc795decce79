#include "sim/input/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "tests/sim/files/packed.h"
#include "tests/sim/input/read_rows.h"

namespace sim {
namespace {

using ::testing::ElementsAre;
using testing::gzipped;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::read_rows;
using testing::ReadRow;
using testing::TemporaryFolder;
using testing::zstandard;

const ReadRow kCsvRow{2, {"1", "2"}};
const ReadRow kNdjsonRow{1, {"1", "2"}};
constexpr auto kCsv = "a,b\n1,2\n";
constexpr auto kNdjson = "{\"a\":1,\"b\":2}\n";

TEST(Table, goes_by_the_name_before_the_compression) {
  for (const auto* name : {"x.csv", "x.csv.gz", "x.csv.zst"}) {
    EXPECT_THAT(read_rows(name, kCsv, {{"a"}, {"b"}}).rows, ElementsAre(kCsvRow)) << name;
    EXPECT_THAT(read_rows(name, kNdjson, {{"a"}}).failure, HasSubstr("header")) << name;
  }
  for (const auto* name : {"x.ndjson", "x.jsonl", "x.jsonl.gz", "x.ndjson.zst"}) {
    EXPECT_THAT(read_rows(name, kNdjson, {{"a"}, {"b"}}).rows, ElementsAre(kNdjsonRow)) << name;
    EXPECT_EQ(read_rows(name, kCsv, {{"a"}}).malformed.size(), 2u) << name;
  }
}

TEST(Table, goes_by_the_first_character_when_the_name_says_nothing) {
  EXPECT_THAT(read_rows("x", kCsv, {{"a"}, {"b"}}).rows, ElementsAre(kCsvRow));
  EXPECT_THAT(read_rows("x.log", kNdjson, {{"a"}, {"b"}}).rows, ElementsAre(kNdjsonRow));
  EXPECT_THAT(read_rows("x", "\xef\xbb\xbf\n\n  {\"a\":1}\n", {{"a"}}).rows,
              ElementsAre(ReadRow{3, {"1"}}));
  EXPECT_THAT(read_rows("x",
                        "\xef\xbb\xbf"
                        "a\n1\n",
                        {{"a"}})
                  .rows,
              ElementsAre(ReadRow{2, {"1"}}));
}

TEST(Table, goes_by_what_it_is_told_first) {
  const auto told = Table::Options{.format = TableFormat::ndjson};
  EXPECT_THAT(read_rows("x.csv", kNdjson, {{"a"}, {"b"}}, told).rows, ElementsAre(kNdjsonRow));
}

TEST(Table, says_what_to_do_with_a_json_array) {
  EXPECT_EQ(read_rows("x.json", "[\n{\"a\":1}]", {{"a"}}).failure,
            "'FILE' is a JSON array; write its elements as one object per line");
}

TEST(Table, takes_any_separator_and_a_tabulator_for_tsv) {
  EXPECT_THAT(read_rows("x.tsv", "a\tb\n1\t2\n", {{"a"}, {"b"}}).rows, ElementsAre(kCsvRow));
  EXPECT_THAT(read_rows("x.csv", "a;b\n1;\"2\"\n", {{"a"}, {"b"}}, {.separator = ';'}).rows,
              ElementsAre(kCsvRow));
  EXPECT_THAT(read_rows("x.csv", kCsv, {{"a"}}, {.separator = '"'}).failure,
              HasSubstr("cannot separate"));
}

TEST(Table, reads_the_same_from_a_compressed_file) {
  for (const auto& content : {gzipped(kCsv), zstandard(kCsv)}) {
    EXPECT_THAT(read_rows("x", content, {{"a"}, {"b"}}).rows, ElementsAre(kCsvRow));
  }
}

TEST(Table, tells_at_once_what_is_wrong_with_the_file_and_again_with_the_first_row) {
  const TemporaryFolder folder;
  Table missing(folder.file("none.csv"), {{"a"}});
  ASSERT_TRUE(missing.error());
  EXPECT_THAT(*missing.error(), HasSubstr("No such file"));
  EXPECT_EQ(read_rows(missing).failure, *missing.error());
  Table lacking(folder.with("x.csv", kCsv), {{"c"}});
  ASSERT_TRUE(lacking.error());
  EXPECT_EQ(read_rows(lacking).failure, *lacking.error());
}

TEST(Table, fails_after_the_rows_before_the_place_where_the_file_is_broken) {
  std::string csv = "a\n";
  std::string ndjson;
  for (int i = 0; i < 200'000; ++i) {
    csv += std::to_string(i * 7919) + "\n";
    ndjson += "{\"a\":" + std::to_string(i * 7919) + "}\n";
  }
  for (const auto& packed : {gzipped(csv), zstandard(csv), gzipped(ndjson), zstandard(ndjson)}) {
    const auto table =
        read_rows("x", std::string_view(packed).substr(0, packed.size() - 9), {{"a"}});
    EXPECT_THAT(table.failure, HasSubstr("'FILE' ends in the middle"));
    EXPECT_THAT(table.malformed, IsEmpty());
    ASSERT_GT(table.rows.size(), 50'000u);
    EXPECT_EQ(table.rows.back().fields[0], std::to_string((table.rows.size() - 1) * 7919));
  }
}

TEST(Table, ends_and_fails_for_good) {
  const TemporaryFolder folder;
  Row row;
  for (const auto* name : {"x.csv", "x.ndjson"}) {
    Table table(folder.with(name, ""), {{"a"}});
    const auto first = table.next(row);
    EXPECT_NE(first, RowState::row);
    EXPECT_EQ(table.next(row), first);
  }
}

TEST(Table, of_a_file_without_line_ends_does_not_take_it_into_memory) {
  const std::string content(5'000'000, 'x');
  EXPECT_THAT(read_rows("x", content, {{"a"}}).failure, HasSubstr("line 1 is longer than 1 MiB"));
  EXPECT_THAT(read_rows("x.csv", content, {{"a"}}).failure, HasSubstr("is longer than 1 MiB"));
  EXPECT_EQ(read_rows("x.ndjson", content, {{"a"}}).malformed.size(), 1u);
}

}  // namespace
}  // namespace sim

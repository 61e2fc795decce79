#include "sim/input/recording_writer.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <vector>

#include "sim/input/fixed_point.h"
#include "sim/input/key.h"
#include "sim/input/table.h"
#include "sim/input/timestamp.h"
#include "sim/kernel/check.h"

#include "tests/sim/files/temporary_folder.h"

namespace sim {
namespace {

using testing::content_of;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::TemporaryFolder;

using Keys = std::array<std::uint64_t, 2>;
using Amounts = std::array<std::int64_t, 1>;

const RecordingWriter::Columns kColumns{.keys = {"payer", "payee"}, .amounts = {"amount"}};

TEST(RecordingWriter, writes_a_header_and_rows_with_all_nine_decimals_of_a_second) {
  const TemporaryFolder folder;
  const auto path = folder.file("load.csv");
  RecordingWriter writer(path, kColumns);
  EXPECT_FALSE(writer.write(12s + 1ns, "pay", Keys{1, 18446744073709551615u}, Amounts{2500}));
  EXPECT_FALSE(writer.write(13s, "refund, \"late\"", Keys{0, 7}, Amounts{-5}));
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_FALSE(writer.commit());
  EXPECT_EQ(content_of(path),
            "at,flow,payer,payee,amount\n"
            "12.000000001,pay,1,18446744073709551615,25.00\n"
            "13.000000000,\"refund, \"\"late\"\"\",0,7,-0.05\n");
}

TEST(RecordingWriter, what_it_wrote_reads_back_exactly_from_every_encoding) {
  const TemporaryFolder folder;
  for (const auto* name : {"load.csv", "load.csv.gz", "load.csv.zst", "load"}) {
    RecordingWriter writer(folder.file(name), kColumns);
    constexpr int kRows = 20'000;
    const auto at = [](int row) { return Duration(row * 123'456'789LL); };
    const auto keys = [](int row) {
      return Keys{static_cast<std::uint64_t>(row), parse_key("account " + std::to_string(row))};
    };
    for (int row = 0; row < kRows; ++row) {
      ASSERT_FALSE(writer.write(at(row), "pay\nnow", keys(row), Amounts{row - 50}));
    }
    ASSERT_FALSE(writer.commit());

    Table table(folder.file(name), {{"amount"}, {"at"}, {"payer"}, {"payee"}, {"flow"}});
    Row row;
    for (int i = 0; i < kRows; ++i) {
      ASSERT_EQ(table.next(row), RowState::row) << row.complaint;
      EXPECT_EQ(parse_fixed_point(row.fields[0], 2, Excess::refused).value, i - 50);
      EXPECT_EQ(parse_timestamp(row.fields[1], TimeFormat::seconds).value, at(i).count());
      EXPECT_EQ(parse_key(row.fields[2]), keys(i)[0]);
      EXPECT_EQ(parse_key(row.fields[3]), keys(i)[1]);
      EXPECT_EQ(row.fields[4], "pay\nnow");
    }
    EXPECT_EQ(table.next(row), RowState::end);
  }
}

TEST(RecordingWriter, abandoned_leaves_nothing) {
  const TemporaryFolder folder;
  {
    RecordingWriter writer(folder.file("load.csv"), kColumns);
    EXPECT_FALSE(writer.write(1s, "pay", Keys{1, 2}, Amounts{3}));
  }
  EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(RecordingWriter, says_at_once_that_it_cannot_write_there) {
  const TemporaryFolder folder;
  RecordingWriter writer(folder.file("none/load.csv"), kColumns);
  ASSERT_TRUE(writer.error());
  EXPECT_THAT(*writer.error(), HasSubstr("No such file or directory"));
  EXPECT_EQ(writer.write(1s, "pay", Keys{1, 2}, Amounts{3}), writer.error());
  EXPECT_EQ(writer.commit(), writer.error());
}

TEST(RecordingWriter, refuses_names_that_promise_another_format) {
  const TemporaryFolder folder;
  for (const auto* name : {"load.ndjson", "load.jsonl.gz", "load.tsv", "load.tsv.zst"}) {
    RecordingWriter writer(folder.file(name), kColumns);
    ASSERT_TRUE(writer.error());
    EXPECT_THAT(*writer.error(), HasSubstr("recordings are CSV"));
    EXPECT_EQ(writer.commit(), writer.error());
  }
  EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(RecordingWriter, on_a_full_disk_is_an_error_at_the_latest_with_its_commit) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full";
  RecordingWriter writer("/dev/full", kColumns);
  EXPECT_FALSE(writer.write(1s, "pay", Keys{1, 2}, Amounts{3}));
  const auto error = writer.commit();
  ASSERT_TRUE(error);
  EXPECT_THAT(*error, HasSubstr("No space left"));
}

TEST(RecordingWriter, takes_as_many_keys_and_amounts_as_it_has_columns) {
  const TemporaryFolder folder;
  RecordingWriter writer(folder.file("load.csv"), kColumns);
  const std::array<std::uint64_t, 1> too_few{1};
  EXPECT_THROW(static_cast<void>(writer.write(1s, "pay", too_few, Amounts{3})), BrokenInvariant);
}

}  // namespace
}  // namespace sim

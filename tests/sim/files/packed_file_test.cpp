#include "sim/files/packed_file.h"

#include <array>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "sim/files/byte_source.h"

#include "tests/sim/files/packed.h"
#include "tests/sim/files/temporary_folder.h"

namespace sim {
namespace {

using testing::content_of;
using ::testing::IsEmpty;
using testing::packed_as;
using ::testing::StartsWith;
using testing::TemporaryFolder;

std::string numbered_lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "line " + std::to_string(i * 7919) + "\n";
  return text;
}

std::string unpacked(const std::string& path) {
  ByteSource source(path);
  std::array<char, 1000> piece{};
  std::string text;
  while (const auto got = source.read(piece)) text.append(piece.data(), got);
  EXPECT_FALSE(source.error()) << *source.error();
  return text;
}

TEST(PackedFile, is_compressed_as_its_name_says) {
  EXPECT_EQ(packed_as(".csv", "text"), "text");
  EXPECT_THAT(packed_as(".csv.gz", "text"), StartsWith("\x1f\x8b"));
  EXPECT_THAT(packed_as(".csv.zst", "text"), StartsWith("\x28\xb5\x2f\xfd"));
}

TEST(PackedFile, reads_back_as_it_was_written_also_when_empty) {
  const TemporaryFolder folder;
  for (const auto* suffix : {".csv", ".csv.gz", ".csv.zst"}) {
    for (const int lines : {0, 1, 100'000}) {
      const auto text = numbered_lines(lines);
      const auto path = folder.with("x" + std::string(suffix), packed_as(suffix, text));
      EXPECT_EQ(unpacked(path), text) << suffix << " " << lines;
    }
  }
}

TEST(PackedFile, is_the_same_whatever_the_pieces_it_was_written_in) {
  const TemporaryFolder folder;
  const auto text = numbered_lines(50'000);
  for (const auto* suffix : {".csv", ".csv.gz", ".csv.zst"}) {
    const auto path = folder.file("pieces" + std::string(suffix));
    PackedFile file(path);
    for (std::size_t at = 0; at < text.size(); at += 977) {
      EXPECT_FALSE(file.write(std::string_view(text).substr(at, 977)));
    }
    EXPECT_FALSE(file.commit());
    EXPECT_EQ(content_of(path), packed_as(suffix, text)) << suffix;
  }
}

TEST(PackedFile, abandoned_leaves_nothing) {
  const TemporaryFolder folder;
  for (const auto* name : {"x.csv", "x.csv.gz", "x.csv.zst"}) {
    PackedFile file(folder.file(name));
    EXPECT_FALSE(file.write(numbered_lines(50'000)));
  }
  EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(PackedFile, on_a_full_disk_is_an_error_at_the_latest_with_its_commit) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full";
  const TemporaryFolder folder;
  for (const auto* name : {"x.csv", "x.csv.gz", "x.csv.zst"}) {
    std::filesystem::create_symlink("/dev/full", folder.file(name));
    PackedFile small(folder.file(name));
    EXPECT_FALSE(small.write("x"));
    EXPECT_TRUE(small.commit()) << name;
    PackedFile large(folder.file(name));
    static_cast<void>(large.write(numbered_lines(200'000)));
    EXPECT_TRUE(large.error()) << name;
    EXPECT_EQ(large.commit(), large.error()) << name;
  }
}

}  // namespace
}  // namespace sim

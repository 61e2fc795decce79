#include "sim/files/byte_source.h"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <thread>
#include <vector>
#include <zstd.h>

#include "tests/sim/files/packed.h"
#include "tests/sim/files/temporary_folder.h"

namespace sim {
namespace {

using namespace std::string_literals;
using testing::gzipped;
using ::testing::HasSubstr;
using testing::TemporaryFolder;
using testing::zstandard;

struct Reading {
  std::string text;
  std::string error;
};

Reading read_all(const std::string& path, std::size_t piece = 4096) {
  ByteSource source(path);
  std::vector<char> bytes(piece);
  Reading reading;
  while (const auto got = source.read(bytes)) reading.text.append(bytes.data(), got);
  EXPECT_EQ(source.read(bytes), 0u);
  reading.error = source.error().value_or("");
  return reading;
}

Reading read_bytes(std::string_view content, std::size_t piece = 4096) {
  const TemporaryFolder folder;
  return read_all(folder.with("file", content), piece);
}

// Hardly compressible, so that compressed it is longer than any buffer.
std::string long_text() {
  std::string text;
  std::uint64_t state = 1;
  while (text.size() < 3'000'000) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    text += std::to_string(state) + "\n";
  }
  return text;
}

TEST(ByteSource, tells_encodings_apart_by_content_not_by_name) {
  EXPECT_EQ(read_bytes("a,b\n1,2\n").text, "a,b\n1,2\n");
  EXPECT_EQ(read_bytes(gzipped("a,b\n1,2\n")).text, "a,b\n1,2\n");
  EXPECT_EQ(read_bytes(zstandard("a,b\n1,2\n")).text, "a,b\n1,2\n");
}

TEST(ByteSource, gives_the_same_bytes_whatever_the_size_of_the_pieces) {
  const auto text = long_text();
  for (const auto& content : {text, gzipped(text), zstandard(text)}) {
    for (const std::size_t piece : {7u, 4096u, 1'000'000u, 5'000'000u}) {
      const auto reading = read_bytes(content, piece);
      EXPECT_TRUE(reading.text == text) << piece;
      EXPECT_EQ(reading.error, "");
    }
  }
}

TEST(ByteSource, joins_members_and_frames) {
  EXPECT_EQ(read_bytes(gzipped("one ") + gzipped("") + gzipped("two")).text, "one two");
  EXPECT_EQ(read_bytes(zstandard("one ") + zstandard("") + zstandard("two")).text, "one two");
}

TEST(ByteSource, joins_members_that_end_anywhere_in_a_buffer) {
  std::string content;
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    static const auto member = gzipped("some member\n");
    content += member;
    text += "some member\n";
  }
  const auto reading = read_bytes(content);
  EXPECT_EQ(reading.error, "");
  EXPECT_TRUE(reading.text == text);
}

TEST(ByteSource, passes_over_skippable_frames_also_the_first) {
  const auto skippable = "\x53\x2a\x4d\x18\x05\x00\x00\x00hello"s;
  const auto reading = read_bytes(skippable + zstandard("one ") + skippable + zstandard("two"));
  EXPECT_EQ(reading.error, "");
  EXPECT_EQ(reading.text, "one two");
}

TEST(ByteSource, passes_over_zeros_after_gzip_but_not_over_other_data) {
  EXPECT_EQ(read_bytes(gzipped("text") + std::string(1'000'000, '\0')).error, "");
  const auto reading = read_bytes(gzipped("text") + "rubbish");
  EXPECT_EQ(reading.text, "text");
  EXPECT_THAT(reading.error, HasSubstr("has other data after its gzip part"));
  EXPECT_THAT(read_bytes(zstandard("text") + "rubbish").error, HasSubstr("corrupt zstd data"));
}

TEST(ByteSource, cut_short_anywhere_is_an_error_after_the_bytes_before_the_cut) {
  const auto text = long_text();
  for (const auto& packed : {gzipped(text), zstandard(text)}) {
    for (const std::size_t size : {packed.size() / 2, packed.size() - 1}) {
      const auto reading = read_bytes(std::string_view(packed).substr(0, size));
      EXPECT_TRUE(text.starts_with(reading.text));
      EXPECT_GT(reading.text.size(), text.size() / 3);
      EXPECT_THAT(reading.error, HasSubstr("ends in the middle of its"));
    }
  }
}

TEST(ByteSource, every_cut_of_a_small_compressed_file_is_an_error) {
  for (const auto& packed : {gzipped("some text\n"), zstandard("some text\n")}) {
    for (std::size_t size = 4; size < packed.size(); ++size) {
      EXPECT_NE(read_bytes(std::string_view(packed).substr(0, size)).error, "") << size;
    }
  }
}

TEST(ByteSource, a_changed_byte_is_found_by_the_checksum) {
  const auto text = long_text();
  for (auto packed : {gzipped(text), zstandard(text)}) {
    packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 1);
    EXPECT_THAT(read_bytes(packed).error, HasSubstr("has corrupt"));
  }
}

TEST(ByteSource, refuses_a_zstd_window_beyond_128_mib_and_says_what_to_do) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, 28);
  std::string packed(1000, '\0');
  const std::string text = "text";
  ZSTD_outBuffer out{packed.data(), packed.size(), 0};
  ZSTD_inBuffer in{text.data(), text.size(), 0};
  while (in.pos < in.size) ZSTD_compressStream2(context, &out, &in, ZSTD_e_continue);
  ZSTD_compressStream2(context, &out, &in, ZSTD_e_end);
  ZSTD_freeCCtx(context);
  EXPECT_THAT(read_bytes(packed.substr(0, out.pos)).error, HasSubstr("--long=27 or less"));
}

TEST(ByteSource, names_what_it_cannot_read) {
  EXPECT_THAT(read_bytes("\xfd\x37zXZ\0..."s).error, HasSubstr("compressed with xz"));
  EXPECT_THAT(read_bytes("BZh91AY&SY...").error, HasSubstr("compressed with bzip2"));
  EXPECT_THAT(read_bytes("PK\x03\x04...").error, HasSubstr("zip archive"));
  EXPECT_THAT(read_bytes("PAR1...").error, HasSubstr("Parquet"));
  EXPECT_THAT(read_bytes("\xff\xfe"
                         "a\0t\0"s)
                  .error,
              HasSubstr("UTF-16"));
  EXPECT_EQ(read_bytes("BZh,b\n").text, "BZh,b\n");
}

TEST(ByteSource, an_empty_file_is_empty) {
  const auto reading = read_bytes("");
  EXPECT_EQ(reading.text, "");
  EXPECT_EQ(reading.error, "");
}

TEST(ByteSource, a_missing_file_and_a_folder_are_errors_at_once) {
  const TemporaryFolder folder;
  const ByteSource missing(folder.file("none"));
  EXPECT_EQ(missing.error(),
            "cannot read '" + folder.file("none") + "': No such file or directory");
  const ByteSource directory(folder.path());
  EXPECT_EQ(directory.error(), "cannot read '" + folder.path() + "': Is a directory");
}

TEST(ByteSource, reads_a_pipe_that_fills_slowly) {
  const TemporaryFolder folder;
  const auto path = folder.file("pipe");
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  const auto packed = gzipped("a text through a pipe");
  const std::jthread writer([&] {
    std::ofstream pipe(path, std::ios::binary);
    for (const char byte : packed) pipe << byte << std::flush;
  });
  EXPECT_EQ(read_all(path).text, "a text through a pipe");
}

}  // namespace
}  // namespace sim

#include "sim/input/lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "tests/sim/files/packed.h"
#include "tests/sim/files/temporary_folder.h"

namespace sim {
namespace {

using namespace std::string_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using State = LineReader::State;

// A reader over a file with this content.
struct Opened {
  explicit Opened(std::string_view content) : source(folder.with("file", content)), lines(source) {}

  testing::TemporaryFolder folder;
  ByteSource source;
  LineReader lines;
};

std::vector<std::string> all_lines(std::string_view content) {
  Opened file(content);
  std::vector<std::string> lines;
  while (file.lines.next() == State::line) {
    lines.emplace_back(file.lines.text());
    EXPECT_EQ(file.lines.number(), lines.size());
  }
  EXPECT_EQ(file.lines.next(), State::end);
  return lines;
}

TEST(LineReader, takes_lines_with_and_without_carriage_return_and_a_last_one_without_end) {
  EXPECT_THAT(all_lines("a\nb\r\n\nc"), ElementsAre("a", "b", "", "c"));
  EXPECT_THAT(all_lines("a\n"), ElementsAre("a"));
  EXPECT_THAT(all_lines("\n"), ElementsAre(""));
  EXPECT_THAT(all_lines(""), IsEmpty());
}

TEST(LineReader, keeps_zero_bytes_and_carriage_returns_inside_a_line) {
  EXPECT_THAT(all_lines("a\0b\nc\rd\r\r\n"s), ElementsAre("a\0b"s, "c\rd\r"));
}

TEST(LineReader, passes_over_a_byte_order_mark_at_the_beginning_only) {
  EXPECT_THAT(all_lines("\xef\xbb\xbf"
                        "a\n\xef\xbb\xbf"
                        "b"),
              ElementsAre("a",
                          "\xef\xbb\xbf"
                          "b"));
}

TEST(LineReader, gives_lines_across_the_ends_of_its_buffer) {
  std::string content;
  std::vector<std::string> expected;
  for (std::size_t i = 0; i < 3'000; ++i) {
    expected.emplace_back(i % 1'009, static_cast<char>('a' + i % 26));
    content += expected.back() + "\n";
  }
  EXPECT_EQ(all_lines(content), expected);
}

TEST(LineReader, takes_a_line_of_the_limit_and_passes_a_longer_one_by_its_number) {
  const std::string longest(LineReader::kLongest, 'x');
  for (const std::size_t excess : {1u, 2u, 3'000'000u}) {
    const std::string longer(LineReader::kLongest + excess, 'y');
    Opened file("a\n" + longest + "\n" + longer + "\nb\n" + longer);
    EXPECT_EQ(file.lines.next(), State::line);
    EXPECT_EQ(file.lines.next(), State::line);
    EXPECT_EQ(file.lines.text().size(), longest.size());
    EXPECT_EQ(file.lines.next(), State::too_long);
    EXPECT_EQ(file.lines.number(), 3u);
    EXPECT_EQ(file.lines.next(), State::line);
    EXPECT_EQ(file.lines.text(), "b");
    EXPECT_EQ(file.lines.number(), 4u);
    EXPECT_EQ(file.lines.next(), State::too_long);
    EXPECT_EQ(file.lines.next(), State::end);
  }
}

TEST(LineReader, extends_a_text_by_the_lines_that_follow_and_numbers_the_next_by_them) {
  Opened file("a\r\nb\r\nc\nd");
  EXPECT_EQ(file.lines.next(), State::line);
  EXPECT_TRUE(file.lines.extend());
  EXPECT_EQ(file.lines.text(), "a\r\nb");
  EXPECT_TRUE(file.lines.extend());
  EXPECT_EQ(file.lines.text(), "a\r\nb\r\nc");
  EXPECT_EQ(file.lines.number(), 1u);
  EXPECT_EQ(file.lines.next(), State::line);
  EXPECT_EQ(file.lines.text(), "d");
  EXPECT_EQ(file.lines.number(), 4u);
  EXPECT_FALSE(file.lines.extend());
  EXPECT_EQ(file.lines.text(), "d");
}

TEST(LineReader, gives_lines_that_were_taken_back_again) {
  Opened file("a\nb\nc\n");
  EXPECT_EQ(file.lines.next(), State::line);
  EXPECT_TRUE(file.lines.extend());
  EXPECT_TRUE(file.lines.extend());
  EXPECT_FALSE(file.lines.extend());
  file.lines.retract();
  EXPECT_EQ(file.lines.text(), "a");
  EXPECT_EQ(file.lines.next(), State::line);
  EXPECT_EQ(file.lines.text(), "b");
  EXPECT_EQ(file.lines.number(), 2u);
  file.lines.put_back();
  EXPECT_EQ(file.lines.next(), State::line);
  EXPECT_EQ(file.lines.text(), "b");
  EXPECT_EQ(file.lines.number(), 2u);
}

TEST(LineReader, does_not_extend_beyond_the_limit) {
  const std::string half(LineReader::kLongest / 2, 'x');
  Opened file(half + "\n" + half + "\nb\n");
  EXPECT_EQ(file.lines.next(), State::line);
  EXPECT_FALSE(file.lines.extend());
  EXPECT_EQ(file.lines.text().size(), half.size());
  EXPECT_EQ(file.lines.next(), State::line);
  EXPECT_EQ(file.lines.number(), 2u);
}

TEST(LineReader, fails_instead_of_giving_a_line_that_a_broken_file_cut) {
  const auto packed = testing::gzipped("first\nsecond");
  Opened file(std::string_view(packed).substr(0, packed.size() - 1));
  EXPECT_EQ(file.lines.next(), State::line);
  EXPECT_EQ(file.lines.text(), "first");
  EXPECT_EQ(file.lines.next(), State::failed);
  EXPECT_THAT(*file.source.error(), HasSubstr("ends in the middle"));
  EXPECT_EQ(file.lines.next(), State::failed);
}

}  // namespace
}  // namespace sim

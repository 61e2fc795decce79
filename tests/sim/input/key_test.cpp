#include "sim/input/key.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <set>
#include <string>

namespace sim {
namespace {

TEST(Key, a_whole_number_is_itself) {
  EXPECT_EQ(parse_key("0"), 0u);
  EXPECT_EQ(parse_key("15349"), 15'349u);
  EXPECT_EQ(parse_key("18446744073709551615"), std::numeric_limits<std::uint64_t>::max());
}

// These numbers are what recordings and fingerprints rest on: they never change.
TEST(Key, a_text_has_the_same_number_in_every_version) {
  EXPECT_EQ(parse_key(""), 0xf52a15e9a9b5e89bu);
  EXPECT_EQ(parse_key("a"), 0x2c0bdbf481420f8u);
  EXPECT_EQ(parse_key("DE89 3704 0044 0532 0130 00"), 0x539df9a7c921e16fu);
}

TEST(Key, texts_that_look_like_numbers_but_are_not_written_plainly_are_texts) {
  std::set<std::uint64_t> keys;
  for (const auto* text :
       {"7", "07", "007", "+7", "-7", "7.0", " 7", "7 ", "7e0", "0x7", "18446744073709551616"}) {
    keys.insert(parse_key(text));
  }
  EXPECT_EQ(keys.size(), 11u);
}

TEST(Key, like_texts_differ_in_every_part_of_their_numbers) {
  std::set<std::uint64_t> keys;
  std::set<std::uint64_t> high;
  for (int i = 0; i < 10'000; ++i) {
    const auto key = parse_key("account-" + std::to_string(i));
    keys.insert(key);
    high.insert(key >> 52);
  }
  EXPECT_EQ(keys.size(), 10'000u);
  // 10,000 balls into 4,096 urns leave 4096 e^-2.44 = 357 empty, with a deviation below 19.
  EXPECT_NEAR(static_cast<double>(high.size()), 4'096 - 357, 4.5 * 19);
}

}  // namespace
}  // namespace sim

#include "sim/input/fixed_point.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <string>

namespace sim {
namespace {

constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
constexpr auto kMost = std::numeric_limits<std::int64_t>::max();

std::string read(std::string_view text, int decimals, Excess excess = Excess::refused) {
  const auto parsed = parse_fixed_point(text, decimals, excess);
  return parsed ? std::to_string(parsed.value) : parsed.complaint;
}

std::string written(std::int64_t value, int decimals) {
  std::string text;
  append_fixed_point(value, decimals, text);
  return text;
}

TEST(FixedPoint, reads_decimals_exactly) {
  EXPECT_EQ(read("104.06", 2), "10406");
  EXPECT_EQ(read("147.8", 2), "14780");
  EXPECT_EQ(read("94.0", 0), "94");
  EXPECT_EQ(read("-0.01", 2), "-1");
  EXPECT_EQ(read("1700000000.123456789", 9), "1700000000123456789");
  EXPECT_EQ(read("0", 2), "0");
  EXPECT_EQ(read("+007.50", 2), "750");
  EXPECT_EQ(read(".5", 1), "5");
  EXPECT_EQ(read("5.", 1), "50");
}

TEST(FixedPoint, reads_exponents) {
  EXPECT_EQ(read("1e-05", 9), "10000");
  EXPECT_EQ(read("1.7e9", 0), "1700000000");
  EXPECT_EQ(read("1.25E+2", 0), "125");
  EXPECT_EQ(read("1250e-2", 1), "125");
  EXPECT_EQ(read("0e999999999999", 9), "0");
}

TEST(FixedPoint, refuses_or_drops_digits_beyond_the_unit_but_not_zeros) {
  EXPECT_EQ(read("1.2300", 2), "123");
  EXPECT_EQ(read("1.239", 2), "has more decimals than its unit");
  EXPECT_EQ(read("1.239", 2, Excess::dropped), "123");
  EXPECT_EQ(read("-1.239", 2, Excess::dropped), "-123");
  EXPECT_EQ(read("1e-99", 9, Excess::dropped), "0");
  EXPECT_EQ(read("1e-99", 9), "has more decimals than its unit");
}

TEST(FixedPoint, reaches_as_far_as_64_bits_and_no_further) {
  EXPECT_EQ(read("9223372036854775807", 0), "9223372036854775807");
  EXPECT_EQ(read("9223372036854775808", 0), "is too large");
  EXPECT_EQ(read("-9223372036854775807", 0), "-9223372036854775807");
  EXPECT_EQ(read("9223372036.854775807", 9), "9223372036854775807");
  EXPECT_EQ(read("9223372036.854775808", 9), "is too large");
  EXPECT_EQ(read("1e19", 0), "is too large");
  EXPECT_EQ(read("1e999999999999", 0), "is too large");
  EXPECT_EQ(read(std::string(1'000, '9'), 0), "is too large");
  EXPECT_EQ(read(std::string(1'000, '0') + "1", 0), "1");
}

TEST(FixedPoint, refuses_what_is_not_a_number) {
  for (const auto* text : {"", " 1", "1 ", "-", "+", ".", "e5", "1e", "1e+", "1e5x", "1,5", "0x10",
                           "--1", "1.2.3", "nan", "inf", "1-2"}) {
    EXPECT_EQ(read(text, 2), "is not a number") << text;
  }
}

// The exponent makes no difference but that such a number is read digit by digit.
TEST(FixedPoint, a_number_is_the_same_with_an_exponent_of_0) {
  for (const auto* text : {"",
                           "-",
                           ".",
                           "0",
                           "5.",
                           ".5",
                           "1.2.3",
                           "007",
                           "1234567890",
                           "123456789012345678",
                           "1234567890123456789",
                           "9223372036854775807",
                           "9223372036854775808",
                           "0000000000000000000000012",
                           "1.00000000000000000000000",
                           "123456789.123456789",
                           "1234567890.123456789",
                           "0.0000000001",
                           "1/2",
                           "1:2"}) {
    for (const int decimals : {0, 2, 9, 18}) {
      for (const auto excess : {Excess::refused, Excess::dropped}) {
        const auto plain = parse_fixed_point(text, decimals, excess);
        const auto careful = parse_fixed_point(std::string(text) + "e0", decimals, excess);
        EXPECT_EQ(plain.value, careful.value) << text << " " << decimals;
        EXPECT_STREQ(plain.complaint, careful.complaint) << text << " " << decimals;
      }
    }
  }
}

TEST(FixedPoint, writes_all_decimals_and_reads_them_back) {
  EXPECT_EQ(written(10'406, 2), "104.06");
  EXPECT_EQ(written(7, 9), "0.000000007");
  EXPECT_EQ(written(-5, 2), "-0.05");
  EXPECT_EQ(written(0, 2), "0.00");
  EXPECT_EQ(written(25, 0), "25");
  EXPECT_EQ(written(kLeast, 0), "-9223372036854775808");
  for (const std::int64_t value : {kMost, -kMost, std::int64_t{100}, std::int64_t{-1}}) {
    for (int decimals = 0; decimals < 20; ++decimals) {
      EXPECT_EQ(read(written(value, decimals), decimals), std::to_string(value));
    }
  }
}

}  // namespace
}  // namespace sim

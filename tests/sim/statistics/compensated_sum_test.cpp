// Arithmetic whose rounding errors are kept.
#include "sim/statistics/compensated_sum.h"

#include <gtest/gtest.h>

namespace sim {
namespace {

TEST(CompensatedSum, keeps_what_large_terms_would_swallow) {
  CompensatedSum sum;
  for (const double term : {1.0, 1e100, 1.0, -1e100}) sum.add(term);
  EXPECT_EQ(sum.value(), 2);
}

TEST(CompensatedSum, of_a_million_tenths_is_right_to_the_last_digit) {
  CompensatedSum sum;
  for (int i = 0; i < 1'000'000; ++i) sum.add(0.1);
  EXPECT_EQ(sum.value(), 100'000);
}

// (1 + 2^-30)^2 = 1 + 2^-29 + 2^-60, which has one bit too many.
TEST(ExactProduct, has_the_bits_that_do_not_fit) {
  const TwoParts product = exact_product(1 + 0x1p-30, 1 + 0x1p-30);
  EXPECT_EQ(product.high, 1 + 0x1p-29);
  EXPECT_EQ(product.low, 0x1p-60);
}

TEST(Quotient, has_twice_the_digits) {
  const TwoParts third = quotient({1, 0}, 3);
  EXPECT_EQ(third.high, 1.0 / 3);
  EXPECT_NEAR(third.low, 0x1p-54 / 3,
              1e-33);  // 1/3 is 0.0101... in binary, cut off after 53 digits
}

}  // namespace
}  // namespace sim

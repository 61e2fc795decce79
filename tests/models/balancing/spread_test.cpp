#include "models/balancing/spread.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

namespace models {
namespace {

TEST(Spread, is_relative_to_the_mean) {
  const Spread spread = spread_of(std::vector{1.0, 2.0, 6.0});
  EXPECT_DOUBLE_EQ(spread.most, 2.0);
  EXPECT_DOUBLE_EQ(spread.least, 1.0 / 3);
  EXPECT_DOUBLE_EQ(spread.deviation, std::sqrt(14.0 / 3) / 3);
}

TEST(Spread, of_equal_shares_and_of_none_is_even) {
  for (const Spread& spread : {spread_of({}), spread_of(std::vector{0.25, 0.25})}) {
    EXPECT_EQ(spread.most, 1);
    EXPECT_EQ(spread.least, 1);
    EXPECT_EQ(spread.deviation, 0);
  }
}

}  // namespace
}  // namespace models

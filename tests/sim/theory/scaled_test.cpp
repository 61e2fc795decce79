// Numbers beyond the range of a double.
#include "sim/theory/scaled.h"

#include <gtest/gtest.h>

namespace sim::theory::detail {
namespace {

TEST(Scaled, agrees_with_doubles_where_they_reach) {
  const Scaled sum = Scaled(3) + Scaled(0.25) * 2;
  EXPECT_EQ(sum.over(Scaled(1)), 3.5);
  EXPECT_EQ((sum * sum).over(Scaled(2)), 6.125);
  EXPECT_EQ((Scaled(1e-30) + Scaled(1)).over(Scaled(1)), 1);
  EXPECT_EQ((Scaled(1) + Scaled(0x1p-52)).over(Scaled(1)), 1 + 0x1p-52);
}

TEST(Scaled, goes_where_they_do_not_reach) {
  Scaled large(1);
  for (int i = 0; i < 100; ++i) large = large * 1e300;
  EXPECT_EQ((large * 7).over(large), 7);
  EXPECT_EQ((large + large).over(large), 2);
  EXPECT_EQ(Scaled(1).over(large), 0);
}

TEST(Scaled, zero_stays_zero_and_adds_nothing) {
  EXPECT_EQ(Scaled().over(Scaled(3)), 0);
  EXPECT_EQ((Scaled() * Scaled(5)).over(Scaled(3)), 0);
  EXPECT_EQ((Scaled(5) * 0).over(Scaled(3)), 0);
  EXPECT_EQ((Scaled() + Scaled(5)).over(Scaled(1)), 5);
  EXPECT_EQ((Scaled(1e-300) * 1e-300 + Scaled()).over(Scaled(1e-300) * 1e-300), 1);
}

}  // namespace
}  // namespace sim::theory::detail

// A share is exact where a floating-point number would round.
#include "sim/measure/share.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace sim {
namespace {

TEST(Share, the_nearest_to_a_decimal_number_is_that_number) {
  EXPECT_EQ(Share::nearest(0.9995), Share::of_trillion(999'500'000'000));
  EXPECT_EQ(Share::nearest(0.0), Share::of_trillion(0));
  EXPECT_EQ(Share::nearest(1.0), Share::of_trillion(Share::kWhole));
}

TEST(Share, there_is_none_outside_0_to_1) {
  EXPECT_EQ(Share::nearest(-0.001), std::nullopt);
  EXPECT_EQ(Share::nearest(1.001), std::nullopt);
  EXPECT_EQ(Share::nearest(std::numeric_limits<double>::quiet_NaN()), std::nullopt);
  EXPECT_THROW(Share::of_trillion(-1), BrokenInvariant);
  EXPECT_THROW(Share::of_trillion(Share::kWhole + 1), BrokenInvariant);
}

TEST(Share, a_rank_that_is_whole_is_not_rounded_up) {
  // In floating point .07 * 100 is more than 7.
  EXPECT_EQ(std::ceil(0.07 * 100), 8.0);
  EXPECT_EQ(Share::nearest(0.07).value().of_rounded_up(100), 7);
  EXPECT_EQ(Share::nearest(0.07).value().of_rounded_up(101), 8);
  EXPECT_EQ(Share::of_trillion(1).of_rounded_up(std::numeric_limits<std::int64_t>::max()),
            9'223'373);
}

TEST(Share, a_share_that_just_meets_it_does_not_miss_it) {
  const Share objective = Share::nearest(0.9995).value();
  EXPECT_FALSE(objective.is_missed_by(9'995, 10'000));
  EXPECT_TRUE(objective.is_missed_by(9'994, 10'000));
  EXPECT_FALSE(objective.is_missed_by(0, 0));
}

TEST(Share, a_complement_is_what_is_missing_from_the_whole) {
  EXPECT_EQ(Share::nearest(0.9995).value().complement(), Share::nearest(0.0005));
  EXPECT_DOUBLE_EQ(Share::nearest(0.9995).value().value(), 0.9995);
}

}  // namespace
}  // namespace sim

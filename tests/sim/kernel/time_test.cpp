// Whole nanoseconds, and enough of them.
#include "sim/kernel/time.h"

#include <gtest/gtest.h>

namespace sim {
namespace {

TEST(Time, holds_a_century_after_a_century_to_the_nanosecond) {
  const Duration century = 36'525 * 24h;
  const Instant late = kStart + century + century;
  EXPECT_TRUE(late > kStart + century);
  EXPECT_TRUE(late + 1ns - late == 1ns);
}

TEST(Time, in_seconds_is_a_fraction) {
  EXPECT_DOUBLE_EQ(to_seconds(1500ms), 1.5);
  EXPECT_DOUBLE_EQ(to_seconds(kStart + 250us), 0.00025);
  EXPECT_DOUBLE_EQ(to_seconds(kStart), 0.0);
}

}  // namespace
}  // namespace sim

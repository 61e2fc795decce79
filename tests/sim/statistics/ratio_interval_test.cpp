// The interval of a ratio of sums.
#include "sim/statistics/ratio_interval.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "sim/kernel/check.h"

namespace sim {
namespace {

const std::vector<Cycle> kCycles = {{1, 10}, {2, 10}, {3, 20}};

// r = 6 / 40; the Z are -0.5, 0.5 and 0 with S = 0.5; t(2) = 4.30265 times 0.5 / (40 / 3 * sqrt 3).
constexpr double kHalfWidth = 4.30265272974946 * 0.5 * 3 / (40 * 1.7320508075688772);

TEST(RatioInterval, is_regenerative) {
  const auto interval = ratio_interval(kCycles);
  ASSERT_TRUE(interval);
  EXPECT_DOUBLE_EQ(interval->estimate, 0.15);
  EXPECT_NEAR(interval->half_width(), kHalfWidth, 1e-14);
  EXPECT_NEAR(interval->low, 0.15 - kHalfWidth, 1e-14);
}

TEST(RatioInterval, stays_positive_on_the_logarithmic_scale) {
  const auto interval = ratio_interval(kCycles, Scale::logarithmic);
  ASSERT_TRUE(interval);
  EXPECT_DOUBLE_EQ(interval->estimate, 0.15);
  EXPECT_NEAR(interval->low, 0.15 * std::exp(-kHalfWidth / 0.15), 1e-14);
  EXPECT_NEAR(interval->high, 0.15 * std::exp(kHalfWidth / 0.15), 1e-14);
}

TEST(RatioInterval, of_wholes_of_equal_size_is_student_s) {
  const auto interval = ratio_interval(std::vector<Cycle>{{1, 2}, {2, 2}, {3, 2}, {4, 2}, {5, 2}});
  ASSERT_TRUE(interval);
  EXPECT_DOUBLE_EQ(interval->estimate, 1.5);
  EXPECT_NEAR(interval->half_width(), 1.96324316147756 / 2, 1e-13);
}

TEST(RatioInterval, of_equal_shares_has_no_width) {
  const std::vector<Cycle> always = {{7, 7}, {9, 9}, {0.1, 0.1}};
  EXPECT_EQ(ratio_interval(always), (Interval{1, 1, 1}));
  const std::vector<Cycle> never = {{0, 7}, {0, 9}};
  EXPECT_EQ(ratio_interval(never), (Interval{0, 0, 0}));
}

TEST(RatioInterval, needs_two_cycles_of_some_length) {
  EXPECT_FALSE(ratio_interval({}));
  EXPECT_FALSE(ratio_interval(std::vector<Cycle>{{1, 10}}));
  EXPECT_FALSE(ratio_interval(std::vector<Cycle>{{0, 0}, {0, 0}}));
  EXPECT_THROW(ratio_interval(std::vector<Cycle>{{1, 10}, {1, -10}}), BrokenInvariant);
}

TEST(RatioInterval, has_no_logarithm_of_nothing) {
  EXPECT_FALSE(ratio_interval(std::vector<Cycle>{{0, 7}, {0, 9}}, Scale::logarithmic));
}

}  // namespace
}  // namespace sim

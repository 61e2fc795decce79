// The interval of a mean from independent replications.
#include "sim/statistics/mean_interval.h"

#include <gtest/gtest.h>
#include <vector>

#include "sim/kernel/check.h"

namespace sim {
namespace {

// t(4) = 2.77644510519779 times sqrt(2.5 / 5).
TEST(MeanInterval, is_student_s) {
  const auto interval = mean_interval(std::vector<double>{1, 2, 3, 4, 5});
  ASSERT_TRUE(interval);
  EXPECT_DOUBLE_EQ(interval->estimate, 3);
  EXPECT_NEAR(interval->half_width(), 1.96324316147756, 1e-13);
  EXPECT_NEAR(interval->low, 1.03675683852244, 1e-13);
  EXPECT_NEAR(interval->high, 4.96324316147756, 1e-13);
}

// Student (1908), Biometrika 6, 1: ten patients' hours of sleep gained; the interval is in R's
// manual of t.test.
TEST(MeanInterval, of_student_s_own_data) {
  const auto interval =
      mean_interval(std::vector<double>{-1.2, -2.4, -1.3, -1.3, 0.0, -1.0, -1.8, -0.8, -4.6, -1.4});
  ASSERT_TRUE(interval);
  EXPECT_NEAR(interval->low, -2.4598858, 5e-8);
  EXPECT_NEAR(interval->high, -0.7001142, 5e-8);
}

TEST(MeanInterval, needs_two_replications) {
  EXPECT_FALSE(mean_interval(std::vector<double>{}));
  EXPECT_FALSE(mean_interval(std::vector<double>{4}));
  EXPECT_TRUE(mean_interval(std::vector<double>{4, 4}));
}

TEST(MeanInterval, of_equal_values_has_no_width) {
  EXPECT_EQ(mean_interval(std::vector<double>{0.1, 0.1, 0.1}), (Interval{0.1, 0.1, 0.1}));
}

TEST(MeanInterval, is_wider_at_a_higher_level) {
  const std::vector<double> values = {1, 2, 4};
  EXPECT_LT(mean_interval(values, 0.9)->half_width(), mean_interval(values, 0.99)->half_width());
  EXPECT_THROW(mean_interval(values, 95), BrokenInvariant);
}

TEST(Interval, of_unavailability_is_that_of_availability_turned_round) {
  EXPECT_EQ(complement({0.25, 0.125, 0.5}), (Interval{0.75, 0.5, 0.875}));
  EXPECT_TRUE((Interval{0.25, 0.125, 0.5}.contains(0.5)));
  EXPECT_FALSE((Interval{0.25, 0.125, 0.5}.contains(0.51)));
}

}  // namespace
}  // namespace sim

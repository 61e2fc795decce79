// Whether two scenarios differ, on Student's own data: Student (1908), Biometrika 6, 1. The results
// are in R's manual of t.test.
#include "sim/statistics/comparison.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <vector>

#include "sim/kernel/check.h"

namespace sim {
namespace {

const std::vector<double> kFirst = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
const std::vector<double> kSecond = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

TEST(PairedComparison, of_student_s_data_is_student_s) {
  const auto result = paired_comparison(kFirst, kSecond);
  ASSERT_TRUE(result);
  EXPECT_NEAR(result->difference.estimate, -1.58, 1e-14);
  EXPECT_NEAR(result->difference.low, -2.4598858, 5e-8);
  EXPECT_NEAR(result->difference.high, -0.7001142, 5e-8);
  EXPECT_NEAR(result->p_value, 0.002833, 5e-7);
}

// t = 3 with one degree of freedom: p = 1 - 2 atan(3) / pi.
TEST(PairedComparison, of_two_pairs_is_cauchy_s) {
  const auto result = paired_comparison(std::vector<double>{2, 4}, std::vector<double>{1, 2});
  ASSERT_TRUE(result);
  EXPECT_DOUBLE_EQ(result->difference.estimate, 1.5);
  EXPECT_NEAR(result->p_value, 1 - 2 * std::atan(3.0) / std::numbers::pi, 1e-14);
}

TEST(PairedComparison, of_the_same_values_is_exactly_nothing) {
  const auto result = paired_comparison(kFirst, kFirst);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->difference, (Interval{0, 0, 0}));
  EXPECT_EQ(result->p_value, 1);
}

TEST(PairedComparison, of_a_constant_difference_is_certain) {
  const auto result =
      paired_comparison(std::vector<double>{1.5, 2.5, 3.5}, std::vector<double>{1, 2, 3});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->difference, (Interval{0.5, 0.5, 0.5}));
  EXPECT_EQ(result->p_value, 0);
}

TEST(PairedComparison, needs_two_pairs) {
  EXPECT_FALSE(paired_comparison({}, {}));
  EXPECT_FALSE(paired_comparison(std::vector<double>{1}, std::vector<double>{2}));
  EXPECT_THROW(paired_comparison(std::vector<double>{1, 2}, std::vector<double>{2}),
               BrokenInvariant);
}

// 17.776 degrees of freedom.
TEST(WelchComparison, of_student_s_data_does_not_know_of_pairs) {
  const auto result = welch_comparison(Sample(kFirst), Sample(kSecond));
  ASSERT_TRUE(result);
  EXPECT_NEAR(result->difference.low, -3.3654832, 5e-8);
  EXPECT_NEAR(result->difference.high, 0.2054832, 5e-8);
  EXPECT_NEAR(result->p_value, 0.07939, 5e-6);
}

// 2 (n - 1) degrees of freedom where numbers and variances are equal: t = -2 and 2 degrees, p = 1 -
// 2 / sqrt(6).
TEST(WelchComparison, of_equal_variances_is_student_s) {
  const auto result =
      welch_comparison(Sample(std::vector<double>{1, 3}),
                       Sample(std::vector<double>{1 + 2 * std::sqrt(2.0), 3 + 2 * std::sqrt(2.0)}));
  ASSERT_TRUE(result);
  EXPECT_NEAR(result->p_value, 1 - 2 / std::sqrt(6.0), 1e-14);
}

TEST(WelchComparison, of_constants_is_certain) {
  const Sample ones(std::vector<double>{1, 1});
  const Sample twos(std::vector<double>{2, 2, 2});
  EXPECT_EQ(welch_comparison(ones, ones)->p_value, 1);
  EXPECT_EQ(welch_comparison(ones, twos)->p_value, 0);
  EXPECT_EQ(welch_comparison(ones, twos)->difference, (Interval{-1, -1, -1}));
}

// Where one side does not vary, the degrees of freedom are the other's.
TEST(WelchComparison, with_a_constant_is_a_test_of_one_mean) {
  const Sample constant(std::vector<double>{3, 3, 3, 3});
  const Sample varying(std::vector<double>{1, 2, 3, 4, 5});
  EXPECT_NEAR(welch_comparison(varying, constant)->difference.half_width(), 1.96324316147756,
              1e-13);
}

TEST(WelchComparison, needs_two_values_on_each_side) {
  EXPECT_FALSE(welch_comparison(Sample(kFirst), Sample(std::vector<double>{1})));
}

}  // namespace
}  // namespace sim

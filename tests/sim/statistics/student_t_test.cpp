// Reference values: mpmath with 40 digits; four of them are printed in every table.
#include "sim/statistics/student_t.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <numbers>

#include "sim/kernel/check.h"

namespace sim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

void expect_to_12_digits(double value, double expected, double error = 1e-12) {
  EXPECT_NEAR(value, expected, error * std::abs(expected));
}

TEST(StudentT, has_its_known_quantiles) {
  expect_to_12_digits(student_t_quantile(0.975, 3), 3.18244630528370959);
  expect_to_12_digits(student_t_quantile(0.975, 5), 2.57058183563631551);
  expect_to_12_digits(student_t_quantile(0.975, 9), 2.26215716279820554);
  expect_to_12_digits(student_t_quantile(0.975, 19), 2.09302405440830977);
  expect_to_12_digits(student_t_quantile(0.975, 29), 2.0452296421327043);
  expect_to_12_digits(student_t_quantile(0.975, 99), 1.9842169515864175);
  expect_to_12_digits(student_t_quantile(0.975, 1000), 1.96233908082640848);
  expect_to_12_digits(student_t_quantile(0.975, 1e6), 1.95996635681410704);
}

TEST(StudentT, knows_fractions_of_degrees) {
  expect_to_12_digits(student_t_quantile(0.975, 2.5), 3.57465484200368322);
  expect_to_12_digits(student_t_quantile(0.975, 0.5), 164.557673480488533);
}

// Cauchy's distribution.
TEST(StudentT, of_one_degree_is_a_tangent) {
  for (const double p : {1e-9, 0.01, 0.3, 0.5 + 1e-9, 0.75, 0.975, 0.9995}) {
    const double from_middle = p - 0.5;
    expect_to_12_digits(student_t_quantile(p, 1), p < 0.1
                                                      ? -1 / std::tan(std::numbers::pi * p)
                                                      : std::tan(std::numbers::pi * from_middle));
  }
  for (const double t : {-3.0, -0.5, 0.0, 1.0, 12.7})
    expect_to_12_digits(student_t_cdf(t, 1), 0.5 + std::atan(t) / std::numbers::pi);
}

TEST(StudentT, of_two_degrees_is_a_root) {
  for (const double p : {1e-12, 0.025, 0.3, 0.75, 0.975}) {
    const double from_middle = p - 0.5;
    expect_to_12_digits(student_t_quantile(p, 2), 2 * from_middle / std::sqrt(2 * p * (1 - p)));
  }
  for (const double t : {0.1, 1.0, 30.0})
    expect_to_12_digits(student_t_cdf(t, 2), 0.5 + t / (2 * std::sqrt(2 + t * t)));
}

TEST(StudentT, of_many_degrees_is_normal) {
  expect_to_12_digits(student_t_quantile(0.975, 1e15), 1.95996398454005424);
  expect_to_12_digits(student_t_quantile(0.975, 1e300), 1.95996398454005424);
}

TEST(StudentT, keeps_its_digits_far_out) {
  expect_to_12_digits(student_t_quantile(1e-200, 1), -1 / std::numbers::pi * 1e200);
  expect_to_12_digits(student_t_outside(1e200, 1), 2 / std::numbers::pi * 1e-200);
  EXPECT_EQ(student_t_outside(kInfinity, 5), 0);
  EXPECT_EQ(student_t_outside(0, 5), 1);
}

TEST(StudentT, is_symmetric) {
  for (const double t : {0.01, 1.5, 40.0}) {
    EXPECT_DOUBLE_EQ(student_t_cdf(-t, 7), student_t_outside(t, 7) / 2);
    EXPECT_EQ(student_t_outside(-t, 7), student_t_outside(t, 7));
  }
  EXPECT_EQ(student_t_quantile(0.125, 7), -student_t_quantile(0.875, 7));
  EXPECT_EQ(student_t_quantile(0.5, 7), 0);
  EXPECT_EQ(student_t_quantile(0, 7), -kInfinity);
  EXPECT_EQ(student_t_quantile(1, 7), kInfinity);
}

TEST(StudentT, quantiles_invert_the_distribution_function) {
  for (const double degrees : {1.0, 1.7, 4.0, 33.0, 1e4, 1e6}) {
    for (const double p : {1e-15, 1e-4, 0.2, 0.4999, 0.5000001, 0.7, 0.99, 0.9999})
      EXPECT_NEAR(student_t_cdf(student_t_quantile(p, degrees), degrees), p, 1e-12 * p);
    for (const double level : {0.01, 0.5, 0.95, 0.999999}) {
      const double t = student_t_critical(level, degrees);
      EXPECT_NEAR(student_t_outside(t, degrees), 1 - level, 1e-12 * (1 - level));
    }
  }
}

TEST(StudentT, is_refused_without_degrees_of_freedom) {
  EXPECT_THROW(student_t_quantile(0.975, 0), BrokenInvariant);
  EXPECT_THROW(student_t_cdf(1, -3), BrokenInvariant);
  EXPECT_THROW(student_t_quantile(1.5, 3), BrokenInvariant);
  EXPECT_THROW(student_t_critical(1, 3), BrokenInvariant);
}

}  // namespace
}  // namespace sim

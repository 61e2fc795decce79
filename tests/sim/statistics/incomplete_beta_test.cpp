// Reference values: mpmath with 40 digits, of the arguments as doubles.
#include "sim/statistics/incomplete_beta.h"

#include <gtest/gtest.h>

#include "sim/kernel/check.h"
#include "sim/kernel/elementary.h"

#include "tests/sim/statistics/expect_relative.h"

namespace sim {
namespace {

TEST(IncompleteBeta, has_its_known_values) {
  expect_relative(incomplete_beta(2, 3, 0.3).below, 0.3483);
  expect_relative(incomplete_beta(0.5, 0.5, 0.1).below, 0.204832764699133458);
  expect_relative(incomplete_beta(1, 10, 0.01).below, 0.0956179249911955119);
  expect_relative(incomplete_beta(150.5, 0.5, 0.99).below, 0.0822366549790061219);
  expect_relative(incomplete_beta(1000, 2000, 0.35).below, 0.972904504316884921);
  expect_relative(incomplete_beta(0.01, 5, 0.001).below, 0.952795880007077236);
  expect_relative(incomplete_beta(5e4, 5e4, 0.497).below, 0.02888897226238951);
}

// I_x(a, 1) = x^a and I_x(1, b) = 1 - (1 - x)^b: Abramowitz & Stegun 26.5.
TEST(IncompleteBeta, is_a_power_if_a_parameter_is_one) {
  for (const double x : {1e-9, 0.1, 0.5, 0.9}) {
    for (const double a : {0.25, 1.0, 3.5, 30.0}) {
      expect_relative(incomplete_beta(a, 1, x).below, pow(x, a));
      expect_relative(incomplete_beta(1, a, x).below, -expm1(a * log1p(-x)));
      expect_relative(incomplete_beta(1, a, x).above, pow(1 - x, a));
    }
  }
}

TEST(IncompleteBeta, of_equal_parameters_is_a_half_in_the_middle) {
  for (const double a : {1e-3, 0.5, 1.0, 7.0, 1e4, 5e8})
    expect_relative(incomplete_beta(a, a, 0.5).below, 0.5);
}

TEST(IncompleteBeta, seen_from_the_other_end_is_the_other_tail) {
  for (const double x : {0.125, 0.375, 0.75}) {
    const Tails here = incomplete_beta(3.5, 12, x);
    const Tails there = incomplete_beta(12, 3.5, 1 - x);
    EXPECT_DOUBLE_EQ(here.below, there.above);
    EXPECT_DOUBLE_EQ(here.above, there.below);
    EXPECT_DOUBLE_EQ(here.below + here.above, 1);
  }
}

// I_x(a, b) = I_x(a + 1, b) + x^a (1 - x)^b / (a B(a, b)): Abramowitz & Stegun 26.5.16.
TEST(IncompleteBeta, keeps_its_recurrence) {
  for (const double a : {0.5, 4.0, 60.0}) {
    for (const double x : {0.05, 0.3, 0.6}) {
      const double b = 8;
      const double inverse_of_beta = gamma_function(a + b) / gamma_function(a) / gamma_function(b);
      const double step = pow(x, a) * pow(1 - x, b) * inverse_of_beta / a;
      expect_relative(incomplete_beta(a, b, x).below, incomplete_beta(a + 1, b, x).below + step);
    }
  }
}

TEST(IncompleteBeta, starts_at_zero_and_ends_at_one) {
  EXPECT_EQ(incomplete_beta(2, 3, 0).below, 0);
  EXPECT_EQ(incomplete_beta(2, 3, 1).below, 1);
  EXPECT_EQ(incomplete_beta(1e6, 1e6, 0.1).below, 0);  // far below the smallest double
}

TEST(IncompleteBeta, is_refused_outside_of_its_domain) {
  EXPECT_THROW(incomplete_beta(0, 1, 0.5), BrokenInvariant);
  EXPECT_THROW(incomplete_beta(1, -1, 0.5), BrokenInvariant);
  EXPECT_THROW(incomplete_beta(1, 1, 1.5), BrokenInvariant);
}

TEST(BetaQuantile, inverts_the_distribution_function) {
  for (const double a : {0.5, 1.0, 3.0, 200.0, 1e6}) {
    for (const double b : {0.5, 1.0, 40.0, 1e5}) {
      for (const double tail : {1e-9, 0.025, 0.3, 0.5}) {
        const double low = beta_lower_quantile(a, b, tail);
        if (low < 0.5) expect_relative(incomplete_beta(a, b, low).below, tail, 1e-10);
        const double high = beta_upper_quantile(a, b, tail);
        if (high < 0.5) expect_relative(incomplete_beta(a, b, high).above, tail, 1e-10);
      }
    }
  }
}

TEST(BetaQuantile, of_one_trial_is_a_straight_line) {
  EXPECT_DOUBLE_EQ(beta_lower_quantile(1, 1, 0.125), 0.125);
  EXPECT_DOUBLE_EQ(beta_upper_quantile(1, 1, 0.125), 0.875);
  EXPECT_DOUBLE_EQ(beta_upper_quantile(1, 1, 0.5), 0.5);
}

}  // namespace
}  // namespace sim

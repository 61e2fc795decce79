// Reference values: mpmath with 40 digits.
#include "sim/statistics/normal.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "sim/kernel/elementary.h"

namespace sim {
namespace {

TEST(Normal, has_its_known_values) {
  const auto expect = [](double z, double exact) {
    EXPECT_NEAR(normal_cdf(z), exact, 2e-15 * exact) << z;
  };
  expect(-10, 7.61985302416052607e-24);
  expect(-5, 2.86651571879193912e-7);
  expect(-1.96, 0.0249978951482204362);
  expect(-1.25, 0.105649773666855258);
  expect(-1, 0.158655253931457051);
  expect(-0.5, 0.308537538725986896);
  expect(0, 0.5);
  expect(0.1, 0.539827837277028984);
  expect(2, 0.977249868051820793);
  expect(6, 0.999999999013412355);
}

// The C library's is nearly exact, but its argument has been rounded: that costs z^2 units.
TEST(Normal, agrees_with_the_library_to_the_last_digits) {
  for (double z = -37; z < 9; z += 1.0 / 64) {
    const double exact = std::erfc(-z / std::sqrt(2.0)) / 2;
    EXPECT_NEAR(normal_cdf(z), exact, (1.5e-15 + z * z * 2e-16) * exact) << z;
  }
}

TEST(Normal, is_the_inverse_of_its_quantile) {
  for (const double p : {1e-300, 1e-20, 0.001, 0.1, 0.25, 0.5, 0.9, 0.999}) {
    const double z = normal_quantile(p);
    EXPECT_NEAR(normal_cdf(z), p, 4e-15 * (1 + z * z) * p) << p;
  }
}

TEST(Normal, ends_at_zero_and_one) {
  EXPECT_EQ(normal_cdf(-std::numeric_limits<double>::infinity()), 0);
  EXPECT_EQ(normal_cdf(std::numeric_limits<double>::infinity()), 1);
}

}  // namespace
}  // namespace sim

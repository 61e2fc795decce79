// For values known to so many digits.
#pragma once

#include <cmath>
#include <gtest/gtest.h>

namespace sim {

inline void expect_relative(double value, double expected, double error = 1e-13) {
  EXPECT_NEAR(value, expected, error * std::abs(expected));
}

}  // namespace sim

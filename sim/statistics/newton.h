// Solves an equation for a positive number, to the last digits that the function gives.
#pragma once

#include <algorithm>
#include <cmath>

#include "sim/kernel/check.h"
#include "sim/kernel/elementary.h"

namespace sim::detail {

struct OnCurve {
  double height;
  double slope;  // by the logarithm of the argument
};

// Where a function increasing from below 0 to above 0 crosses 0, between `low` > 0 and `high`.
// Newton's steps in the logarithm, halving the bracket where a step leaves it.
template <class Function>
double positive_root(const Function& function, double low, double high, double start) {
  constexpr double kLastStep = 1e-11;  // errors are squared by a step
  double x = std::clamp(start, low, high);
  for (int i = 0; i < 500; ++i) {
    const OnCurve at = function(x);
    if (at.height == 0) return x;
    (at.height < 0 ? low : high) = x;
    const double step = -at.height / at.slope;
    const double next = x * exp(step);
    if (next >= low && next <= high) {
      if (std::abs(step) < kLastStep) return next;
      x = next;
    } else {
      x = std::sqrt(low) * std::sqrt(high);
    }
    if (high - low <= 0x1p-52 * high) return x;
  }
  check(false, "an increasing function crosses 0 within its bracket");
  return x;
}

}  // namespace sim::detail

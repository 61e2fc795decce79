// What is claimed of a number: an estimate and the bounds between which it lies at a level of
// confidence.
#pragma once

#include "sim/kernel/check.h"

namespace sim {

// Of a hundred intervals at this level, ninety-five contain the truth. All reports use it.
inline constexpr double kLevel = 0.95;

struct Interval {
  double estimate = 0;
  double low = 0;
  double high = 0;

  static constexpr Interval around(double estimate, double half_width) {
    return {estimate, estimate - half_width, estimate + half_width};
  }

  constexpr double half_width() const { return (high - low) / 2; }
  constexpr bool contains(double truth) const { return low <= truth && truth <= high; }

  bool operator==(const Interval&) const = default;
};

// The interval of 1 - x from that of x: availability from unavailability.
constexpr Interval complement(const Interval& part) {
  return {1 - part.estimate, 1 - part.high, 1 - part.low};
}

// The probability that an interval at this level leaves out on each side.
inline double outside_each_side(double level) {
  check(level > 0 && level < 1, "a level of confidence lies between 0 and 1");
  return (1 - level) / 2;
}

}  // namespace sim

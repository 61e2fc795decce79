// Experiments that count how often an interval contains the truth, in data whose truth is known.
#pragma once

#include <cmath>
#include <cstdio>
#include <gtest/gtest.h>

#include "sim/statistics/interval.h"

namespace sim {

class Coverage {
 public:
  explicit Coverage(double truth) : truth_(truth) {}

  void add(const Interval& interval) {
    trials_ += 1;
    contained_ += interval.contains(truth_) ? 1 : 0;
    half_widths_ += interval.half_width();
  }

  double share() const { return contained_ / trials_; }
  double mean_half_width() const { return half_widths_ / trials_; }

  // Within 4.5 standard errors of `expected`: a wrong alarm once in 150,000 experiments. Prints a
  // line of the validation book.
  void expect(double expected) const {
    const double tolerance = 4.5 * std::sqrt(expected * (1 - expected) / trials_);
    const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
    std::printf("| %s | coverage | %.4f +- %.4f | %.4f |\n", test->name(), expected, tolerance,
                share());
    EXPECT_NEAR(share(), expected, tolerance);
  }

 private:
  double truth_;
  double trials_ = 0;
  double contained_ = 0;
  double half_widths_ = 0;
};

}  // namespace sim

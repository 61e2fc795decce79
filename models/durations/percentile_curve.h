// The quantile function through a table of percentiles, and its moments.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/kernel/elementary.h"

namespace models {

struct PercentilePoint {
  double share = 0.0;  // 0 ... 1
  double value = 0.0;  // >= 0
};

class PercentileCurve {
 public:
  // Two points or more, shares rising and the last 1, values not falling. Without a point at share
  // 0 the first stretch is continued down to it.
  explicit PercentileCurve(std::vector<PercentilePoint> points);

  // The value that `share` of all stay below; 0 <= share <= 1.
  double value(double share) const {
    std::size_t i = 0;
    while (i + 1 < stretches_.size() && share >= stretches_[i].until) ++i;
    const Stretch& stretch = stretches_[i];
    const double beyond = share - stretch.from;
    if (stretch.is_straight) return stretch.first + stretch.slope * beyond;
    return stretch.first * sim::exp(stretch.slope * beyond);
  }
  double mean() const { return mean_; }
  double variance() const { return variance_; }

 private:
  struct Stretch {
    double from;
    double until;
    double first;
    double last;
    bool is_straight;
    double slope;  // of the value, or of its logarithm
  };

  void measure();

  std::vector<Stretch> stretches_;
  double mean_ = 0.0;
  double variance_ = 0.0;
};

}  // namespace models

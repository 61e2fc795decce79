// Over a stretch from a to b of share w, with t = log(b / a): E[x] = w a expm1(t) / t and
// E[x^2] = w a^2 expm1(2 t) / (2 t) where the logarithm is straight; w (a + b) / 2 and
// w (a^2 + a b + b^2) / 3 where the value is.
#include "models/durations/percentile_curve.h"

#include "sim/kernel/check.h"

namespace models {

namespace {

// The value at share 0 on the line, in the logarithm, through two points.
double continued_down(const PercentilePoint& lower, const PercentilePoint& upper) {
  if (lower.value <= 0.0) return 0.0;
  const double slope = sim::log(upper.value / lower.value) / (upper.share - lower.share);
  return lower.value * sim::exp(-slope * lower.share);
}

// expm1(t) / t, the mean of e^x over 0 ... t.
double mean_growth(double t) {
  return t == 0.0 ? 1.0 : sim::expm1(t) / t;
}

}  // namespace

PercentileCurve::PercentileCurve(std::vector<PercentilePoint> points) {
  sim::check(points.size() >= 2 && points.back().share == 1.0,
             "a percentile curve has two points or more and ends at 100 %");
  if (points.front().share > 0.0) {
    points.insert(points.begin(), {0.0, continued_down(points[0], points[1])});
  }
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const PercentilePoint& a = points[i];
    const PercentilePoint& b = points[i + 1];
    const bool is_straight = a.value <= 0.0;
    const double rise = is_straight ? b.value - a.value : sim::log(b.value / a.value);
    stretches_.push_back(
        {a.share, b.share, a.value, b.value, is_straight, rise / (b.share - a.share)});
  }
  measure();
}

void PercentileCurve::measure() {
  double square = 0.0;
  for (const Stretch& stretch : stretches_) {
    const double share = stretch.until - stretch.from;
    const double a = stretch.first;
    const double b = stretch.last;
    if (stretch.is_straight) {
      mean_ += share * (a + b) / 2.0;
      square += share * (a * a + a * b + b * b) / 3.0;
    } else {
      const double t = stretch.slope * share;
      mean_ += share * a * mean_growth(t);
      square += share * a * a * mean_growth(2.0 * t);
    }
  }
  variance_ = square - mean_ * mean_;
}

}  // namespace models

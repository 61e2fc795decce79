// With s for sigma and z for the 99 % quantile: mean = median e^(s^2/2), p99 = median e^(z s),
// cv^2 = e^(s^2) - 1.
#include "models/durations/lognormal_shape.h"

#include <algorithm>
#include <cmath>

#include "sim/kernel/check.h"
#include "sim/kernel/elementary.h"

namespace models {

namespace {

double z99() {
  return sim::normal_quantile(0.99);
}

double sigma_of(const LognormalFacts& facts) {
  if (facts.cv) return std::sqrt(sim::log1p(*facts.cv * *facts.cv));
  if (!facts.mean) return sim::log(*facts.p99 / *facts.median) / z99();
  if (!facts.p99) return std::sqrt(2.0 * sim::log(*facts.mean / *facts.median));
  // p99 / mean = e^(z s - s^2/2), solved for s.
  const double z = z99();
  const double log_ratio = sim::log(*facts.p99 / *facts.mean);
  return z - std::sqrt(std::max(0.0, z * z - 2.0 * log_ratio));
}

}  // namespace

double LognormalShape::mean() const {
  return median * sim::exp(0.5 * sigma * sigma);
}

double LognormalShape::variance() const {
  const double m = mean();
  return m * m * sim::expm1(sigma * sigma);
}

double largest_p99_over_mean() {
  return sim::exp(0.5 * z99() * z99());
}
double largest_p99_over_median() {
  return sim::exp(z99() * kLargestSigma);
}
double largest_mean_over_median() {
  return sim::exp(0.5 * kLargestSigma * kLargestSigma);
}

LognormalShape lognormal_shape(const LognormalFacts& facts) {
  sim::check(facts.count() == 2, "a lognormal distribution is told by two facts");
  LognormalShape shape{.sigma = sigma_of(facts)};
  if (facts.median) {
    shape.median = *facts.median;
  } else if (facts.mean) {
    shape.median = *facts.mean * sim::exp(-0.5 * shape.sigma * shape.sigma);
  } else {
    shape.median = *facts.p99 * sim::exp(-z99() * shape.sigma);
  }
  return shape;
}

}  // namespace models

// The parameters of a lognormal distribution from what people know of it.
#pragma once

#include <optional>

namespace models {

// What was told: exactly two of these, in the same unit; cv is the standard deviation over the
// mean.
struct LognormalFacts {
  std::optional<double> mean{};
  std::optional<double> median{};
  std::optional<double> p99{};
  std::optional<double> cv{};

  int count() const {
    return mean.has_value() + median.has_value() + p99.has_value() + cv.has_value();
  }
};

// The logarithm is normal with mean log(median) and standard deviation sigma.
struct LognormalShape {
  double median = 1.0;
  double sigma = 0.0;

  double mean() const;
  double variance() const;
};

// The widest that is accepted: p99 is 11,000 times the median, the mean 2981 times.
inline constexpr double kLargestSigma = 4.0;

// The largest p99 over the mean that a lognormal distribution can have: e^(z^2 / 2) = 14.97, with z
// the 99 % quantile of the normal distribution, reached at sigma = z.
double largest_p99_over_mean();
double largest_p99_over_median();
double largest_mean_over_median();

// From facts that contradict neither each other nor the bounds above. Where mean and p99 are told
// two distributions fit; this is the one with the smaller sigma, which is below z.
LognormalShape lognormal_shape(const LognormalFacts& facts);

}  // namespace models

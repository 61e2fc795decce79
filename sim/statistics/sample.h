// Independent values of one thing, a value per replication: how many, their mean, their spread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "sim/statistics/compensated_sum.h"

namespace sim {

// In one pass: Welford (1962), Technometrics 4, 419, with a mean from a compensated sum, so that
// equal values have exactly their own mean and no variance. Values are finite and below 1e150.
class Sample {
 public:
  Sample() = default;
  explicit Sample(std::span<const double> values);

  void add(double value);

  std::int64_t count() const { return count_; }
  // None if empty.
  std::optional<double> mean() const;
  // Unbiased: over count - 1. None for fewer than two values.
  std::optional<double> variance() const;
  // Of the mean: the root of variance / count.
  std::optional<double> standard_error() const;

 private:
  TwoParts exact_mean() const;

  std::int64_t count_ = 0;
  CompensatedSum sum_;
  double squares_ = 0;  // of the distances from the mean
};

}  // namespace sim

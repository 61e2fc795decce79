// Intervals from inside one long run, whose values depend on the ones before: for diagnosis. What
// is reported comes from replications.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "sim/statistics/interval.h"

namespace sim {

struct BatchMeans {
  Interval interval;
  double correlation = 0;         // of neighbouring batch means
  bool looks_independent = true;  // the correlation is no larger than chance gives 95 times of 100
};

// The mean by Student's t over the means of `batches` >= 2 batches of equal length: Schmeiser
// (1982), Operations Research 30, 556, advises 10 to 30. What is left over at the end is dropped.
// The correlation is C = 1 - sum (y_j - y_(j-1))^2 / (2 sum (y_j - mean)^2), with variance
// (b - 2) / (b^2 - 1) if there is none: von Neumann (1941), Annals of Mathematical Statistics 12,
// 367. If it is large, double the length of a batch. None for fewer values than batches.
std::optional<BatchMeans> batch_means(std::span<const double> values, std::size_t batches = 20,
                                      double level = kLevel);

// The same by all overlapping batches of `length` values, with 1.5 (n / length - 1) degrees of
// freedom: Meketon & Schmeiser (1984), WSC, 227. None unless the values are twice as many.
std::optional<Interval> overlapping_batch_means(std::span<const double> values, std::size_t length,
                                                double level = kLevel);

}  // namespace sim

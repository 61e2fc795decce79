// Whether two scenarios differ, and by how much.
#pragma once

#include <optional>
#include <span>

#include "sim/statistics/interval.h"
#include "sim/statistics/sample.h"

namespace sim {

struct MeanDifference {
  Interval difference;  // of the means, the first less the second
  double p_value = 1;   // two-sided: how likely so large a difference is if there is none
};

// By common random numbers: the r-th value of both comes from the same draws, and Student's t is
// taken over the differences. If all are exactly 0, so is the interval, and the p-value is 1; if
// all are equal, the p-value is 0. Both are equally long; none for fewer than two pairs.
std::optional<MeanDifference> paired_comparison(std::span<const double> first,
                                                std::span<const double> second,
                                                double level = kLevel);

// For independent runs, of unequal numbers and variances: Welch (1947), Biometrika 34, 28, with the
// degrees of freedom of Satterthwaite (1946). None unless each has two values.
std::optional<MeanDifference> welch_comparison(const Sample& first, const Sample& second,
                                               double level = kLevel);

}  // namespace sim

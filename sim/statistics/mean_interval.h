// The interval of a mean from independent replications: the way of all averages in a report.
#pragma once

#include <optional>
#include <span>

#include "sim/statistics/interval.h"
#include "sim/statistics/sample.h"

namespace sim {

// mean +- t(n - 1) S / sqrt(n) with Student's t. None for fewer than two values. Equal values give
// an interval without width.
std::optional<Interval> mean_interval(const Sample& sample, double level = kLevel);
std::optional<Interval> mean_interval(std::span<const double> values, double level = kLevel);

}  // namespace sim

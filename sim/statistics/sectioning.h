// The interval of a percentile whose data depend on each other within a replication.
#pragma once

#include <optional>
#include <span>

#include "sim/statistics/interval.h"

namespace sim {

// Sectioning: `pooled` is the quantile of all data together, `sections` those of each replication
// (or section of one run), b of them: pooled +- t(b - 1) sqrt(sum (q_i - pooled)^2 / (b - 1) / b).
// Asmussen & Glynn (2007), Stochastic Simulation, section III.5; it centres on the pooled quantile
// because the mean of the q_i is biased. None for fewer than two sections.
std::optional<Interval> sectioned_quantile(double pooled, std::span<const double> sections,
                                           double level = kLevel);

}  // namespace sim

// The interval of a ratio of sums: down time over time, failed over offered. A value per cycle (up
// and down once) or per replication.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "sim/statistics/interval.h"

namespace sim {

struct Cycle {
  double part = 0;
  double whole = 0;  // not negative
};

enum class Scale : std::uint8_t { plain, logarithmic };

// The regenerative ratio r = sum of parts / sum of wholes with half-width t(n - 1) S_Z / (T sqrt
// n), where Z_i = part_i - r whole_i and T is the mean whole: Asmussen & Glynn (2007), Stochastic
// Simulation, section IV.4. On the logarithmic scale the bounds are r exp(+- half-width / r), which
// stay positive and are nearer to the truth below some thirty cycles. None for fewer than two
// cycles or wholes of sum 0; on the logarithmic scale none unless r > 0: where nothing was seen
// there is bound_on_unseen_rate.
std::optional<Interval> ratio_interval(std::span<const Cycle> cycles, Scale scale = Scale::plain,
                                       double level = kLevel);

}  // namespace sim

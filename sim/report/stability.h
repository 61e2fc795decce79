// Whether the system settles: averages of one that does not mean nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/measure/measurements.h"
#include "sim/report/report.h"
#include "sim/report/summarize.h"

namespace sim {

// Unstable if a station is offered as much work as it has capacity, or more, or if the payments
// under way, or those who wait in line at a station, grow over the second half of the measured
// windows while the load does not; likewise the backlog of a queue. Lines and backlogs tell what
// payments under way do not where payers give up, or are done, while their requests go on.
Stability judge_stability(const Measurements& measured, const std::vector<Offered>& offered);
// Of several runs: unstable if one of them is, and in how many.
Stability judge_stability(const std::vector<Measurements>& runs,
                          const std::vector<Offered>& offered);

struct Growth {
  double mean = 0;    // over all values
  double growth = 0;  // from the first value to the last, by a straight line
  double t = 0;       // the slope by its standard error
};

// A straight line by least squares. The standard error is corrected for values that depend on the
// ones before, as a line's length does: with r the correlation of neighbouring residuals, they are
// worth (1 - r) / (1 + r) as many independent ones (autoregression of first order; Law, Simulation
// Modeling and Analysis, section 4.4). None for fewer than 8 values.
std::optional<Growth> growth_of(std::span<const std::int64_t> values);

// Growth that is no chance and matters: t above 3, by more than 20 % of the mean and more than 10
// payments, and in each quarter of the values clearly above the quarter before, so that neither a
// step nor a bulge counts. A series that is only noisy passes all of these rarely.
bool keeps_growing(std::span<const std::int64_t> values);

}  // namespace sim

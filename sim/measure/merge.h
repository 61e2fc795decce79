// Several runs of one scenario added up.
#pragma once

#include <vector>

#include "sim/measure/measurements.h"

namespace sim {

// Counts, sums, histograms and levels of all runs together, whatever their order; the longest line
// and the largest latency of any. What has no sum is left out: events, recordings, who stalled, the
// fingerprint. There is at least one run, and all are of one scenario.
Measurements merged(const std::vector<Measurements>& runs);

}  // namespace sim

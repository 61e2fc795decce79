// What replications are to make precise.
#pragma once

#include <vector>

#include "models/scenario.h"
#include "sim/measure/measurements.h"
#include "sim/statistics/sequential_stop.h"

namespace sim {

// What the objectives measure, each once; without objectives the mean latency, the p99 and the
// availability of every flow. Each to the precision that the scenario asks for: of availability
// what it lacks, or a millionth; of a count below one, of one. Nothing if the scenario asks for no
// precision.
std::vector<Goal> goals_of(const models::Scenario& scenario, const std::vector<Measurements>& runs);

}  // namespace sim

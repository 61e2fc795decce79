// What replications are to make precise.
#pragma once

#include <vector>

#include "models/scenario.h"
#include "sim/measure/measurements.h"
#include "sim/statistics/sequential_stop.h"

namespace sim {

// Of every flow its mean latency, its p99 and its availability, each to the precision that the
// scenario asks for: of availability what it lacks, or a millionth. Nothing if the scenario asks
// for no precision.
std::vector<Goal> goals_of(const models::Scenario& scenario, const std::vector<Measurements>& runs);

}  // namespace sim

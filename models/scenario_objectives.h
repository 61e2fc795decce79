// What the objectives of a scenario speak of.
#pragma once

#include "models/scenario.h"
#include "sim/input/problem.h"

namespace models {

// Complains about objectives of flows, services, classes and events that are not there, and about
// the end of events that have none.
void check_objectives(const Scenario& scenario, sim::Problems& problems);

}  // namespace models

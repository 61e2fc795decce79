// What is looked up while something else is being found out.
#pragma once

#include "models/scenario.h"

namespace models {

// Complains about caches in which one asks for all and that are looked up, maybe by way of calls
// and other such caches, by the very steps that find out what they lack: these would wait for
// themselves. For scenarios without calls in a circle.
void check_caches(const Scenario& scenario, sim::Problems& problems);

}  // namespace models

// Cells as a whole: who is in them, who is called there, and what operators cut over.
#pragma once

#include "models/scenario.h"

namespace models {

// Complains about units, services, stores, loads and cut-overs that do not fit each other. For
// scenarios in which all else that is referred to is there.
void check_cells(const Scenario& scenario, sim::Problems& problems);

}  // namespace models

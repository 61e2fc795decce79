// A scenario as who needs whom.
#pragma once

#include "models/scenario.h"
#include "models/topology/layout.h"
#include "models/topology/structure.h"

namespace models {

// A service needs as many nodes as bear its offered work at the peak, and at least one.
Structure structure_of(const Scenario& scenario, const Layout& layout);

}  // namespace models

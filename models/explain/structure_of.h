// A scenario as who needs whom.
#pragma once

#include "models/scenario.h"
#include "models/topology/layout.h"
#include "models/topology/structure.h"

namespace models {

// Any node of a service can answer alone; as many bear the load as its offered work at the peak
// takes. Branches of `choose`, and those of `first` that are more than a call, come after all
// operations.
Structure structure_of(const Scenario& scenario, const Layout& layout);

}  // namespace models

// What headroom explain says of what is kept in copies.
#pragma once

#include "models/explain/copies_at_risk.h"
#include "sim/input/value.h"

namespace sim {

// On stdout; of each list no more lines than fit on a screen.
void print_copies(const std::vector<models::CopiesAtRisk>& all);

// By name, of stores and lock services.
Value copies_json(const std::vector<models::CopiesAtRisk>& all);

}  // namespace sim

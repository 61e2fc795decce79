// What stands where and who calls whom, as a text to read on a terminal.
#pragma once

#include <string>

#include "models/topology/layout.h"
#include "models/topology/structure.h"

namespace models {

// A Structure with the regions, zones and links of the layout, and nothing in them yet.
Structure structure_of(const Layout& layout);

// Indented by two spaces a level, ending in a newline: regions and zones with the nodes in them,
// links with their mean times, then for each flow the tree of its calls.
std::string topology_text(const Layout& layout, const Structure& structure);

}  // namespace models

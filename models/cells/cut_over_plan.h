// Which partitions of cells go where in the course of a run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "models/cells/cells_spec.h"
#include "models/scenario.h"
#include "models/topology/layout.h"

namespace models {

struct PlannedCutOver {
  std::size_t operation = 0;   // its place among those of the scenario
  std::vector<UnitId> before;  // who owns each partition then
  std::vector<std::uint32_t> partitions;
};

// In the order in which they are carried out. Those of unknown units are left out.
std::vector<PlannedCutOver> planned_cut_overs(const Scenario& scenario, const std::string& cells);

Homes homes_of(const Scenario& scenario, const std::string& cells, const Layout& layout);

}  // namespace models

// Which partitions of cells go where.
#include "models/cells/cut_over_plan.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace models {

namespace {

// Zones that are not there are left out.
std::vector<std::uint32_t> zones_of(const CellsSpec& spec, UnitId unit, const Layout& layout) {
  std::vector<std::uint32_t> zones;
  for (const auto& zone : std::next(spec.units.begin(), unit)->second.zones)
    if (const auto id = zone_called(layout, *zone)) zones.push_back(id->index);
  return zones;
}

}  // namespace

std::vector<PlannedCutOver> planned_cut_overs(const Scenario& scenario, const std::string& cells) {
  const CellsSpec& spec = scenario.cells.at(cells);
  std::vector<std::pair<sim::Duration, std::size_t>> turns;
  for (std::size_t i = 0; i < scenario.operations.size(); ++i) {
    const auto* const told = std::get_if<CutOver::Spec>(&scenario.operations[i].what.spec);
    if (told != nullptr && *told->cut_over == cells && spec.unit_called(*told->from) &&
        spec.unit_called(*told->to))
      turns.emplace_back(scenario.operations[i].at, i);
  }
  std::ranges::sort(turns);
  std::vector<PlannedCutOver> planned;
  std::vector<UnitId> owners = spec.owners();
  for (const auto& [at, operation] : turns) {
    const auto& told = std::get<CutOver::Spec>(scenario.operations[operation].what.spec);
    std::vector<std::uint32_t> partitions =
        CutOver::chosen(told, owners, *spec.unit_called(*told.from));
    planned.push_back({operation, owners, partitions});
    for (const std::uint32_t partition : partitions)
      owners[partition] = *spec.unit_called(*told.to);
  }
  return planned;
}

Homes homes_of(const Scenario& scenario, const std::string& cells, const Layout& layout) {
  const CellsSpec& spec = scenario.cells.at(cells);
  Homes homes;
  for (const UnitId owner : spec.owners()) homes.push_back({zones_of(spec, owner, layout)});
  for (const PlannedCutOver& planned : planned_cut_overs(scenario, cells)) {
    const auto& told = std::get<CutOver::Spec>(scenario.operations[planned.operation].what.spec);
    const auto to = zones_of(spec, *spec.unit_called(*told.to), layout);
    for (const std::uint32_t partition : planned.partitions)
      if (std::ranges::find(homes[partition], to) == homes[partition].end())
        homes[partition].push_back(to);
  }
  return homes;
}

}  // namespace models

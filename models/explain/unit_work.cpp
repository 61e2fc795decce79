// What the load asks of the units of cells.
#include "models/explain/unit_work.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "models/scenario_calls.h"

namespace models {

namespace {

double share_of(const CellsSpec& cells, const UnitSpec& unit) {
  if (!unit.partitions) return 0;
  return static_cast<double>(unit.partitions->second - unit.partitions->first + 1) /
         static_cast<double>(cells.partitions);
}

// How many nodes of a service in cells are in each zone.
std::map<std::string, std::int64_t> nodes_in_zones(const Scenario& scenario,
                                                   const ServiceSpec& service) {
  const auto zones = zones_told(scenario, service);
  std::map<std::string, std::int64_t> nodes;
  for (std::int64_t node = 0; node < service.nodes; ++node)
    ++nodes[*zones[static_cast<std::size_t>(node) % zones.size()]];
  return nodes;
}

std::int64_t nodes_of(const UnitSpec& unit, const std::map<std::string, std::int64_t>& in_zones) {
  std::int64_t nodes = 0;
  for (const auto& zone : unit.zones)
    if (const auto found = in_zones.find(*zone); found != in_zones.end()) nodes += found->second;
  return nodes;
}

double largest_other(const CellsSpec& cells, const std::string& unit) {
  double largest = 0;
  for (const auto& [name, other] : cells.units)
    if (name != unit) largest = std::max(largest, share_of(cells, other));
  return largest;
}

// Whether all nodes that a service has in a unit are in the zone.
bool is_all_of_unit(const Scenario& scenario, const std::string& cells, const UnitSpec& unit,
                    const std::string& zone, const std::set<std::string>& services) {
  return std::ranges::any_of(services, [&](const std::string& name) {
    const auto service = scenario.services.find(name);
    if (service == scenario.services.end() || !service->second.cells ||
        **service->second.cells != cells)
      return false;
    auto nodes = nodes_in_zones(scenario, service->second);
    return nodes[zone] == nodes_of(unit, nodes);
  });
}

}  // namespace

std::vector<sim::Located<std::string>> zones_told(const Scenario& scenario,
                                                  const ServiceSpec& service) {
  if (!service.zones.empty() || !service.cells) return service.zones;
  std::vector<sim::Located<std::string>> zones;
  for (const auto& [name, unit] : scenario.cells.at(**service.cells).units)
    zones.insert(zones.end(), unit.zones.begin(), unit.zones.end());
  return zones;
}

std::vector<UnitWork> unit_work(const Scenario& scenario, const OfferedWork& offered) {
  std::vector<UnitWork> all;
  for (const auto& [name, cells] : scenario.cells)
    for (const auto& [unit_name, unit] : cells.units) {
      UnitWork& told = all.emplace_back();
      told = {.cells = name, .unit = unit_name, .share = share_of(cells, unit)};
      const double with_another = told.share + largest_other(cells, unit_name);
      for (const ServiceWork& work : offered.services) {
        const auto service = scenario.services.find(work.service);
        if (service == scenario.services.end() || !service->second.cells ||
            **service->second.cells != name)
          continue;
        const double nodes =
            static_cast<double>(nodes_of(unit, nodes_in_zones(scenario, service->second)));
        told.services.push_back(
            {.service = work.service,
             .highest_work = work.highest_work * told.share,
             .with_another = work.highest_work * with_another,
             .capacity = work.capacity * nodes / static_cast<double>(service->second.nodes)});
      }
    }
  return all;
}

void add_units(const Scenario& scenario, std::vector<WeakPoints>& flows) {
  for (WeakPoints& weak : flows) {
    const std::set<std::string> called = called_by(scenario, scenario.flows.at(weak.flow));
    for (const auto& [name, cells] : scenario.cells)
      for (const auto& [unit_name, unit] : cells.units)
        for (const auto& zone : unit.zones) {
          const std::string part = "zone " + *zone;
          const auto is_told = [&](const std::vector<std::string>& parts) {
            return std::ranges::find(parts, part) != parts.end();
          };
          if (share_of(cells, unit) > 0 && !is_told(weak.stopping) &&
              !is_told(weak.stopping_some) && is_all_of_unit(scenario, name, unit, *zone, called))
            weak.stopping_some.push_back(part);
        }
  }
}

}  // namespace models

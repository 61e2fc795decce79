// Questions to a Structure that need no search.
#include "models/topology/structure.h"

#include <algorithm>
#include <numeric>

namespace models {

namespace {

void add_needed(const Structure& structure, std::size_t operation, std::vector<bool>& needed) {
  if (needed.at(operation)) return;
  needed[operation] = true;
  for (const Structure::Call& call : structure.operations[operation].calls) {
    if (call.needed == 0 && !call.by_chance) continue;
    for (const std::size_t asked : call.operations) add_needed(structure, asked, needed);
  }
}

std::size_t root_of(const std::vector<std::size_t>& joined, std::size_t zone) {
  while (joined[zone] != zone) zone = joined[zone];
  return zone;
}

void add_nodes(const Structure& structure, std::size_t index, std::vector<Part>& parts) {
  const Structure::Service& service = structure.services[index];
  for (std::size_t zone = 0; zone < service.nodes.size(); ++zone) {
    if (service.nodes[zone] == 0) continue;
    const std::string& where = structure.zones.at(zone).name;
    parts.push_back({.kind = PartKind::node,
                     .name = service.name + " node" + (where.empty() ? "" : " in " + where),
                     .count = service.nodes[zone],
                     .subject = index,
                     .zone = zone});
  }
}

}  // namespace

std::vector<std::size_t> islands(const Structure& structure, const std::vector<bool>& zone_up,
                                 const std::vector<bool>& link_up) {
  std::vector<std::size_t> joined(structure.zones.size());
  std::iota(joined.begin(), joined.end(), std::size_t{0});
  for (std::size_t index = 0; index < structure.links.size(); ++index) {
    if (!link_up[index]) continue;
    for (const std::size_t one : structure.links[index].one_end) {
      for (const std::size_t other : structure.links[index].other_end) {
        if (zone_up[one] && zone_up[other]) joined[root_of(joined, one)] = root_of(joined, other);
      }
    }
  }
  for (std::size_t& zone : joined) zone = root_of(joined, zone);
  return joined;
}

std::vector<std::size_t> needed_operations(const Structure& structure, std::size_t flow) {
  std::vector<bool> needed(structure.operations.size());
  add_needed(structure, structure.flows.at(flow).entry, needed);
  std::vector<std::size_t> operations;
  for (std::size_t operation = 0; operation < needed.size(); ++operation) {
    if (needed[operation]) operations.push_back(operation);
  }
  return operations;
}

std::vector<std::size_t> needed_services(const Structure& structure, std::size_t flow) {
  std::vector<std::size_t> services;
  for (const std::size_t operation : needed_operations(structure, flow)) {
    services.push_back(structure.operations[operation].service);
  }
  std::sort(services.begin(), services.end());
  services.erase(std::unique(services.begin(), services.end()), services.end());
  return services;
}

std::vector<Part> places_of(const Structure& structure) {
  std::vector<Part> parts;
  for (std::size_t region = 0; region < structure.regions.size(); ++region) {
    const auto zones = std::count_if(structure.zones.begin(), structure.zones.end(),
                                     [&](const auto& zone) { return zone.region == region; });
    if (zones < 2 || structure.regions[region].empty()) continue;
    parts.push_back({.kind = PartKind::region,
                     .name = "region " + structure.regions[region],
                     .subject = region});
  }
  for (std::size_t zone = 0; zone < structure.zones.size(); ++zone) {
    const std::string& name = structure.zones[zone].name;
    if (name.empty()) continue;
    parts.push_back({.kind = PartKind::zone, .name = "zone " + name, .subject = zone});
  }
  for (std::size_t link = 0; link < structure.links.size(); ++link) {
    parts.push_back(
        {.kind = PartKind::link, .name = "link " + structure.links[link].name, .subject = link});
  }
  return parts;
}

std::vector<Part> parts_for(const Structure& structure, std::size_t flow) {
  std::vector<Part> parts = places_of(structure);
  const std::vector<std::size_t> services = needed_services(structure, flow);
  for (const std::size_t index : services) {
    const Structure::Service& service = structure.services[index];
    if (!service.external) continue;
    parts.push_back(
        {.kind = PartKind::external, .name = "external " + service.name, .subject = index});
  }
  for (const std::size_t index : services) {
    const Structure::Service& service = structure.services[index];
    if (service.external) continue;
    parts.push_back(
        {.kind = PartKind::software, .name = service.name + " software", .subject = index});
  }
  for (const std::size_t index : services) {
    if (!structure.services[index].external) add_nodes(structure, index, parts);
  }
  return parts;
}

}  // namespace models

// What can be wrong with a network beyond its fields.
#include <algorithm>
#include <optional>
#include <set>

#include "models/topology/network_spec.h"
#include "sim/input/suggest.h"

namespace models {

namespace {

using Names = std::set<std::string>;  // of zones

Names zones_called(const Zones& zones, const std::string& name) {
  Names of_region;
  for (const auto& [zone, told] : zones) {
    if (*told.region == name) of_region.insert(zone);
  }
  if (!of_region.empty()) return of_region;
  return zones.contains(name) ? Names{name} : Names{};
}

// What the end of a link can be called.
std::vector<std::string> names_of_ends(const Zones& zones) {
  Names names;
  for (const auto& [zone, told] : zones) {
    names.insert(zone);
    if (!told.region->empty()) names.insert(*told.region);
  }
  return {names.begin(), names.end()};
}

// The zones that an end stands for; none if that was complained about.
Names verify_end(const Zones& zones, const sim::Located<std::string>& end,
                 sim::Problems& problems) {
  Names names = end->empty() ? Names{} : zones_called(zones, *end);
  if (names.empty()) {
    problems.at(end, sim::not_known(*end, names_of_ends(zones), "is neither a region nor a zone"));
  } else if (zones.contains(*end) && names != Names{*end}) {
    problems.at(end,
                sim::in_quotes(*end) + " is a region and also a zone; name one of them otherwise");
    return {};
  }
  return names;
}

void verify_links(const Zones& zones, const NetworkSpec& network, sim::Problems& problems) {
  std::set<std::pair<Names, Names>> joined;
  for (const LinkSpec& link : network.links) {
    const auto& [one, other] = link.between;
    const Names here = verify_end(zones, one, problems);
    const Names there = verify_end(zones, other, problems);
    if (here.empty() || there.empty()) continue;
    const bool overlap = std::any_of(here.begin(), here.end(),
                                     [&](const auto& zone) { return there.contains(zone); });
    if (overlap) {
      problems.at(other, "the ends have a zone in common; a link joins two different places");
    } else if (!joined.emplace(std::min(here, there), std::max(here, there)).second) {
      problems.at(other, "there is a link between " + sim::in_quotes(*one) + " and " +
                             sim::in_quotes(*other) + " already");
    }
  }
}

// Zones that a way leads to from the first one: grows until no link adds to it.
Names reached_from_first(const Zones& zones, const NetworkSpec& network) {
  std::vector<Names> joined;  // each a set of zones that reach each other
  for (const auto& [_, told] : zones) joined.push_back(zones_called(zones, *told.region));
  for (const LinkSpec& link : network.links) {
    joined.push_back(zones_called(zones, *link.between.first));
    joined.back().merge(zones_called(zones, *link.between.second));
  }
  Names reached{zones.begin()->first};
  for (std::size_t before = 0; before != reached.size();) {
    before = reached.size();
    for (const Names& together : joined) {
      if (std::any_of(together.begin(), together.end(),
                      [&](const auto& zone) { return reached.contains(zone); })) {
        reached.insert(together.begin(), together.end());
      }
    }
  }
  return reached;
}

void verify_ways(const Zones& zones, const NetworkSpec& network, sim::Problems& problems) {
  const Names reached = reached_from_first(zones, network);
  const auto& [first, first_told] = *zones.begin();
  Names told;  // regions
  for (const auto& [zone, spec] : zones) {
    if (reached.contains(zone) || !told.insert(*spec.region).second) continue;
    problems.at(spec.region->empty() ? first_told.region : spec.region,
                "no way leads from zone " + sim::in_quotes(first) + " to zone " +
                    sim::in_quotes(zone) +
                    "; add a link between them or their regions to /network/links");
  }
}

}  // namespace

void verify_network(const Zones& zones, const NetworkSpec* network, sim::Problems& problems) {
  if (network == nullptr) return;
  const std::size_t before = problems.count();
  verify_links(zones, *network, problems);
  if (problems.count() == before && !zones.empty()) verify_ways(zones, *network, problems);
}

}  // namespace models

// What of cells can only be judged as a whole: each partition is owned by one unit.
#include "models/cells/cells_spec.h"

#include <algorithm>
#include <iterator>

namespace models {

namespace {

std::string range(std::size_t first, std::size_t last) {
  if (first == last) return "partition " + std::to_string(first);
  return "partitions " + std::to_string(first) + " to " + std::to_string(last);
}

// The names of those who own each partition.
using Claims = std::vector<std::vector<std::string>>;

void verify_claims(const Claims& claims, sim::Complaints& complaints) {
  for (std::size_t first = 0; first < claims.size();) {
    std::size_t last = first;
    while (last + 1 < claims.size() && claims[last + 1] == claims[first]) ++last;
    const std::vector<std::string>& names = claims[first];
    if (names.empty()) complaints.about("units", "leave " + range(first, last) + " to nobody");
    if (names.size() > 1)
      complaints.about("units", names[0] + " and " + names[1] + " both own " + range(first, last));
    first = last + 1;
  }
}

}  // namespace

void CellsSpec::verify(sim::Complaints& complaints) const {
  Claims claims(static_cast<std::size_t>(partitions));
  bool are_ranges = true;
  for (const auto& [name, unit] : units) {
    if (!unit.partitions) continue;
    const auto [first, last] = *unit.partitions;
    if (first < 0 || first > last || last >= partitions) {
      complaints.about("units", name + " owns no range of partitions, which are 0 to " +
                                    std::to_string(partitions - 1) +
                                    "; say the first and the last");
      are_ranges = false;
      continue;
    }
    for (std::int64_t partition = first; partition <= last; ++partition)
      claims[static_cast<std::size_t>(partition)].push_back(name);
  }
  if (are_ranges) verify_claims(claims, complaints);
}

std::vector<std::string> CellsSpec::unit_names() const {
  std::vector<std::string> names;
  for (const auto& [name, unit] : units) names.push_back(name);
  return names;
}

std::optional<UnitId> CellsSpec::unit_called(const std::string& unit) const {
  const auto found = units.find(unit);
  if (found == units.end()) return std::nullopt;
  return static_cast<UnitId>(std::distance(units.begin(), found));
}

std::vector<UnitId> CellsSpec::owners() const {
  std::vector<UnitId> owners(static_cast<std::size_t>(partitions));
  UnitId id = 0;
  for (const auto& [name, unit] : units) {
    if (unit.partitions)
      std::fill(owners.begin() + unit.partitions->first,
                owners.begin() + unit.partitions->second + 1, id);
    ++id;
  }
  return owners;
}

}  // namespace models

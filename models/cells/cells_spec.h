// What a scenario says of cells: into how many parts keys fall, and which units own them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/input/codec.h"
#include "sim/input/fields.h"
#include "sim/input/problem.h"

namespace models {

// The place of a unit among those of its cells, in the order of their names.
using UnitId = std::uint32_t;

// For each partition the zones of the unit that owns it at the start, then of those that it is cut
// over to.
using Homes = std::vector<std::vector<std::vector<std::uint32_t>>>;

struct UnitSpec {
  static constexpr std::string_view kTypeName = "Unit";
  std::vector<sim::Located<std::string>> zones;
  std::optional<std::pair<std::int64_t, std::int64_t>> partitions;

  void fields(auto& f) {
    f.required("zones", zones, "Where its nodes are; nodes of no other unit are there.",
               sim::NotEmpty{});
    f.optional("partitions", partitions,
               "The first and the last of the partitions that it owns at the start; none if not "
               "given.");
  }
};

struct CellsSpec {
  static constexpr std::string_view kTypeName = "Cells";
  std::int64_t partitions = 100;
  std::map<std::string, UnitSpec> units;

  void fields(auto& f) {
    f.optional("partitions", partitions,
               "How many parts keys fall into, each as large, as user ids do by their last digits.",
               sim::Between{1, 10000});
    f.required("units", units,
               "Who owns partitions, by name: the nodes that services in these cells have in some "
               "zones.",
               sim::NotEmpty{});
  }
  void verify(sim::Complaints& complaints) const;

  // The names of the units, in their order.
  std::vector<std::string> unit_names() const;
  std::optional<UnitId> unit_called(const std::string& unit) const;
  // Of each partition, at the start.
  std::vector<UnitId> owners() const;
};

}  // namespace models

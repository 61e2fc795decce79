// Who a policy was ever shown and who of them is present. Each node has a number that stays,
// whoever comes and goes: the order in which the nodes were first shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/balancing/backend.h"

namespace models {

class Roster {
 public:
  // From now on these are present, and nobody else. Two of one name, or a weight that is not
  // positive, are broken invariants.
  void present(std::span<Backend* const> members);

  // How many nodes were ever shown; their numbers are below this.
  std::uint32_t known() const { return static_cast<std::uint32_t>(nodes_.size()); }

  // Null if absent.
  Backend* node(std::uint32_t number) const { return nodes_[number]; }

  // Nothing for a node that was never shown.
  std::optional<std::uint32_t> number_of(std::uint64_t name) const {
    for (std::size_t i = name & mask(); places_[i].ordinal != 0; i = (i + 1) & mask()) {
      if (places_[i].name == name) return places_[i].ordinal - 1;
    }
    return std::nullopt;
  }

 private:
  struct Place {
    std::uint64_t name = 0;
    std::uint32_t ordinal = 0;  // the number, counted from 1; 0 where the place is free
  };

  std::size_t mask() const { return places_.size() - 1; }
  std::uint32_t add(std::uint64_t name);
  void enter(Place place);

  // An open-addressed table from names, which are hashes already; at most half full.
  std::vector<Place> places_ = std::vector<Place>(16);
  std::vector<Backend*> nodes_;  // by number
};

}  // namespace models

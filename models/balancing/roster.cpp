#include "models/balancing/roster.h"

#include <algorithm>
#include <utility>

#include "sim/kernel/check.h"

namespace models {

void Roster::present(std::span<Backend* const> members) {
  std::ranges::fill(nodes_, nullptr);
  for (Backend* member : members) {
    sim::check(member->weight > 0, "a node's weight is positive");
    const auto known = number_of(member->name);
    const std::uint32_t number = known ? *known : add(member->name);
    sim::check(nodes_[number] == nullptr, "the nodes of a service have different names");
    nodes_[number] = member;
  }
}

std::uint32_t Roster::add(std::uint64_t name) {
  nodes_.push_back(nullptr);
  if (2 * nodes_.size() > places_.size()) {
    const auto old = std::exchange(places_, std::vector<Place>(2 * places_.size()));
    for (const Place& place : old) {
      if (place.ordinal != 0) enter(place);
    }
  }
  enter({.name = name, .ordinal = known()});
  return known() - 1;
}

void Roster::enter(Place place) {
  std::size_t i = place.name & mask();
  while (places_[i].ordinal != 0) i = (i + 1) & mask();
  places_[i] = place;
}

}  // namespace models

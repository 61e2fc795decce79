// Cells: units that own parts of the keys.
#include "models/cells/cells.h"

#include <algorithm>

#include "sim/kernel/draws.h"
#include "sim/kernel/elementary.h"

namespace models {

Cells::Cells(sim::Kernel& kernel, const std::string& name, const CellsSpec& spec,
             const Layout& layout, sim::Seed seed)
    : kernel_(kernel),
      spec_(spec),
      unit_of_zone_(layout.zones.size(), kNoUnit),
      luck_(seed, "cells " + name),
      turn_(kernel, "a cut-over of " + name, true) {
  for (const auto& [unit, told] : spec.units) {
    std::vector<std::uint32_t>& zones = zones_.emplace_back();
    for (const auto& zone : told.zones) {
      zones.push_back(zone_called(layout, *zone)->index);
      unit_of_zone_[zones.back()] = static_cast<UnitId>(zones_.size() - 1);
    }
  }
  for (const UnitId owner : spec.owners()) states_.push_back({.owner = owner});
}

std::vector<std::uint32_t> Cells::zones() const {
  std::vector<std::uint32_t> all;
  for (const auto& zones : zones_) all.insert(all.end(), zones.begin(), zones.end());
  return all;
}

bool Cells::knows(const State& state, const Caller& caller) const {
  if (caller.unit == state.owner) return true;
  if (state.settled == sim::Instant::max()) return false;
  sim::Draws draws(state.luck, caller.name);
  const double after = draws.uniform() * static_cast<double>(state.spread.count());
  return kernel_.now() >= state.since + sim::to_duration(after);
}

std::vector<UnitId> Cells::owners() const {
  std::vector<UnitId> owners;
  for (const State& state : states_) owners.push_back(state.owner);
  return owners;
}

void Cells::cut(std::span<const Partition> partitions, UnitId to) {
  for (const Partition partition : partitions) {
    states_[partition].settled = sim::Instant::max();
    for (const Observer& observer : observers_) observer(partition, to);
  }
}

void Cells::hand_over(std::span<const Partition> partitions, UnitId to, sim::Duration spread) {
  const std::uint64_t luck = luck_.next();
  const sim::Instant now = kernel_.now();
  for (const Partition partition : partitions)
    states_[partition] = {
        .owner = to, .since = now, .settled = now + spread, .spread = spread, .luck = luck};
}

}  // namespace models

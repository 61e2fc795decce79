// Cells: units that own parts of the keys. Calls about a key go to the unit that owns it; while its
// part is cut over to another unit, and for callers who have not heard of that yet, they are
// refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/cells/cells_spec.h"
#include "models/keys/parts.h"
#include "models/topology/layout.h"
#include "sim/kernel/gate.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/stream.h"

namespace models {

class Cells {
 public:
  using Partition = std::uint32_t;
  static constexpr UnitId kNoUnit = 0xffffffff;

  Cells(sim::Kernel& kernel, const std::string& name, const CellsSpec& spec, const Layout& layout,
        sim::Seed seed);
  Cells(const Cells&) = delete;

  std::size_t units() const { return zones_.size(); }
  std::optional<UnitId> unit_called(const std::string& unit) const {
    return spec_.unit_called(unit);
  }
  // Where the nodes of a unit are.
  const std::vector<std::uint32_t>& zones_of(UnitId unit) const { return zones_[unit]; }
  // The zones of all units, in their order.
  std::vector<std::uint32_t> zones() const;
  // kNoUnit for the zone of none.
  UnitId unit_in(std::uint32_t zone) const {
    return zone < unit_of_zone_.size() ? unit_of_zone_[zone] : kNoUnit;
  }

  // For callers.
  struct Caller {
    std::uint64_t name = 0;  // whoever has one name hears of a cut-over at one instant
    UnitId unit = kNoUnit;   // if it is a node of these cells
  };
  UnitId owner_of(std::uint64_t key) const { return states_[partition_of(key)].owner; }
  // False while the key is cut off, but for what is under way in the unit that owns it; and as long
  // as the caller has not heard who owns it now.
  bool lets_through(std::uint64_t key, const Caller& caller) const {
    const State& state = states_[partition_of(key)];
    return kernel_.now() >= state.settled || knows(state, caller);
  }

  // For operators, who cut over one after the other.
  sim::Gate& turn() { return turn_; }
  std::vector<UnitId> owners() const;
  // Calls about these partitions are refused from now on, until they belong to the unit.
  void cut(std::span<const Partition> partitions, UnitId to);
  // They belong to it from now on. Its own nodes know that; all other callers hear of it by and by,
  // each at an instant of its own within `spread`.
  void hand_over(std::span<const Partition> partitions, UnitId to, sim::Duration spread);

  // Is told of each partition that is cut to go to another unit.
  using Observer = std::function<void(Partition, UnitId)>;
  void on_cut(Observer observer) { observers_.push_back(std::move(observer)); }

 private:
  struct State {
    UnitId owner = 0;
    sim::Instant since = sim::kStart;    // when it came to belong to the owner
    sim::Instant settled = sim::kStart;  // when all callers know it; the end of time while cut off
    sim::Duration spread{};
    std::uint64_t luck = 0;
  };

  std::size_t partition_of(std::uint64_t key) const {
    return part_at(position_of_key(key), states_.size());
  }
  bool knows(const State& state, const Caller& caller) const;

  sim::Kernel& kernel_;
  CellsSpec spec_;
  std::vector<std::vector<std::uint32_t>> zones_;  // by unit
  std::vector<UnitId> unit_of_zone_;
  std::vector<State> states_;  // by partition
  sim::Stream luck_;
  sim::Gate turn_;
  std::vector<Observer> observers_;
};

}  // namespace models

// What befalls the disks of a store's nodes.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <vector>

#include "models/node/any_cores.h"
#include "sim/kernel/gate.h"

namespace models {

// Conditions nest: a disk that two failures have filled has room when both are over.
class DiskConditions {
 public:
  // `disks`: by node; none if they are as fast as is needed.
  DiskConditions(sim::Kernel& kernel, const std::deque<AnyCores>& disks)
      : kernel_(kernel), disks_(disks) {}
  // Once it is known how many nodes there will be.
  void open(std::size_t nodes);

  // For failures. Several factors by which it is slow multiply.
  void slow(std::size_t node, double factor);
  void end_slow(std::size_t node, double factor);
  void fill(std::size_t node);
  void make_room(std::size_t node);

  bool is_full(std::size_t node) const { return conditions_[node].full > 0; }
  // Open while it has room.
  sim::Gate& room(std::size_t node) { return *conditions_[node].room; }

 private:
  struct Condition {
    std::vector<double> factors{};
    int full = 0;
    std::unique_ptr<sim::Gate> room{};
  };
  void set_speed(std::size_t node);

  sim::Kernel& kernel_;
  const std::deque<AnyCores>& disks_;
  std::vector<Condition> conditions_;  // by node
};

}  // namespace models

// What befalls the disks of a store's nodes.
#include "models/stores/disk_conditions.h"

#include <algorithm>

#include "sim/kernel/check.h"

namespace models {

void DiskConditions::open(std::size_t nodes) {
  conditions_.resize(nodes);
  for (Condition& each : conditions_)
    each.room = std::make_unique<sim::Gate>(kernel_, "room on a disk", true);
}

void DiskConditions::slow(std::size_t node, double factor) {
  conditions_[node].factors.push_back(factor);
  set_speed(node);
}

void DiskConditions::end_slow(std::size_t node, double factor) {
  std::vector<double>& factors = conditions_[node].factors;
  const auto found = std::ranges::find(factors, factor);
  sim::check(found != factors.end(), "a slowness that ends has begun");
  factors.erase(found);
  set_speed(node);
}

void DiskConditions::set_speed(std::size_t node) {
  double product = 1.0;
  for (const double factor : conditions_[node].factors) product *= factor;
  disks_[node]->set_speed(1.0 / product);
}

void DiskConditions::fill(std::size_t node) {
  ++conditions_[node].full;
  conditions_[node].room->close();
}

void DiskConditions::make_room(std::size_t node) {
  sim::check(--conditions_[node].full >= 0, "a disk has room as often as it was full");
  if (!is_full(node)) conditions_[node].room->open();
}

}  // namespace models

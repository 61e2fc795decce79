// Failures of the disks of stores.
#include "models/failures/disk_failures.h"

#include "models/node/node.h"
#include "models/stores/disk_conditions.h"

namespace models {

DiskConditions& DiskFailure::disks_of(std::size_t index) const {
  const std::string label = victim(index);
  return targets_.disks(label.substr(0, label.find('/')));
}

std::size_t DiskFailure::node_number(std::size_t index) const {
  return node(index).index();
}

void SlowDisk::begin(std::size_t index) {
  disks_of(index).slow(node_number(index), factor_);
}

void SlowDisk::end(std::size_t index) {
  disks_of(index).end_slow(node_number(index), factor_);
}

void FullDisk::begin(std::size_t index) {
  disks_of(index).fill(node_number(index));
}

void FullDisk::end(std::size_t index) {
  disks_of(index).make_room(node_number(index));
}

}  // namespace models

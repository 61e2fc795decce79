// Failures of the disks of stores.
#include "models/failures/disk_failures.h"

#include "models/node/node.h"
#include "models/stores/store.h"

namespace models {

Store& DiskFailure::store_of(std::size_t index) const {
  const std::string label = victim(index);
  return targets_.store(label.substr(0, label.find('/')));
}

std::size_t DiskFailure::node_number(std::size_t index) const {
  return node(index).index();
}

void SlowDisk::begin(std::size_t index) {
  store_of(index).disk_conditions().slow(node_number(index), factor_);
}

void SlowDisk::end(std::size_t index) {
  store_of(index).disk_conditions().end_slow(node_number(index), factor_);
}

void FullDisk::begin(std::size_t index) {
  store_of(index).disk_conditions().fill(node_number(index));
}

void FullDisk::end(std::size_t index) {
  store_of(index).disk_conditions().make_room(node_number(index));
}

LoseDisk::LoseDisk(const Spec& spec, Targets& targets) : DiskFailure(spec.lose_disk, targets) {
  for (std::size_t i = 0; i < victims(); ++i) store_of(i).expect_lost_disks();
}

void LoseDisk::begin(std::size_t index) {
  node(index).crash();
  store_of(index).lose_disk(node(index));
  notice(index);
}

void LoseDisk::end(std::size_t index) {
  node(index).repair();
  notice(index);
}

}  // namespace models

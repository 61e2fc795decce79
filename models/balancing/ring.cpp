#include "models/balancing/ring.h"

#include <algorithm>

#include "sim/kernel/elementary.h"

namespace models {

void RingHashing::members(std::span<Backend* const> members) {
  members_.assign(members.begin(), members.end());
  const std::uint32_t known_before = roster_.known();
  roster_.present(members);
  assigned_.assign(roster_.known(), 0);
  assigned_to_all_ = 0;
  total_weight_ = 0;
  std::vector<HashRing::Owner> newcomers;
  for (const Backend* node : members) {
    const std::uint32_t number = *roster_.number_of(node->name);
    assigned_[number] = node->assigned;
    assigned_to_all_ += node->assigned;
    total_weight_ += node->weight;
    if (number >= known_before) newcomers.push_back({node->name, number, points_of(*node)});
  }
  ring_.add(newcomers);
}

std::int64_t RingHashing::points_of(const Backend& node) const {
  const double points = static_cast<double>(spec_.points) * node.weight;
  return std::max<std::int64_t>(sim::round_half_even(points), 1);
}

void RingHashing::changed(const Backend& node) {
  if (!keeps_books()) return;
  const auto number = roster_.number_of(node.name);
  if (!number || roster_.node(*number) == nullptr) return;
  assigned_to_all_ += node.assigned - assigned_[*number];
  assigned_[*number] = node.assigned;
}

std::vector<double> RingHashing::shares() const {
  std::vector<bool> present(roster_.known());
  for (std::uint32_t number = 0; number < roster_.known(); ++number)
    present[number] = roster_.node(number) != nullptr;
  const std::vector<double> by_number = ring_.shares(present);
  std::vector<double> shares;
  for (const Backend* node : members_) shares.push_back(by_number[*roster_.number_of(node->name)]);
  return shares;
}

}  // namespace models

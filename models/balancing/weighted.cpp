#include "models/balancing/weighted.h"

#include <algorithm>
#include <utility>

namespace models {

void WeightedRoundRobin::Spec::verify(sim::Complaints& complaints) const {
  if (!std::ranges::all_of(weights, is_weight)) complaints.about("weights", kWeightsInWords);
}

double WeightedRoundRobin::weight_of(std::uint32_t number) const {
  return weights_.empty() ? roster_.node(number)->weight : weights_[number % weights_.size()];
}

// Books the credits that have come up since.
void WeightedRoundRobin::settle() {
  for (const Group& group : groups_) {
    for (const Standing& standing : group.heap)
      credits_[standing.number] = standing.start + requests_ * group.weight;
  }
  groups_.clear();
  total_weight_ = 0;
  requests_ = 0;
}

void WeightedRoundRobin::members(std::span<Backend* const> members) {
  settle();
  roster_.present(members);
  credits_.resize(roster_.known());

  std::vector<std::uint32_t> numbers;
  for (std::uint32_t number = 0; number < roster_.known(); ++number) {
    if (roster_.node(number) != nullptr) numbers.push_back(number);
  }
  std::ranges::sort(numbers, {}, [this](std::uint32_t n) { return std::pair(weight_of(n), n); });
  for (const std::uint32_t number : numbers) {
    const double weight = weight_of(number);
    if (groups_.empty() || groups_.back().weight != weight) groups_.push_back({weight, {}});
    groups_.back().heap.push_back({credits_[number], number});
    total_weight_ += weight;
  }
  for (Group& group : groups_) std::ranges::make_heap(group.heap, comes_later);
}

Backend* WeightedRoundRobin::choose(const Choice&) {
  if (groups_.empty()) return nullptr;
  requests_ += 1;
  Group* chosen = nullptr;
  Standing most{};
  for (Group& group : groups_) {
    Standing standing = group.heap.front();
    standing.start += requests_ * group.weight;
    if (chosen != nullptr && !comes_later(most, standing)) continue;
    chosen = &group;
    most = standing;
  }
  std::ranges::pop_heap(chosen->heap, comes_later);
  chosen->heap.back().start -= total_weight_;
  std::ranges::push_heap(chosen->heap, comes_later);
  return roster_.node(most.number);
}

}  // namespace models

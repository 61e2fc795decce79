#include "models/balancing/rendezvous.h"

#include <algorithm>
#include <tuple>

#include "sim/kernel/elementary.h"
#include "sim/kernel/hash.h"

namespace models {
namespace {

struct Highest {
  std::uint64_t hash = 0;
  std::size_t index = 0;
};

Highest highest_hash(std::uint64_t key, std::span<const std::uint64_t> names) {
  Highest highest{sim::mix(key, names[0]), 0};
  for (std::size_t i = 1; i < names.size(); ++i) {
    const std::uint64_t hash = sim::mix(key, names[i]);
    if (hash > highest.hash) highest = {hash, i};
  }
  return highest;
}

double score(std::uint64_t hash, double weight) {
  const double uniform = (static_cast<double>(hash >> 11) + 0.5) * 0x1p-53;
  return -weight / sim::log(uniform);
}

}  // namespace

void RendezvousHashing::members(std::span<Backend* const> members) {
  members_.assign(members.begin(), members.end());
  std::ranges::sort(members_, {},
                    [](const Backend* node) { return std::tuple(node->weight, node->name); });
  names_.clear();
  groups_.clear();
  for (const Backend* node : members_) {
    if (groups_.empty() || groups_.back().weight != node->weight)
      groups_.push_back({node->weight, names_.size(), names_.size()});
    names_.push_back(node->name);
    groups_.back().end = names_.size();
  }
}

Backend* RendezvousHashing::choose(const Choice& choice) {
  if (members_.empty()) return nullptr;
  const std::uint64_t key = sim::mix(choice.key, sim::hash_of("keys with scores"));
  std::size_t best = 0;
  double best_score = 0;
  for (const Group& group : groups_) {
    const auto names = std::span(names_).subspan(group.begin, group.end - group.begin);
    const Highest highest = highest_hash(key, names);
    if (groups_.size() == 1) return members_[highest.index];
    const double group_score = score(highest.hash, group.weight);
    if (group_score <= best_score) continue;
    best = group.begin + highest.index;
    best_score = group_score;
  }
  return members_[best];
}

}  // namespace models

#include "models/balancing/same_zone.h"

#include <algorithm>
#include <variant>

namespace models {

// A policy whose members stay the same is left alone: the news would cost time and change nothing.
void SameZone::Part::show(std::span<Backend* const> nodes) {
  if (std::ranges::equal(nodes, members)) return;
  members.assign(nodes.begin(), nodes.end());
  std::visit([nodes](auto& chosen) { chosen.members(nodes); }, policy);
}

void SameZone::members(std::span<Backend* const> members) {
  std::vector<std::vector<Backend*>> by_zone(zones_.size());
  for (Backend* node : members) {
    if (node->zone == Backend::kNoZone) continue;
    if (node->zone >= by_zone.size()) by_zone.resize(node->zone + 1);
    by_zone[node->zone].push_back(node);
  }
  everywhere_.show(members);
  for (std::size_t zone = 0; zone < by_zone.size(); ++zone) {
    if (zone == zones_.size()) zones_.emplace_back(spec_);
    zones_[zone].show(by_zone[zone]);
  }
}

bool SameZone::keeps_books() const {
  return std::visit([](const auto& policy) { return models::keeps_books(policy); },
                    everywhere_.policy);
}

void SameZone::changed(const Backend& node) {
  const auto tell = [&node](auto& policy) {
    if constexpr (requires { policy.changed(node); }) policy.changed(node);
  };
  std::visit(tell, everywhere_.policy);
  if (node.zone < zones_.size()) std::visit(tell, zones_[node.zone].policy);
}

Backend* SameZone::choose(const Choice& choice) {
  const bool is_served = choice.zone < zones_.size() && !zones_[choice.zone].members.empty();
  Part& part = is_served ? zones_[choice.zone] : everywhere_;
  return std::visit([&choice](auto& policy) { return policy.choose(choice); }, part.policy);
}

}  // namespace models

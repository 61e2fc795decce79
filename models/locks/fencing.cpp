// What stores know of fencing tokens.
#include "models/locks/fencing.h"

namespace models {

std::uint64_t Fencing::add_service(bool checked) {
  services_.push_back({.checked = checked, .stale = {}});
  return services_.size();
}

bool Fencing::lets_through(std::uint64_t key, std::uint64_t token) {
  if (token == 0 || highest_.empty()) return true;
  const std::uint64_t service = token >> kGrantBits;
  const auto found = highest_.find({service, key});
  if (found == highest_.end()) return true;
  if (token >= found->second) {
    found->second = token;
    return true;
  }
  Service& of = services_[service - 1];
  ++(of.checked ? of.stale.refused : of.stale.let_through);
  return !of.checked;
}

void Fencing::reset_counts() {
  for (Service& each : services_) each.stale = {};
}

}  // namespace models

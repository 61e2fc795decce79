#include "models/balancing/maglev.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace models {

void MaglevHashing::Spec::verify(sim::Complaints& complaints) const {
  const std::int64_t prime = prime_from(table);
  if (prime == table) return;
  complaints.about(
      "table", std::to_string(table) + " is not a prime number; " + std::to_string(prime) + " is");
}

void MaglevHashing::build() {
  std::vector<std::uint32_t> by_name(members_.size());
  std::iota(by_name.begin(), by_name.end(), 0U);
  std::ranges::sort(by_name, {}, [this](std::uint32_t index) { return members_[index]->name; });
  std::vector<MaglevPreference> preferences;
  preferences.reserve(members_.size());
  for (const std::uint32_t index : by_name) {
    const Backend* node = members_[index];
    const std::uint64_t offset = sim::mix(node->name, sim::hash_of("offset in a table"));
    const std::uint64_t skip = sim::mix(node->name, sim::hash_of("skip in a table"));
    preferences.push_back({.offset = static_cast<std::uint32_t>(offset % size_),
                           .skip = static_cast<std::uint32_t>(skip % (size_ - 1) + 1),
                           .weight = node->weight});
  }
  table_ = maglev_table(preferences, size_);
  for (std::uint32_t& entry : table_) entry = by_name[entry];
}

std::vector<double> MaglevHashing::shares() {
  if (members_.empty()) return {};
  if (table_.empty()) build();
  std::vector<double> shares(members_.size());
  for (const std::uint32_t index : table_) shares[index] += 1.0;
  for (double& share : shares) share /= size_;
  return shares;
}

}  // namespace models

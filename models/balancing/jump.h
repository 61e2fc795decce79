// Keys are spread over numbered nodes by jump consistent hashing (Lamping & Veach 2014,
// arXiv:1406.2294): perfectly even, without a table, and a node more takes keys from all others
// alike.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/balancing/backend.h"
#include "models/balancing/roster.h"
#include "sim/kernel/hash.h"

namespace models {

// The bucket of a key, 0 ... buckets - 1; buckets >= 1. The paper's function.
inline std::int64_t jump_bucket(std::uint64_t key, std::int64_t buckets) {
  std::int64_t bucket = -1;
  std::int64_t next = 0;
  while (next < buckets) {
    bucket = next;
    key = key * 2862933555777941757ULL + 1;
    const double part = 0x1p31 / static_cast<double>((key >> 33) + 1);
    next = static_cast<std::int64_t>(static_cast<double>(bucket + 1) * part);
  }
  return bucket;
}

// The buckets are the nodes in the order in which they were first shown. The paper lets only the
// last bucket leave; here the keys of a node that is absent are hashed anew until they meet one
// that is present, so that they alone move and come back with it.
class JumpHashing {
 public:
  static constexpr std::string_view kName = "jump";
  static constexpr std::string_view kSummary =
      "The node that jump consistent hashing finds for the request's key.";
  struct Spec {
    bool operator==(const Spec&) const = default;
  };

  explicit JumpHashing(const Spec&) {}

  void members(std::span<Backend* const> members) {
    members_.assign(members.begin(), members.end());
    roster_.present(members);
  }

  Backend* choose(const Choice& choice) {
    if (members_.empty()) return nullptr;
    std::uint64_t key = sim::mix(choice.key, sim::hash_of("keys that jump"));
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      const std::int64_t bucket = jump_bucket(key, roster_.known());
      Backend* node = roster_.node(static_cast<std::uint32_t>(bucket));
      if (node != nullptr) return node;
      key = sim::mix(key, 1);
    }
    const auto count = static_cast<std::int64_t>(members_.size());
    return members_[static_cast<std::size_t>(jump_bucket(key, count))];
  }

 private:
  // When almost all are absent, the few others share the keys by their order alone.
  static constexpr int kAttempts = 64;

  std::vector<Backend*> members_;
  Roster roster_;
};

}  // namespace models

// Each node in turn, whether or not it is busy.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "models/balancing/backend.h"

namespace models {

class RoundRobin {
 public:
  static constexpr std::string_view kName = "round_robin";
  static constexpr std::string_view kSummary = "Each node in turn, whether or not it is busy.";
  struct Spec {
    bool operator==(const Spec&) const = default;
  };

  explicit RoundRobin(const Spec&) {}

  // The turn does not go back to the first node, or it would be favoured by every change.
  void members(std::span<Backend* const> members) {
    members_.assign(members.begin(), members.end());
  }

  Backend* choose(const Choice&) {
    if (members_.empty()) return nullptr;
    if (next_ >= members_.size()) next_ = 0;
    return members_[next_++];
  }

 private:
  std::vector<Backend*> members_;
  std::size_t next_ = 0;
};

}  // namespace models

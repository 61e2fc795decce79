// A node drawn at random, each with the same chance.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "models/balancing/backend.h"

namespace models {

class AnyNode {
 public:
  static constexpr std::string_view kName = "random";
  static constexpr std::string_view kSummary = "A node drawn at random, each with the same chance.";
  struct Spec {
    bool operator==(const Spec&) const = default;
  };

  explicit AnyNode(const Spec&) {}

  void members(std::span<Backend* const> members) {
    members_.assign(members.begin(), members.end());
  }

  Backend* choose(const Choice& choice) {
    if (members_.empty()) return nullptr;
    sim::Draws draws = choice.draws;
    return members_[draws.below(members_.size())];
  }

 private:
  std::vector<Backend*> members_;
};

}  // namespace models

// The node with the fewest requests assigned. Among equals it is the next one after the last
// choice, so that the first node is not favoured.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "models/balancing/backend.h"
#include "models/balancing/load_tree.h"
#include "models/balancing/roster.h"

namespace models {

class LeastLoaded {
 public:
  static constexpr std::string_view kName = "least_loaded";
  static constexpr std::string_view kSummary =
      "The node with the fewest unanswered requests; among equals they take turns.";
  struct Spec {
    bool operator==(const Spec&) const = default;
  };

  explicit LeastLoaded(const Spec&) {}

  void members(std::span<Backend* const> members) {
    roster_.present(members);
    loads_ = LoadTree(roster_.known());
    for (std::uint32_t number = 0; number < roster_.known(); ++number) {
      if (const Backend* node = roster_.node(number)) loads_.set(number, node->assigned);
    }
  }

  void changed(const Backend& node) {
    const auto number = roster_.number_of(node.name);
    if (number && roster_.node(*number) != nullptr) loads_.set(*number, node.assigned);
  }

  Backend* choose(const Choice&) {
    const auto lowest = loads_.lowest_from(next_);
    if (!lowest) return nullptr;
    const auto number = static_cast<std::uint32_t>(*lowest);
    next_ = number + 1 < roster_.known() ? number + 1 : 0;
    return roster_.node(number);
  }

 private:
  Roster roster_;
  LoadTree loads_;  // by number; absent for nodes that are
  std::uint32_t next_ = 0;
};

}  // namespace models

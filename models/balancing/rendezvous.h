// Every node has a score for every key, and the request goes to the node with the highest (Thaler &
// Ravishankar 1998, IEEE/ACM ToN 6 (1)). With scores -weight / ln(u), u uniform, a node gets keys
// in proportion to its weight (Schindelhauer & Schomaker 2005, SPAA).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/balancing/backend.h"

namespace models {

// A choice looks at every node: for fleets of hundreds. Who was a member before makes no
// difference.
class RendezvousHashing {
 public:
  static constexpr std::string_view kName = "rendezvous";
  static constexpr std::string_view kSummary =
      "The node with the highest score for the request's key, each node looked at.";
  struct Spec {
    bool operator==(const Spec&) const = default;
  };

  explicit RendezvousHashing(const Spec&) {}

  void members(std::span<Backend* const> members);
  Backend* choose(const Choice& choice);

 private:
  struct Group {
    double weight;
    std::size_t begin;
    std::size_t end;
  };

  std::vector<Backend*> members_;     // by weight, then by name
  std::vector<std::uint64_t> names_;  // theirs
  std::vector<Group> groups_;         // of one weight: there the highest hash has the highest score
};

}  // namespace models

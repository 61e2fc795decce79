// A request goes to the node that owns its key on a hash ring. With a bound, a node that has its
// fill is passed over and the next one clockwise takes the request: consistent hashing with bounded
// loads (Mirrokni, Thorup & Zadimoghaddam 2018, SODA).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "models/balancing/backend.h"
#include "models/balancing/hash_ring.h"
#include "models/balancing/roster.h"
#include "sim/input/codec.h"
#include "sim/input/fields.h"
#include "sim/input/limits.h"
#include "sim/kernel/check.h"
#include "sim/kernel/hash.h"

namespace models {

// Nodes that leave keep their points, which are passed over, so that leaving and coming back cost
// O(n), not a new ring.
class RingHashing {
 public:
  static constexpr std::string_view kName = "ring";
  static constexpr std::string_view kSummary =
      "The node that owns the request's key on a hash ring, as long as it has room.";
  struct Spec {
    static constexpr std::string_view kShorthand = "points";
    std::int64_t points = 160;  // as ketama
    std::optional<double> bound{};

    void fields(auto& f) {
      f.optional("points", points, "Points on the ring of a node of weight 1.",
                 sim::Between<std::int64_t>{1, 10'000});
      f.optional("bound", bound,
                 "The most unanswered requests that a node may have, relative to the mean of all "
                 "nodes, rounded up; without it, no limit.",
                 sim::Above{1});
    }
    bool operator==(const Spec&) const = default;
  };

  explicit RingHashing(const Spec& spec) : spec_(spec) {}

  void members(std::span<Backend* const> members);
  bool keeps_books() const { return spec_.bound.has_value(); }
  void changed(const Backend& node);

  // With a bound the node chosen has, this request included, no more than
  // ceil(bound * weight / sum of weights * (assigned to all members + 1)) requests. Some node
  // always has room.
  Backend* choose(const Choice& choice) {
    if (members_.empty()) return nullptr;
    const std::size_t first = ring_.at(sim::mix(choice.key, sim::hash_of("keys on a ring")));
    std::size_t point = first;
    while (!may_take(ring_.owner(point))) {
      point = ring_.after(point);
      sim::check(point != first, "some node has room: every change of `assigned` was told");
    }
    return roster_.node(ring_.owner(point));
  }

  // The part of all keys that each member owns, in the order of the members.
  std::vector<double> shares() const;

 private:
  std::int64_t points_of(const Backend& node) const;
  bool may_take(std::uint32_t number) const {
    const Backend* node = roster_.node(number);
    if (node == nullptr) return false;
    if (!spec_.bound) return true;
    const double all = static_cast<double>(assigned_to_all_ + 1);
    return static_cast<double>(node->assigned) < *spec_.bound * all * node->weight / total_weight_;
  }

  Spec spec_;
  std::vector<Backend*> members_;
  Roster roster_;
  HashRing ring_;                       // of all nodes ever shown
  std::vector<std::int64_t> assigned_;  // by number, what assigned_to_all_ counts of it
  std::int64_t assigned_to_all_ = 0;    // to those present
  double total_weight_ = 0;             // of those present
};

}  // namespace models

// Nodes that keep copies of the same and fail by themselves: how much of the time enough of them
// are up, and how much of it one of them leads.
#pragma once

#include <cstddef>
#include <optional>

namespace sim::theory {

// Each node is up for an exponential time and then down for another, whatever the others do.
struct ReplicaSet {
  std::size_t nodes = 0;   // 1 to 100
  std::size_t needed = 0;  // so many of them, 1 to all
  double mean_up = 0;      // seconds
  double mean_down = 0;    // seconds
};

// The share of time in which enough nodes are up: of a chain that counts them.
std::optional<double> share_with_enough(const ReplicaSet& set);

// The share of time in which the leader is up, and with the others enough nodes. From when that is
// no longer so it takes `takeover` seconds until whoever is up replaces a leader that is down, or
// longer, until there are enough to. A takeover that has begun ends on time even if the leader was
// back meanwhile. It is an Erlang time of so many stages, which tends to a constant as they grow.
// For chains of up to 1,000 states: at most 2 * nodes * (stages + 2).
std::optional<double> share_led(const ReplicaSet& set, double takeover, std::size_t stages);

}  // namespace sim::theory

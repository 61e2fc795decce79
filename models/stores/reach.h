// Who of the nodes of a store hears whom.
#pragma once

#include <cstdint>

#include "models/node/node.h"
#include "models/topology/network.h"

namespace models {

inline bool is_alive(const Node& node) {
  return node.up() && !node.silent();
}

// In both directions; kNowhere reaches every zone.
inline bool can_reach(const Network& network, std::uint32_t zone, const Node& node) {
  if (zone == kNowhere) return true;
  return network.reachable(ZoneId{zone}, ZoneId{node.zone}) &&
         network.reachable(ZoneId{node.zone}, ZoneId{zone});
}

inline bool hear_each_other(const Network& network, const Node& one, const Node& other) {
  return is_alive(one) && is_alive(other) && can_reach(network, one.zone, other);
}

}  // namespace models

// Zones and networks as a scenario would tell them.
#pragma once

#include <string>

#include "models/topology/network.h"

#include "tests/models/durations/told.h"

namespace models {

inline Zones zones_told(const std::string& json) {
  return told<Zones>(json);
}
inline NetworkSpec network_told(const std::string& json) {
  return told<NetworkSpec>(json);
}

// Zones a and b in the east, c in the south: 0.1 ms within, 2 ms from a to b, 15 ms to c.
inline const std::string kThreeZones =
    R"({"a": {"region": "east"}, "b": {"region": "east"}, "c": {"region": "south"}})";
inline const std::string kPlainNetwork =
    R"({"same_zone": "0.1ms", "same_region": "2ms",
        "links": [{"between": ["east", "south"], "latency": "15ms"}]})";

inline Target target(const Network& network, const std::string& name) {
  const auto found = find(network.layout(), name);
  EXPECT_TRUE(found.has_value()) << name;
  return found.value_or(Target{});
}

}  // namespace models

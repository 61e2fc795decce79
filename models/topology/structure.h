// Who needs whom, as plain data: flows enter at an operation of a service, operations call others,
// services run on nodes, nodes stand in zones, zones in regions, links join zones.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace models {

// What matters is only whether things are there: times, loads and probabilities do not occur. All
// references are indexes into the lists of the Structure.
struct Structure {
  struct Zone {
    std::string name{};  // empty if the scenario names no zones
    std::size_t region = 0;
  };

  // Both directions at once: what one excavator takes away.
  struct Link {
    std::string name{};
    std::vector<std::size_t> one_end{};  // zones
    std::vector<std::size_t> other_end{};
  };

  // A service, a store or a lock service.
  struct Service {
    std::string name{};
    bool external = false;             // somebody else's: one part, in no zone
    std::vector<std::size_t> nodes{};  // how many in each zone; no entries are no nodes
    // Fewer do not answer at all, as less than a quorum.
    std::size_t needed_nodes = 1;
    // So many bear the load at its peak: fewer answer, but fall behind.
    std::size_t bearing_nodes = 1;
    // In so many zones not one node may be lost. For a store on a ring with its copies in different
    // zones: the number of zones, less the copies that may be lost; otherwise 0.
    std::size_t needed_whole_zones = 0;
  };

  struct Call {
    std::vector<std::size_t> operations{};  // those that are asked
    std::size_t needed = 1;                 // so many must answer; 0: it goes on without as well
    // Each request makes one of them, or none if `needed` is 0; otherwise `needed` is 1.
    bool by_chance = false;
  };
  struct Operation {
    std::string name{};  // "risk.score"
    std::size_t service = 0;
    std::vector<Call> calls{};  // all that one request makes
    // A branch inside the one operation that calls it, done by the same node.
    bool is_branch = false;
  };

  struct Flow {
    std::string name{};
    std::size_t entry = 0;  // an operation
    // The zone where the payers are; without one they reach every zone.
    std::optional<std::size_t> from{};
  };

  std::vector<std::string> regions;
  std::vector<Zone> zones;
  std::vector<Link> links;
  std::vector<Service> services;
  std::vector<Operation> operations;
  std::vector<Flow> flows;
};

// What can fail as one.
enum class PartKind {
  node,      // one of the nodes of a service in a zone, which are all alike
  software,  // of a service: all its nodes at once, as by a bad deploy
  zone,
  region,  // only of two zones or more: else it is its zone
  link,
  external,
};

// Of nodes that are alike there is one Part, with their number.
struct Part {
  PartKind kind = PartKind::node;
  std::string name{};  // "gateway node in a", "zone a", "external bank"
  std::size_t count = 1;
  std::size_t subject = 0;  // index of the service, zone, region or link
  std::size_t zone = 0;     // of a node

  bool operator==(const Part&) const = default;
};

// For each zone a number that those which can reach each other share, over zones and links that are
// up. A zone that is down is alone.
std::vector<std::size_t> islands(const Structure& structure, const std::vector<bool>& zone_up,
                                 const std::vector<bool>& link_up);

// The operations that the payments of a flow, or some of them, cannot do without, in the order of
// the Structure.
std::vector<std::size_t> needed_operations(const Structure& structure, std::size_t flow);

// The services of those operations, in the order of the Structure.
std::vector<std::size_t> needed_services(const Structure& structure, std::size_t flow);

// Regions, zones and links that have names.
std::vector<Part> places_of(const Structure& structure);

// The parts whose loss could matter to a flow, in the order of the kinds above from the most to the
// least that goes at once: regions, zones, links, external, software, nodes.
std::vector<Part> parts_for(const Structure& structure, std::size_t flow);

}  // namespace models

// Zones, regions and links as a scenario describes them, with numbers instead of names.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/topology/ids.h"
#include "models/topology/network_spec.h"

namespace models {

// One direction of a link: serves every pair of a zone at its beginning and one at its end.
struct Link {
  std::string name;  // "east>south"
  std::vector<ZoneId> from;
  std::vector<ZoneId> to;
  sim::OneOf<Durations> latency{};
  double loss = 0;
  std::optional<sim::ByteRate> capacity{};
};

// The name of both directions: "east-south".
std::string both_ways(const Link& link);

struct Layout {
  struct Place {
    std::string name;
    std::size_t region = 0;
  };

  std::vector<Place> zones;          // by ZoneId
  std::vector<std::string> regions;  // in the order of their names
  std::vector<Link> links;           // by LinkId
  sim::OneOf<Durations> same_zone{};
};

// `network` is null if there is none: then there are links between all regions, and all take no
// time. Between two zones of one region there is a link, unless one is given. A link to nowhere is
// left out: verify_network complains about it.
Layout lay_out(const Zones& zones, const NetworkSpec* network);

// What a failure can befall.
struct Target {
  std::vector<ZoneId> zones{};
  std::vector<LinkId> links{};
  bool operator==(const Target&) const = default;
};

// "zone:b", "region:east" (its zones), "link:east-south" (both directions), "link:east>south".
// Nothing if there is no such thing, or if hyphens in names leave several.
std::optional<Target> find(const Layout& layout, std::string_view name);

// Its zones, and those at the ends of its links.
std::vector<ZoneId> zones_touched(const Target& target, const Layout& layout);

// All names that can be found, each link under one of the two orders of its ends.
std::vector<std::string> names_in(const Layout& layout);

// By its bare name: "b".
std::optional<ZoneId> zone_called(const Layout& layout, std::string_view name);

}  // namespace models

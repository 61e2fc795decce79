// The cheapest way from each zone to each other one over the links that can be used.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/topology/ids.h"

namespace models {

// A way from one zone straight into another.
struct Passage {
  ZoneId from;
  ZoneId to;
  LinkId link;
  std::int64_t cost = 0;  // not negative; the sum over a route must stay below 2^63
};

// Of two routes the one with the lower cost is taken, then the one with fewer links, then the one
// whose first link where they differ has the lower number: the same on every machine.
class Routes {
 public:
  // Nothing leads anywhere, except from each zone to itself.
  explicit Routes(std::size_t zones);
  Routes(std::size_t zones, std::span<const Passage> passages);

  bool exists(ZoneId from, ZoneId to) const { return place(from, to).exists; }
  // The links to take, in order: none within a zone, and none where no route exists.
  std::span<const LinkId> links(ZoneId from, ZoneId to) const {
    const Place& route = place(from, to);
    return std::span(links_).subspan(route.first, route.count);
  }

  bool operator==(const Routes&) const = default;

 private:
  struct Place {
    bool exists = false;
    std::uint32_t count = 0;
    std::size_t first = 0;
    bool operator==(const Place&) const = default;
  };
  const Place& place(ZoneId from, ZoneId to) const {
    return places_[from.index * zones_ + to.index];
  }

  std::size_t zones_;
  std::vector<Place> places_;  // [from][to]
  std::vector<LinkId> links_;  // of all routes, one after the other
};

}  // namespace models

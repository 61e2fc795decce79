// All-pairs routes: distances from Boost.Graph, the choice among equals our own.
#include "models/topology/routes.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <functional>
#include <limits>
#include <tuple>

#include "sim/kernel/check.h"

namespace models {

namespace {

// How far it is: cost first, then how many links.
struct Distance {
  std::int64_t cost = 0;
  std::int64_t links = 0;
  auto operator<=>(const Distance&) const = default;
};

constexpr Distance kOutOfReach{std::numeric_limits<std::int64_t>::max(), 0};

Distance farther(const Distance& way, const Distance& step) {
  if (way == kOutOfReach || step == kOutOfReach) return kOutOfReach;
  return {way.cost + step.cost, way.links + step.links};
}

Distance length(const Passage& passage) {
  return {passage.cost, 1};
}

struct Step {
  Distance length;
};
using Graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Step>;

// The passages turned around, so that one search finds how far all zones are from its start.
Graph backwards(std::size_t zones, std::span<const Passage> passages) {
  Graph graph(zones);
  for (const Passage& passage : passages) {
    boost::add_edge(passage.to.index, passage.from.index, Step{length(passage)}, graph);
  }
  return graph;
}

std::vector<Distance> distances_to(std::size_t zone, const Graph& backwards) {
  std::vector<Distance> distances(boost::num_vertices(backwards), kOutOfReach);
  boost::dijkstra_shortest_paths(
      backwards, zone,
      boost::weight_map(boost::get(&Step::length, backwards))
          .distance_map(boost::make_iterator_property_map(
              distances.begin(), boost::get(boost::vertex_index, backwards)))
          .distance_compare(std::less<>{})
          .distance_combine(&farther)
          .distance_inf(kOutOfReach)
          .distance_zero(Distance{}));
  return distances;
}

using PassagesOut =
    std::vector<std::vector<const Passage*>>;  // of each zone, by number of the link

PassagesOut passages_out(std::size_t zones, std::span<const Passage> passages) {
  PassagesOut out(zones);
  for (const Passage& passage : passages) {
    sim::check(passage.cost >= 0 && passage.from.index < zones && passage.to.index < zones,
               "a passage leads from zone to zone and costs nothing or more");
    out[passage.from.index].push_back(&passage);
  }
  for (auto& those : out) {
    std::sort(those.begin(), those.end(), [](const Passage* one, const Passage* other) {
      return std::tie(one->link, one->to, one->cost) <
             std::tie(other->link, other->to, other->cost);
    });
  }
  return out;
}

// The first passage on a shortest way: the lowest link among equals, whatever order a search took.
const Passage& first_on_the_way(const std::vector<const Passage*>& out,
                                const std::vector<Distance>& to_goal, Distance left) {
  for (const Passage* passage : out) {
    if (farther(to_goal[passage->to.index], length(*passage)) == left) return *passage;
  }
  sim::check(false, "whoever is at a finite distance has a next step");
  return *out.front();
}

}  // namespace

Routes::Routes(std::size_t zones) : zones_(zones), places_(zones * zones) {
  for (std::size_t zone = 0; zone < zones; ++zone) places_[zone * zones + zone].exists = true;
}

Routes::Routes(std::size_t zones, std::span<const Passage> passages) : Routes(zones) {
  const Graph graph = backwards(zones, passages);
  const PassagesOut out = passages_out(zones, passages);
  for (std::size_t goal = 0; goal < zones; ++goal) {
    const auto to_goal = distances_to(goal, graph);
    for (std::size_t start = 0; start < zones; ++start) {
      if (start == goal || to_goal[start] == kOutOfReach) continue;
      Place& place = places_[start * zones + goal];
      place = {.exists = true, .first = links_.size()};
      for (std::size_t at = start; at != goal; ++place.count) {
        const Passage& next = first_on_the_way(out[at], to_goal, to_goal[at]);
        links_.push_back(next.link);
        at = next.to.index;
      }
    }
  }
}

}  // namespace models

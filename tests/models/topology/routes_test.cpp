// Routes against Floyd and Warshall's algorithm on random graphs.
#include "models/topology/routes.h"

#include <gtest/gtest.h>
#include <limits>

#include "sim/kernel/stream.h"

namespace models {
namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;

ZoneId zone(std::uint64_t index) {
  return {static_cast<std::uint32_t>(index)};
}

// Up to nine zones, sparse enough to fall apart, with parallel passages and many equal costs.
std::vector<Passage> random_passages(sim::Stream& stream, std::uint64_t zones) {
  std::vector<Passage> passages(stream.below(3 * zones));
  for (std::uint32_t i = 0; i < passages.size(); ++i) {
    passages[i] = {.from = zone(stream.below(zones)),
                   .to = zone(stream.below(zones)),
                   .link = {i},
                   .cost = static_cast<std::int64_t>(stream.below(6))};
  }
  return passages;
}

using Matrix = std::vector<std::vector<std::int64_t>>;

// Cost in the upper digits, links in the lower three.
Matrix floyd_warshall(std::uint64_t zones, const std::vector<Passage>& passages) {
  Matrix distance(zones, std::vector<std::int64_t>(zones, kFar));
  for (std::uint64_t i = 0; i < zones; ++i) distance[i][i] = 0;
  for (const Passage& passage : passages) {
    std::int64_t& direct = distance[passage.from.index][passage.to.index];
    direct = std::min(direct, passage.cost * 1000 + 1);
  }
  for (std::uint64_t by = 0; by < zones; ++by) {
    for (std::uint64_t from = 0; from < zones; ++from) {
      for (std::uint64_t to = 0; to < zones; ++to) {
        distance[from][to] = std::min(distance[from][to], distance[from][by] + distance[by][to]);
      }
    }
  }
  return distance;
}

// The length of a route that leads from one zone to the other, or far if it does not.
std::int64_t length(const Routes& routes, const std::vector<Passage>& passages, ZoneId from,
                    ZoneId to) {
  std::int64_t sum = 0;
  ZoneId at = from;
  for (const LinkId link : routes.links(from, to)) {
    const Passage& passage = passages[link.index];
    if (passage.from != at) return kFar;
    at = passage.to;
    sum += passage.cost * 1000 + 1;
  }
  return at == to ? sum : kFar;
}

TEST(Routes, are_the_shortest_and_exist_where_any_way_leads) {
  sim::Stream stream(1, "graphs");
  for (int graph = 0; graph < 2000; ++graph) {
    const std::uint64_t zones = 1 + stream.below(9);
    const auto passages = random_passages(stream, zones);
    const Routes routes(zones, passages);
    const Matrix expected = floyd_warshall(zones, passages);
    for (std::uint64_t from = 0; from < zones; ++from) {
      for (std::uint64_t to = 0; to < zones; ++to) {
        const bool exists = expected[from][to] < kFar;
        ASSERT_EQ(routes.exists(zone(from), zone(to)), exists) << graph;
        if (!exists) continue;
        ASSERT_EQ(length(routes, passages, zone(from), zone(to)), expected[from][to]) << graph;
      }
    }
  }
}

TEST(Routes, do_not_depend_on_the_order_of_the_passages) {
  sim::Stream stream(2, "graphs");
  for (int graph = 0; graph < 300; ++graph) {
    const std::uint64_t zones = 2 + stream.below(8);
    auto passages = random_passages(stream, zones);
    const Routes before(zones, passages);
    for (std::size_t i = passages.size(); i > 1; --i) {
      std::swap(passages[i - 1], passages[stream.below(i)]);
    }
    ASSERT_EQ(Routes(zones, passages), before) << graph;
  }
}

TEST(Routes, of_equal_cost_take_fewer_links_and_then_the_lowest_link) {
  const std::vector<Passage> passages = {{zone(0), zone(1), {0}, 1},
                                         {zone(1), zone(2), {1}, 1},
                                         {zone(0), zone(2), {2}, 2},
                                         {zone(0), zone(2), {3}, 2}};
  const Routes routes(3, passages);
  ASSERT_EQ(routes.links(zone(0), zone(2)).size(), 1U);
  EXPECT_EQ(routes.links(zone(0), zone(2))[0], LinkId{2});
}

TEST(Routes, lead_from_a_zone_to_itself_over_no_link) {
  const Routes routes(2);
  EXPECT_TRUE(routes.exists(zone(1), zone(1)));
  EXPECT_TRUE(routes.links(zone(1), zone(1)).empty());
  EXPECT_FALSE(routes.exists(zone(0), zone(1)));
}

}  // namespace
}  // namespace models

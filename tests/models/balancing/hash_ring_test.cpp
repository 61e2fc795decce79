#include "models/balancing/hash_ring.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <numeric>
#include <optional>

#include "sim/kernel/hash.h"
#include "sim/kernel/stream.h"

namespace models {
namespace {

constexpr std::uint64_t kEnd = std::numeric_limits<std::uint64_t>::max();

HashRing ring_of(std::uint32_t nodes, std::int64_t points, std::uint64_t fleet = 0) {
  std::vector<HashRing::Owner> owners;
  for (std::uint32_t i = 0; i < nodes; ++i) owners.push_back({sim::mix(fleet, i), i, points});
  HashRing ring;
  ring.add(owners);
  return ring;
}

// The definition: a look at every point.
std::size_t at_by_looking(const HashRing& ring, std::uint64_t position) {
  std::optional<std::size_t> at;
  for (std::size_t point = 0; point < ring.size(); ++point) {
    const bool is_behind = ring.position(point) < position;
    if (!is_behind && (!at || ring.position(point) < ring.position(*at))) at = point;
  }
  return at.value_or(0);
}

TEST(HashRing, points_are_in_order) {
  const HashRing ring = ring_of(50, 160);
  ASSERT_EQ(ring.size(), 8000U);
  for (std::size_t point = 1; point < ring.size(); ++point)
    ASSERT_LT(ring.position(point - 1), ring.position(point));
  EXPECT_EQ(ring.after(ring.size() - 1), 0U);
  EXPECT_EQ(ring.after(0), 1U);
}

TEST(HashRing, a_position_belongs_to_the_first_point_at_or_after_it) {
  sim::Stream chance(3, "positions");
  for (const std::int64_t points : {1, 2, 3, 50}) {
    const HashRing ring = ring_of(3, points);
    for (int i = 0; i < 2'000; ++i) {
      const std::uint64_t position = chance.next();
      ASSERT_EQ(ring.at(position), at_by_looking(ring, position));
    }
    for (std::size_t point = 0; point < ring.size(); ++point) {
      EXPECT_EQ(ring.at(ring.position(point)), point);
      EXPECT_EQ(ring.at(ring.position(point) + 1), ring.after(point));
    }
    EXPECT_EQ(ring.at(0), 0U);
    EXPECT_EQ(ring.at(kEnd), 0U);
  }
}

TEST(HashRing, added_one_by_one_or_all_at_once_it_is_the_same_ring) {
  const HashRing at_once = ring_of(20, 40);
  HashRing one_by_one;
  for (std::uint32_t i = 20; i-- > 0;) {
    const HashRing::Owner owner{sim::mix(0, i), i, 40};
    one_by_one.add({&owner, 1});
  }
  ASSERT_EQ(one_by_one.size(), at_once.size());
  for (std::size_t point = 0; point < at_once.size(); ++point) {
    ASSERT_EQ(one_by_one.position(point), at_once.position(point));
    ASSERT_EQ(one_by_one.owner(point), at_once.owner(point));
  }
}

TEST(HashRing, shares_are_the_arcs_that_end_at_the_points_of_those_present) {
  const HashRing ring = ring_of(4, 3);
  const std::vector<bool> present{true, false, true, true};
  std::vector<double> expected(4);
  std::size_t last = ring.size();
  while (!present[ring.owner(--last)]) continue;
  std::uint64_t before = ring.position(last);
  for (std::size_t point = 0; point < ring.size(); ++point) {
    if (!present[ring.owner(point)]) continue;
    expected[ring.owner(point)] +=
        std::ldexp(static_cast<double>(ring.position(point) - before), -64);
    before = ring.position(point);
  }
  const std::vector<double> shares = ring.shares(present);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(shares[i], expected[i], 1e-15);
  EXPECT_EQ(shares[1], 0);
  EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), 1.0, 1e-14);
}

TEST(HashRing, one_node_owns_everything_and_without_nodes_nobody_owns_anything) {
  const HashRing ring = ring_of(2, 1);
  EXPECT_EQ(ring.shares({true, false}), (std::vector<double>{1, 0}));
  EXPECT_EQ(ring.shares({false, true}), (std::vector<double>{0, 1}));
  EXPECT_EQ(ring.shares({false, false}), (std::vector<double>{0, 0}));
}

}  // namespace
}  // namespace models

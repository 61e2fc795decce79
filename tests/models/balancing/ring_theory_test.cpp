// What is known of a ring of N nodes with V random points each: a node's share is Beta(V, (N - 1)
// V), and with a node more that of the newcomer is Beta(V, N V).
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

#include "models/balancing/ring.h"
#include "models/balancing/spread.h"

#include "tests/models/balancing/fleet.h"

namespace models {
namespace {

std::vector<double> shares_of_ring(std::uint64_t fleet_number, std::size_t nodes,
                                   std::int64_t points) {
  Fleet fleet(nodes, fleet_number);
  RingHashing policy({.points = points});
  policy.members(fleet.all());
  return policy.shares();
}

struct RingSize {
  std::size_t nodes;
  std::int64_t points;
  int rings;
};

TEST(RingTheory, the_deviation_of_a_share_from_the_mean_is_root_of_n_less_one_over_n_v_plus_one) {
  for (const RingSize size :
       {RingSize{2, 100, 4'000}, RingSize{3, 1, 20'000}, RingSize{10, 1, 20'000},
        RingSize{10, 100, 2'000}, RingSize{10, 160, 2'000}, RingSize{100, 160, 200}}) {
    std::vector<double> squares;
    for (int ring = 0; ring < size.rings; ++ring) {
      const Spread spread =
          spread_of(shares_of_ring(static_cast<std::uint64_t>(ring), size.nodes, size.points));
      squares.push_back(spread.deviation * spread.deviation);
    }
    const auto n = static_cast<double>(size.nodes);
    const double expected = (n - 1) / (n * static_cast<double>(size.points) + 1);
    const Mean mean = mean_of(squares);
    EXPECT_NEAR(mean.value, expected, mean.tolerance) << size.nodes << " x " << size.points;
  }
}

struct Tails {
  std::size_t nodes;
  std::int64_t points;
  double low;   // over the mean; one share in 200 is below
  double high;  // one in 200 is above
};

TEST(RingTheory, one_share_in_200_is_below_and_one_above_the_quantiles_of_the_beta_distribution) {
  constexpr std::size_t kRings = 10'000;
  for (const Tails& tails : {Tails{2, 40, 0.71704, 1.28296}, Tails{5, 64, 0.73084, 1.30425},
                             Tails{10, 100, 0.77100, 1.25901}, Tails{10, 1, 0.00557, 4.44953}}) {
    double below = 0;
    double above = 0;
    for (std::uint64_t ring = 0; ring < kRings; ++ring) {
      const double share = shares_of_ring(ring, tails.nodes, tails.points)[0];
      const double over_mean = share * static_cast<double>(tails.nodes);
      if (over_mean < tails.low) below += 1;
      if (over_mean > tails.high) above += 1;
    }
    EXPECT_NEAR(below, 0.005 * kRings, binomial_tolerance(kRings, 0.005)) << tails.nodes;
    EXPECT_NEAR(above, 0.005 * kRings, binomial_tolerance(kRings, 0.005)) << tails.nodes;
  }
}

struct Extremes {
  RingSize size;
  double most;   // the mean of the highest share over the mean share
  double least;  // and of the lowest
};

TEST(RingTheory, the_highest_and_the_lowest_share_are_those_of_gamma_variables) {
  for (const Extremes& expected :
       {Extremes{{10, 100, 2'000}, 1.15943, 0.85198}, Extremes{{10, 160, 2'000}, 1.12514, 0.88199},
        Extremes{{100, 160, 200}, 1.20963, 0.81315}, Extremes{{1000, 160, 30}, 1.27648, 0.76361}}) {
    std::vector<double> most;
    std::vector<double> least;
    for (int ring = 0; ring < expected.size.rings; ++ring) {
      const Spread spread = spread_of(shares_of_ring(static_cast<std::uint64_t>(ring),
                                                     expected.size.nodes, expected.size.points));
      most.push_back(spread.most);
      least.push_back(spread.least);
    }
    EXPECT_NEAR(mean_of(most).value, expected.most, mean_of(most).tolerance);
    EXPECT_NEAR(mean_of(least).value, expected.least, mean_of(least).tolerance);
  }
}

struct Growth {
  std::size_t before;
  double mean;
  double deviation;  // with 100 points a node
};

TEST(RingTheory, a_node_more_takes_one_part_in_n_plus_one_of_the_keys) {
  constexpr std::size_t kRings = 2'000;
  for (const Growth& growth : {Growth{2, 0.333333, 0.027171}, Growth{4, 0.200000, 0.017871},
                               Growth{10, 0.090909, 0.008664}, Growth{50, 0.019608, 0.001941}}) {
    std::vector<double> moved;
    std::vector<double> squares;
    for (std::uint64_t ring = 0; ring < kRings; ++ring) {
      moved.push_back(shares_of_ring(ring, growth.before + 1, 100).back());
      squares.push_back((moved.back() - growth.mean) * (moved.back() - growth.mean));
    }
    EXPECT_NEAR(mean_of(moved).value, growth.mean, mean_of(moved).tolerance);
    EXPECT_NEAR(mean_of(squares).value, growth.deviation * growth.deviation,
                mean_of(squares).tolerance);
  }
}

TEST(RingTheory, as_many_keys_move_as_the_newcomers_share_says) {
  constexpr std::size_t kKeys = 2'000;
  std::vector<double> moved;
  for (std::uint64_t ring = 0; ring < 500; ++ring) {
    Fleet fleet(11, ring);
    RingHashing policy({.points = 100});
    policy.members(fleet.first(10));
    const auto before = owners(policy, fleet, kKeys);
    policy.members(fleet.all());
    const auto after = owners(policy, fleet, kKeys);
    double count = 0;
    for (std::size_t key = 0; key < kKeys; ++key) count += before[key] != after[key] ? 1 : 0;
    moved.push_back(count / kKeys);
  }
  EXPECT_NEAR(mean_of(moved).value, 1.0 / 11, mean_of(moved).tolerance);
}

}  // namespace
}  // namespace models

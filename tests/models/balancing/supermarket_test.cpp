// Many nodes, requests that come at random and take exponential times, and the shortest of d
// choices: with ever more nodes the part that has k requests or more comes to load^((d^k - 1) / (d
// - 1)) (Mitzenmacher 2001, IEEE TPDS 12 (10), 1094).
#include <algorithm>
#include <gtest/gtest.h>

#include "models/balancing/fewest_of.h"
#include "sim/kernel/stream.h"

#include "tests/models/balancing/fleet.h"

namespace models {
namespace {

constexpr std::size_t kNodes = 4'000;
constexpr double kLoad = 0.9;
constexpr std::size_t kLongest = 5;

// The part of the nodes with 1, 2, ... requests or more, averaged over the later half of a run.
// Each step is an arrival or a completion at a node drawn at random, idle or not.
std::vector<double> parts_with_at_least(std::uint64_t run, std::int64_t choices) {
  sim::Stream chance(run, "supermarket");
  Fleet fleet(kNodes);
  FewestOf policy({.choices = choices});
  policy.members(fleet.all());
  std::vector<double> counts(kLongest + 1);
  std::vector<double> sums(kLongest + 1);
  constexpr std::uint64_t kSteps = 120 * 2 * kNodes;
  for (std::uint64_t step = 0; step < kSteps; ++step) {
    if (chance.uniform() * (1 + kLoad) < kLoad) {
      Backend* node = policy.choose(request(chance.next()));
      const auto length = static_cast<std::size_t>(++node->assigned);
      if (length <= kLongest) counts[length] += 1;
    } else {
      Backend& node = fleet.nodes[chance.below(kNodes)];
      const auto length = static_cast<std::size_t>(node.assigned);
      if (length <= kLongest) counts[length] -= length > 0 ? 1 : 0;
      node.assigned -= length > 0 ? 1 : 0;
    }
    if (step < kSteps / 2) continue;
    for (std::size_t k = 1; k <= kLongest; ++k) sums[k] += counts[k];
  }
  std::vector<double> parts;
  for (std::size_t k = 1; k <= kLongest; ++k) parts.push_back(sums[k] / (kSteps / 2) / kNodes);
  return parts;
}

void expect_limit(std::int64_t choices, std::span<const double> expected) {
  constexpr std::uint64_t kRuns = 8;
  std::vector<std::vector<double>> runs(kRuns);
  for (std::uint64_t run = 0; run < kRuns; ++run) runs[run] = parts_with_at_least(run, choices);
  for (std::size_t k = 1; k <= expected.size(); ++k) {
    std::vector<double> parts;
    for (const auto& run : runs) parts.push_back(run[k - 1]);
    // A finite fleet is off by a few over its size.
    EXPECT_NEAR(mean_of(parts).value, expected[k - 1], mean_of(parts).tolerance + 4.0 / kNodes)
        << k << " or more of " << choices;
  }
}

TEST(FewestOf, two_choices_in_a_large_fleet_give_the_lengths_of_the_supermarket_model) {
  expect_limit(2, std::vector{0.9, 0.729, 0.478297, 0.205891, 0.038152});
}

// 0.9^((3^k - 1) / 2).
TEST(FewestOf, three_choices_in_a_large_fleet_give_the_lengths_of_the_supermarket_model) {
  expect_limit(3, std::vector{0.9, 0.6561, 0.254187, 0.0147809});
}

}  // namespace
}  // namespace models

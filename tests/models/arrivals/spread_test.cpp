// Where the events of a counted interval fall.
#include "models/arrivals/spread.h"

#include <cmath>
#include <cstddef>
#include <gtest/gtest.h>
#include <type_traits>
#include <vector>

namespace models {
namespace {

using namespace std::chrono_literals;

std::vector<sim::Duration> all_of(const Spreads::Spec& spec, const CountedInterval& interval,
                                  std::uint64_t seed = 3) {
  CountedArrivals arrivals(spec, interval);
  sim::Stream stream(seed, "spread");
  std::vector<sim::Duration> all;
  while (const auto at = arrivals.next(stream)) all.push_back(*at);
  return all;
}

std::vector<Spreads::Spec> all_specs() {
  return {AtRandom::Spec{}, Evenly::Spec{}};
}

TEST(EveryCountedInterval, has_an_example) {
  EXPECT_EQ(all_specs().size(), Spreads::kCount);
}

TEST(EveryCountedInterval, gives_exactly_as_many_as_counted_in_order_and_within) {
  for (const auto& spec : all_specs()) {
    for (const std::uint64_t count : {1u, 2u, 7u, 1000u}) {
      for (const sim::Duration length : {1ns, 2ns, 5ns, 1'000'000'007ns}) {
        const auto all = all_of(spec, {3s, 3s + length, count});
        ASSERT_EQ(all.size(), count);
        EXPECT_GE(all.front(), 3s);
        EXPECT_LT(all.back(), 3s + length);
        EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
      }
    }
  }
}

TEST(EveryCountedInterval, of_nothing_is_empty) {
  for (const auto& spec : all_specs()) EXPECT_TRUE(all_of(spec, {3s, 3s, 0}).empty());
}

TEST(EveryCountedInterval, holds_none_of_its_events) {
  Spreads::for_each(
      []<class Kind, std::size_t I>() { EXPECT_TRUE(std::is_trivially_copyable_v<Kind>); });
}

TEST(Evenly, is_in_the_middle_of_equal_parts) {
  const std::uint64_t count = 583'000;
  const auto all = all_of(Evenly::Spec{}, {0s, 1s, count});
  for (std::uint64_t i = 0; i < count; ++i)
    ASSERT_EQ(static_cast<std::uint64_t>(all[i].count()),
              (2 * i + 1) * 1'000'000'000 / (2 * count));
}

TEST(AtRandom, is_uniform) {
  const auto all = all_of(AtRandom::Spec{}, {10s, 20s, 1'000'000});
  std::vector<double> cells(100);
  double sum = 0.0;
  for (const sim::Duration at : all) {
    sum += sim::to_seconds(at);
    cells[static_cast<std::size_t>((at - 10s) / 100ms)] += 1.0;
  }
  EXPECT_NEAR(sum / 1e6, 15.0, 4.5 * std::sqrt(100.0 / 12.0 / 1e6));
  double chi_square = 0.0;
  for (const double cell : cells) chi_square += (cell - 1e4) * (cell - 1e4) / 1e4;
  EXPECT_NEAR(chi_square, 99.0, 4.5 * std::sqrt(2.0 * 99.0));
}

// The i-th of n uniform ones has mean i / (n + 1) and variance i (n + 1 - i) / ((n + 1)^2 (n + 2)).
TEST(AtRandom, has_the_order_statistics_of_uniform_events) {
  constexpr int kRuns = 100'000;
  constexpr double kEvents = 5.0;
  std::vector<double> sums(5);
  for (std::uint64_t seed = 0; seed < kRuns; ++seed) {
    const auto all = all_of(AtRandom::Spec{}, {0s, 1s, 5}, seed);
    for (std::size_t i = 0; i < 5; ++i) sums[i] += sim::to_seconds(all[i]);
  }
  for (double i = 1.0; i <= kEvents; i += 1.0) {
    const double variance =
        i * (kEvents + 1.0 - i) / ((kEvents + 1.0) * (kEvents + 1.0) * (kEvents + 2.0));
    EXPECT_NEAR(sums[static_cast<std::size_t>(i) - 1] / kRuns, i / (kEvents + 1.0),
                4.5 * std::sqrt(variance / kRuns));
  }
}

}  // namespace
}  // namespace models

// Between which of the ordered values a quantile lies.
#include "sim/statistics/quantile_ranks.h"

#include <gtest/gtest.h>

#include "sim/measure/percentile_floor.h"

namespace sim {
namespace {

void expect_ranks(std::int64_t count, Share p, std::int64_t low, std::int64_t high, double coverage,
                  double digits) {
  const auto ranks = quantile_ranks(count, p);
  ASSERT_TRUE(ranks);
  EXPECT_EQ(ranks->low, low);
  EXPECT_EQ(ranks->high, high);
  EXPECT_NEAR(ranks->coverage, coverage, digits);
}

// Summed with exact fractions.
TEST(QuantileRanks, are_those_of_the_binomial_distribution) {
  expect_ranks(1000, kP50, 469, 532, 0.953709, 5e-7);
  expect_ranks(1000, kP99, 983, 997, 0.9760948, 5e-8);
  expect_ranks(500, kP99, 490, 500, 0.980186, 5e-7);
  expect_ranks(10'000, kP99, 9880, 9920, 0.955755, 5e-7);
  expect_ranks(10'000, kP999, 9983, 9997, 0.975457, 5e-7);
  expect_ranks(4000, kP999, 3992, 4000, 0.960417, 5e-7);
}

TEST(QuantileRanks, of_low_percentiles_count_from_the_other_end) {
  expect_ranks(1000, kP99.complement(), 4, 18, 0.9760948, 5e-8);
}

// The median of six: all but one of 32 samples have it between the smallest and the largest.
TEST(QuantileRanks, of_six_values_are_the_first_and_the_last) {
  expect_ranks(6, kP50, 1, 6, 31.0 / 32, 1e-14);
}

TEST(QuantileRanks, reach_the_level_even_if_rounding_would_miss_it) {
  const auto ranks = quantile_ranks(6, kP50, 31.0 / 32);
  ASSERT_TRUE(ranks);
  EXPECT_EQ(ranks->low, 1);
  EXPECT_EQ(ranks->high, 6);
  EXPECT_FALSE(quantile_ranks(6, kP50, 31.0 / 32 + 1e-9));
}

TEST(QuantileRanks, exist_where_the_sample_supports_the_percentile) {
  for (const Share p : {kP50, kP75, kP90, kP95, kP99, kP999, kP9999, kP99999}) {
    const std::int64_t enough = smallest_sample_for(p).value();
    EXPECT_TRUE(quantile_ranks(enough, p));
    EXPECT_FALSE(quantile_ranks(enough - 1, p));
  }
}

TEST(QuantileRanks, need_values_and_a_percentile_between_the_ends) {
  EXPECT_FALSE(quantile_ranks(0, kP50));
  EXPECT_FALSE(quantile_ranks(1'000'000, Share::of_trillion(0)));
  EXPECT_FALSE(quantile_ranks(1'000'000, Share::of_trillion(Share::kWhole)));
}

// ln 0.05 / ln p.
TEST(QuantileBound, exists_from_the_one_sided_floors_on) {
  const auto expect_floor = [](Share p, std::int64_t floor) {
    EXPECT_EQ(quantile_bound_rank(floor, p), floor);
    EXPECT_FALSE(quantile_bound_rank(floor - 1, p));
  };
  expect_floor(kP99, 299);
  expect_floor(kP999, 2'995);
  expect_floor(kP9999, 29'956);
  expect_floor(kP99999, 299'572);
}

TEST(QuantileBound, lies_below_the_upper_end_of_the_interval) {
  EXPECT_EQ(quantile_bound_rank(1000, kP99), 996);
  EXPECT_EQ(quantile_bound_rank(1000, kP99, 0.975), 997);
}

}  // namespace
}  // namespace sim

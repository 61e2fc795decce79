// A latency histogram counts exactly, is near in every value, and says nothing it cannot support.
#include "sim/measure/latency_histogram.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>
#include <vector>

namespace sim {
namespace {

constexpr Duration kLongest = Duration::max();

// Knuth's multiplier and increment for 64 bits (MMIX).
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed) {}

  // Greater than 0, less than 1.
  double uniform() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return (static_cast<double>(state_ >> 12) + 0.5) * 0x1.0p-52;
  }

  Duration exponential(Duration mean) {
    const double draw = -std::log(uniform()) * static_cast<double>(mean.count());
    return Duration{static_cast<std::int64_t>(draw)};
  }

 private:
  std::uint64_t state_;
};

void expect_within_bucket_error(Duration found, Duration exact) {
  EXPECT_LE(std::abs((found - exact).count()) * 256, exact.count());
}

// 100 requests a second for 100 s, each in 1 ms; then nothing is answered for 100 s. (G. Tene, How
// not to measure latency.)
LatencyHistogram stalled_service() {
  LatencyHistogram latency;
  latency.record(1ms, 10'000);
  for (Duration late = 10ms; late <= 100s; late += 10ms) latency.record(late);
  return latency;
}

TEST(LatencyHistogram, latency_from_the_due_instant_shows_a_stall) {
  const LatencyHistogram latency = stalled_service();

  EXPECT_EQ(latency.count(), 20'000);
  EXPECT_DOUBLE_EQ(latency.mean_ns().value(), 25.003e9);
  expect_within_bucket_error(latency.quantile(kP50).value(), 1ms);
  expect_within_bucket_error(latency.quantile(kP75).value(), 50s);
  expect_within_bucket_error(latency.quantile(kP90).value(), 80s);
  expect_within_bucket_error(latency.quantile(kP99).value(), 98s);
  expect_within_bucket_error(latency.quantile(kP999).value(), 99'800ms);
  EXPECT_EQ(latency.max(), 100s);
  EXPECT_EQ(latency.quantile(kP9999), std::nullopt);
}

TEST(LatencyHistogram, a_closed_loop_would_hide_the_same_stall) {
  LatencyHistogram latency;
  latency.record(1ms, 10'000);
  latency.record(100s);

  EXPECT_EQ(latency.count(), 10'001);
  EXPECT_NEAR(latency.mean_ns().value(), 0.010999e9, 1e3);
  expect_within_bucket_error(latency.quantile(kP999).value(), 1ms);
}

TEST(LatencyHistogram, every_quantile_is_within_one_part_in_256_of_the_exact_one) {
  constexpr std::int64_t kDraws = 1'000'000;
  Draws draws(20);
  LatencyHistogram latency;
  std::vector<Duration> exact;
  for (std::int64_t i = 0; i < kDraws; ++i) {
    exact.push_back(draws.exponential(20ms));
    latency.record(exact.back());
  }
  std::sort(exact.begin(), exact.end());

  for (std::int64_t rank = 1; rank <= kDraws; rank += 997)
    expect_within_bucket_error(latency.value_at_rank(rank),
                               exact[static_cast<std::size_t>(rank - 1)]);
  for (const Share p : {kP50, kP90, kP95, kP99, kP999, kP9999, kP99999}) {
    const auto rank = static_cast<std::size_t>(p.of_rounded_up(kDraws));
    expect_within_bucket_error(latency.quantile(p).value(), exact[rank - 1]);
    const auto bucket = latency.quantile_bucket(p).value();
    EXPECT_LE(bucket.lower, exact[rank - 1]);
    EXPECT_GE(bucket.upper, exact[rank - 1]);
  }
  EXPECT_EQ(latency.min(), exact.front());
  EXPECT_EQ(latency.max(), exact.back());
}

// Ten thousand values within two buckets of 8 us, evenly spread.
TEST(LatencyHistogram, interpolated_quantiles_of_even_values_are_finer_than_buckets) {
  LatencyHistogram latency;
  for (std::int64_t i = 0; i < 10'000; ++i) latency.record(1'048'576ns + i * 1ns);
  for (const auto& [p, value] : {std::pair{kP50, 5'000}, {kP90, 9'000}, {kP99, 9'900}})
    EXPECT_NEAR(static_cast<double>(latency.interpolated_quantile(p)->count()), 1'048'576.0 + value,
                2.0);
}

TEST(LatencyHistogram, interpolated_quantiles_stay_between_the_smallest_and_the_largest_value) {
  LatencyHistogram latency;
  latency.record(10ms, 1000);
  EXPECT_EQ(latency.interpolated_quantile(kP50), 10ms);
  EXPECT_EQ(latency.interpolated_quantile(kP99), 10ms);
  EXPECT_EQ(latency.interpolated_quantile(kP9999), std::nullopt);
}

TEST(LatencyHistogram, a_coarse_one_is_within_one_part_in_32) {
  LatencyHistogram latency(Resolution::coarse);
  latency.record(Duration{0});
  latency.record(kLongest);
  for (std::int64_t value = 1; value < (std::int64_t{1} << 61); value += 1 + value / 7) {
    LatencyHistogram one = latency;
    one.record(Duration{value});
    EXPECT_LE(std::abs(one.value_at_rank(2).count() - value), value / 32);
  }
}

TEST(LatencyHistogram, nothing_is_out_of_range) {
  LatencyHistogram latency;
  latency.record(Duration{0});
  latency.record(kLongest);

  EXPECT_EQ(latency.count(), 2);
  EXPECT_EQ(latency.value_at_rank(1), Duration{0});
  EXPECT_EQ(latency.value_at_rank(2), kLongest);
  EXPECT_EQ(latency.buckets().back().upper, kLongest);
  EXPECT_TRUE(latency.sum_ns() == static_cast<Uint128>(kLongest.count()));
}

TEST(LatencyHistogram, nothing_takes_less_than_no_time) {
  LatencyHistogram latency;
  EXPECT_THROW(latency.record(Duration{-1}), BrokenInvariant);
  latency.record(kLongest);
  EXPECT_THROW(latency.record(Duration{-1}), BrokenInvariant);
  EXPECT_THROW(latency.record(Duration::min()), BrokenInvariant);
  EXPECT_EQ(latency.count(), 1);
}

TEST(LatencyHistogram, a_sum_beyond_64_bits_is_exact) {
  LatencyHistogram latency;
  latency.record(kLongest, 1'000'000'000);
  latency.record(1ns);

  const auto each = static_cast<Uint128>(kLongest.count());
  EXPECT_TRUE(latency.sum_ns() == each * 1'000'000'000u + 1u);
}

TEST(LatencyHistogram, buckets_join_without_gap_or_overlap) {
  LatencyHistogram latency;
  for (std::int64_t value = 0; value < 5'000; ++value) latency.record(Duration{value});

  Duration next{0};
  for (const auto& bucket : latency.buckets()) {
    EXPECT_EQ(bucket.lower, next);
    next = bucket.upper + Duration{1};
    EXPECT_EQ(bucket.count, std::min<std::int64_t>(next.count(), 5'000) - bucket.lower.count());
  }
  EXPECT_GE(next, 5'000ns);
}

TEST(LatencyHistogram, values_below_256_ns_are_exact) {
  LatencyHistogram latency;
  for (std::int64_t value = 0; value < 256; ++value) latency.record(Duration{value});
  for (std::int64_t value = 0; value < 256; ++value)
    EXPECT_EQ(latency.value_at_rank(value + 1), Duration{value});
}

TEST(LatencyHistogram, merging_in_any_order_gives_the_same_bits) {
  Draws draws(7);
  std::array<LatencyHistogram, 3> parts;
  LatencyHistogram whole;
  const std::array<Duration, 3> means = {3us, 5ms, 40s};
  for (int i = 0; i < 30'000; ++i) {
    const auto part = static_cast<std::size_t>(i % 3);
    const Duration latency = draws.exponential(means[part]);
    parts[part].record(latency);
    whole.record(latency);
  }

  std::array<std::size_t, 3> order = {0, 1, 2};
  do {
    LatencyHistogram merged;
    for (const std::size_t part : order) merged.merge(parts[part]);
    EXPECT_TRUE(merged == whole);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(LatencyHistogram, merging_an_empty_one_changes_nothing) {
  LatencyHistogram latency = stalled_service();
  latency.merge(LatencyHistogram());
  EXPECT_TRUE(latency == stalled_service());
}

TEST(LatencyHistogram, only_one_resolution_is_merged) {
  LatencyHistogram fine;
  EXPECT_THROW(fine.merge(LatencyHistogram(Resolution::coarse)), BrokenInvariant);
}

TEST(LatencyHistogram, an_empty_one_answers_nothing) {
  LatencyHistogram latency = stalled_service();
  latency.reset();

  EXPECT_TRUE(latency == LatencyHistogram());
  EXPECT_EQ(latency.count(), 0);
  EXPECT_EQ(latency.mean_ns(), std::nullopt);
  EXPECT_EQ(latency.min(), std::nullopt);
  EXPECT_EQ(latency.max(), std::nullopt);
  EXPECT_EQ(latency.quantile(kP50), std::nullopt);
  EXPECT_EQ(latency.fraction_within(1s), std::nullopt);
  EXPECT_TRUE(latency.buckets().empty());
  EXPECT_THROW(latency.value_at_rank(1), BrokenInvariant);
}

TEST(LatencyHistogram, a_percentile_appears_with_the_sample_that_supports_it) {
  LatencyHistogram latency;
  latency.record(1ms, 367);
  EXPECT_EQ(latency.quantile(kP99), std::nullopt);
  latency.record(1ms);
  EXPECT_EQ(latency.quantile(kP99), 1ms);
}

TEST(LatencyHistogram, the_share_within_a_limit_includes_the_limit) {
  LatencyHistogram latency;
  for (std::int64_t value = 1; value <= 100; ++value) latency.record(Duration{value});

  EXPECT_DOUBLE_EQ(latency.fraction_within(0ns).value(), 0.0);
  EXPECT_DOUBLE_EQ(latency.fraction_within(25ns).value(), 0.25);
  EXPECT_DOUBLE_EQ(latency.fraction_within(100ns).value(), 1.0);
  EXPECT_DOUBLE_EQ(latency.fraction_within(1h).value(), 1.0);
}

TEST(LatencyHistogram, the_share_within_a_limit_is_off_by_less_than_the_bucket_of_the_limit) {
  LatencyHistogram latency;
  for (Duration value = 1us; value <= 100ms; value += 1us) latency.record(value);
  // Buckets around 60 ms are 2^18 ns wide and hold 262 or 263 of the 100,000.
  EXPECT_NEAR(latency.fraction_within(60ms).value(), 0.6, 0.00263);
}

TEST(LatencyHistogram, recording_many_at_once_is_recording_each) {
  LatencyHistogram at_once;
  at_once.record(3ms, 1000);
  at_once.record(9ms, 0);
  LatencyHistogram each;
  for (int i = 0; i < 1000; ++i) each.record(3ms);
  EXPECT_TRUE(at_once == each);
}

}  // namespace
}  // namespace sim

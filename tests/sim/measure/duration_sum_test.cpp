// Mean and variance come from exact sums.
#include "sim/measure/duration_sum.h"

#include <gtest/gtest.h>

namespace sim {
namespace {

TEST(DurationSum, mean_and_variance_of_a_few_numbers) {
  DurationSum sum;
  for (const Duration duration : {2ns, 4ns, 4ns, 4ns, 5ns, 5ns, 7ns, 9ns}) sum.add(duration);
  EXPECT_DOUBLE_EQ(sum.mean_ns().value(), 5.0);
  EXPECT_DOUBLE_EQ(sum.variance_ns2().value(), 32.0 / 7.0);
}

TEST(DurationSum, a_small_variance_around_a_large_mean_is_not_lost) {
  DurationSum sum;
  const Duration year = 365 * 24h;
  for (int i = 0; i < 1000; ++i) sum.add(year + Duration{i % 2});
  EXPECT_DOUBLE_EQ(sum.variance_ns2().value(), 250.0 / 999.0);
}

TEST(DurationSum, a_variance_beyond_64_bits) {
  DurationSum sum;
  const Duration century = 36'525 * 24h;
  sum.add(0ns);
  sum.add(century);
  const auto length = static_cast<double>(century.count());
  EXPECT_DOUBLE_EQ(sum.mean_ns().value(), length / 2);
  EXPECT_DOUBLE_EQ(sum.variance_ns2().value(), length * length / 2);
}

TEST(DurationSum, merging_in_any_order_gives_the_same_bits) {
  DurationSum first;
  DurationSum second;
  DurationSum whole;
  for (int i = 0; i < 1000; ++i) {
    (i % 3 == 0 ? first : second).add(i * i * 1us);
    whole.add(i * i * 1us);
  }
  DurationSum one_way = first;
  one_way.merge(second);
  DurationSum other_way = second;
  other_way.merge(first);
  EXPECT_TRUE(one_way == whole);
  EXPECT_TRUE(other_way == whole);
}

TEST(DurationSum, too_few_durations_have_no_mean_or_variance) {
  DurationSum sum;
  EXPECT_EQ(sum.mean_ns(), std::nullopt);
  sum.add(1s);
  EXPECT_DOUBLE_EQ(sum.mean_ns().value(), 1e9);
  EXPECT_EQ(sum.variance_ns2(), std::nullopt);
}

TEST(DurationSum, it_breaks_off_before_it_would_wrap) {
  DurationSum sum;
  for (int i = 0; i < 4; ++i) sum.add(Duration::max());
  const DurationSum before = sum;
  EXPECT_THROW(sum.add(Duration::max()), BrokenInvariant);
  EXPECT_THROW(sum.merge(before), BrokenInvariant);
  EXPECT_THROW(sum.add(-1ns), BrokenInvariant);
  EXPECT_TRUE(sum == before);
}

}  // namespace
}  // namespace sim

// A gauge weighs each level with the time it lasted.
#include "sim/measure/time_average.h"

#include <gtest/gtest.h>

namespace sim {
namespace {

TEST(TimeAverage, a_level_weighs_as_long_as_it_lasts) {
  TimeAverage busy;
  busy.set(kStart + 1s, 4);
  busy.set(kStart + 3s, 1);

  EXPECT_DOUBLE_EQ(busy.mean(kStart + 5s).value(), 2.0);  // (0 + 2 * 4 + 2 * 1) / 5
  EXPECT_TRUE(busy.integral(kStart + 5s) == 10'000'000'000u);
  EXPECT_EQ(busy.max(), 4);
  EXPECT_EQ(busy.level(), 1);
}

TEST(TimeAverage, reset_forgets_the_past_and_keeps_the_level) {
  TimeAverage line;
  line.set(kStart, 9);
  line.change(kStart + 1s, -6);
  line.reset(kStart + 2s);

  EXPECT_EQ(line.level(), 3);
  EXPECT_EQ(line.max(), 3);
  EXPECT_EQ(line.mean(kStart + 2s), std::nullopt);
  line.change(kStart + 3s, -3);
  EXPECT_EQ(line.level(), 0);
  EXPECT_DOUBLE_EQ(line.mean(kStart + 4s).value(), 1.5);
}

TEST(TimeAverage, a_level_that_lasts_no_time_weighs_nothing_but_is_the_highest) {
  TimeAverage line;
  line.change(kStart + 1s, 7);
  line.change(kStart + 1s, -7);
  EXPECT_DOUBLE_EQ(line.mean(kStart + 2s).value(), 0.0);
  EXPECT_EQ(line.max(), 7);
}

TEST(TimeAverage, a_century_of_a_million_million_is_exact) {
  constexpr std::int64_t kLevel = 1'000'000'000'000;
  constexpr Duration kCentury = 36'525 * 24h;
  TimeAverage line;
  line.set(kStart, kLevel);
  EXPECT_TRUE(line.integral(kStart + kCentury) ==
              static_cast<Uint128>(kLevel) * static_cast<Uint128>(kCentury.count()));
  EXPECT_DOUBLE_EQ(line.mean(kStart + kCentury).value(), 1e12);
}

TEST(TimeAverage, neither_level_nor_time_goes_below_what_there_is) {
  TimeAverage line;
  line.set(kStart + 2s, 1);
  EXPECT_THROW(line.change(kStart + 3s, -2), BrokenInvariant);
  EXPECT_THROW(line.set(kStart + 1s, 1), BrokenInvariant);
  EXPECT_THROW(line.reset(kStart + 1s), BrokenInvariant);
  EXPECT_THROW(static_cast<void>(line.mean(kStart + 1s)), BrokenInvariant);
}

TEST(TimeAverage, replications_merge_by_their_length) {
  TimeAverage first;
  first.set(kStart, 2);
  TimeAverage second;
  second.set(kStart, 5);

  LevelTotal both = first.total(kStart + 2s);
  both.merge(second.total(kStart + 1s));
  EXPECT_DOUBLE_EQ(both.mean().value(), 3.0);  // (2 * 2 + 1 * 5) / 3
  EXPECT_EQ(both.max, 5);
}

TEST(TimeAverage, reading_changes_nothing) {
  TimeAverage line;
  line.set(kStart, 2);
  const TimeAverage before = line;
  static_cast<void>(line.mean(kStart + 1h));
  EXPECT_EQ(line, before);
}

}  // namespace
}  // namespace sim

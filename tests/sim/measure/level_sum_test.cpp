// A sum of levels is what the levels come to together.
#include "sim/measure/level_sum.h"

#include <gtest/gtest.h>

namespace sim {
namespace {

TEST(LevelSum, levels_that_come_and_go_weigh_as_long_as_they_last) {
  LevelSum busy;
  busy.change(kStart + 1s, 4);
  busy.change(kStart + 2s, 2);
  busy.change(kStart + 3s, -5);

  EXPECT_TRUE(busy.integral(kStart + 5s) == 12'000'000'000u);  // 4 + 6 + 1 + 1
}

TEST(LevelSum, a_level_that_falls_to_nothing_leaves_what_it_was) {
  LevelSum busy;
  busy.change(kStart + 1s, 3);
  busy.change(kStart + 2s, -3);

  EXPECT_TRUE(busy.integral(kStart + 100s) == 3'000'000'000u);
}

TEST(LevelSum, a_century_of_a_million_million_is_exact) {
  constexpr std::int64_t kLevel = 1'000'000'000'000;
  constexpr Duration kCentury = 36'525 * 24h;
  LevelSum line;
  line.change(kStart + kCentury, kLevel);
  line.change(kStart + 2 * kCentury, -kLevel);

  EXPECT_TRUE(line.integral(kStart + 2 * kCentury) ==
              static_cast<Uint128>(kLevel) * static_cast<Uint128>(kCentury.count()));
}

}  // namespace
}  // namespace sim

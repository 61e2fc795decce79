// Windows cover time without gap or overlap.
#include "sim/measure/window_grid.h"

#include <cstdint>
#include <gtest/gtest.h>

namespace sim {
namespace {

TEST(WindowGrid, windows_are_half_open) {
  const WindowGrid grid(1s);
  EXPECT_EQ(grid.window_of(kStart), 0);
  EXPECT_EQ(grid.window_of(kStart + 999'999'999ns), 0);
  EXPECT_EQ(grid.window_of(kStart + 1s), 1);
  EXPECT_EQ(grid.start_of(1), kStart + 1s);
  EXPECT_EQ(grid.end_of(0), kStart + 1s);
}

TEST(WindowGrid, multiplying_by_the_reciprocal_divides_exactly) {
  constexpr std::int64_t kMax = Duration::max().count();
  std::uint64_t state = 1;
  const auto next = [&state] { return state = state * 6364136223846793005u + 1; };
  for (int i = 0; i < 200'000; ++i) {
    const std::int64_t width = 1 + static_cast<std::int64_t>(next() >> (2 + next() % 62));
    const WindowGrid grid(Duration{width});
    const auto offset = static_cast<std::int64_t>(next() >> (1 + next() % 63));
    const std::int64_t boundary = kMax / width * width;
    for (const std::int64_t at : {offset, boundary, boundary - 1, kMax})
      ASSERT_EQ(grid.window_of(kStart + Duration{at}), at / width) << at << " by " << width;
  }
}

TEST(WindowGrid, a_grid_may_start_later_but_not_before_its_start) {
  const WindowGrid grid(10s, kStart + 5s);
  EXPECT_EQ(grid.window_of(kStart + 15s), 1);
  EXPECT_THROW(static_cast<void>(grid.window_of(kStart)), BrokenInvariant);
  EXPECT_THROW(WindowGrid{0s}, BrokenInvariant);
}

TEST(WindowGrid, doubling_puts_pairs_of_windows_together) {
  WindowGrid grid(1s);
  grid.double_width();
  EXPECT_EQ(grid.width(), 2s);
  EXPECT_EQ(grid.window_of(kStart + 1'999ms), 0);
  EXPECT_EQ(grid.window_of(kStart + 2s), 1);
}

}  // namespace
}  // namespace sim

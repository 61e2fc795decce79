// A gauge over the run shows the mean and the highest level of each window.
#include "sim/measure/level_timeline.h"

#include <gtest/gtest.h>

#include "sim/measure/time_average.h"

namespace sim {
namespace {

TEST(LevelTimeline, a_level_is_shared_out_over_the_windows_it_lasts) {
  LevelTimeline busy({.width = 1s});
  busy.set(kStart + 500ms, 4);
  busy.set(kStart + 2'250ms, 1);
  busy.finish(kStart + 3'500ms);

  const auto& windows = busy.series().windows();
  ASSERT_EQ(windows.size(), 4u);
  EXPECT_DOUBLE_EQ(windows[0].mean().value(), 2.0);
  EXPECT_DOUBLE_EQ(windows[1].mean().value(), 4.0);
  EXPECT_DOUBLE_EQ(windows[2].mean().value(), 1.75);
  EXPECT_DOUBLE_EQ(windows[3].mean().value(), 1.0);
  EXPECT_EQ(windows[3].span, 500ms);
  EXPECT_EQ(windows[2].max, 4);
  EXPECT_EQ(windows[3].max, 1);
}

TEST(LevelTimeline, widening_conserves_area_and_time) {
  LevelTimeline busy({.width = 1ms, .limit = 7});
  TimeAverage exact;
  for (int i = 0; i < 5'000; ++i) {
    const Instant now = kStart + i * 911us;
    busy.set(now, i * 37 % 101);
    exact.set(now, i * 37 % 101);
  }
  const Instant end = kStart + 5s;
  busy.finish(end);

  LevelTotal whole;
  for (const LevelTotal& window : busy.series().windows()) whole.merge(window);
  EXPECT_EQ(whole, exact.total(end));
  EXPECT_LE(busy.series().windows().size(), 7u);
}

TEST(LevelTimeline, a_change_between_two_windows_belongs_to_the_later_one) {
  LevelTimeline line({.width = 1s});
  line.set(kStart + 1s, 8);
  line.set(kStart + 2s, 0);
  line.finish(kStart + 3s);

  const auto& windows = line.series().windows();
  ASSERT_EQ(windows.size(), 3u);
  EXPECT_EQ(windows[0].max, 0);
  EXPECT_DOUBLE_EQ(windows[1].mean().value(), 8.0);
  EXPECT_DOUBLE_EQ(windows[2].mean().value(), 0.0);
}

TEST(LevelTimeline, the_instant_at_which_the_run_ends_is_no_part_of_it) {
  LevelTimeline line({.width = 1s});
  line.set(kStart + 2s, 8);
  line.finish(kStart + 2s);
  ASSERT_EQ(line.series().windows().size(), 2u);
  EXPECT_EQ(line.series().windows()[1].max, 0);
}

TEST(LevelTimeline, replications_merge_in_any_order_by_their_length) {
  const TimelineSpec spec{.width = 1s, .limit = 4};
  LevelTimeline brief(spec);
  brief.set(kStart, 2);
  brief.finish(kStart + 2s);
  LevelTimeline lengthy(spec);
  lengthy.set(kStart, 5);
  lengthy.finish(kStart + 16s);

  auto one_way = brief.series();
  one_way.merge(lengthy.series());
  auto other_way = lengthy.series();
  other_way.merge(brief.series());
  EXPECT_EQ(one_way, other_way);
  ASSERT_EQ(one_way.windows().size(), 4u);
  EXPECT_DOUBLE_EQ(one_way.windows()[0].mean().value(), 4.0);  // (2 * 2 + 4 * 5) / 6
  EXPECT_DOUBLE_EQ(one_way.windows()[1].mean().value(), 5.0);
}

TEST(LevelTimeline, neither_level_nor_time_goes_below_what_there_is) {
  LevelTimeline line({.width = 1s});
  line.set(kStart + 2s, 1);
  EXPECT_THROW(line.change(kStart + 3s, -2), BrokenInvariant);
  EXPECT_THROW(line.set(kStart + 1s, 1), BrokenInvariant);
  EXPECT_THROW(line.finish(kStart + 1s), BrokenInvariant);
}

}  // namespace
}  // namespace sim

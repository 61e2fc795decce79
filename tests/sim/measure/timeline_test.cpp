// Series over the run keep what they were given, however long the run gets.
#include "sim/measure/timeline.h"

#include <cstdint>
#include <gtest/gtest.h>

namespace sim {
namespace {

std::int64_t sum(const Timeline& timeline, Timeline::Series series) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < timeline.windows(); ++i) total += timeline.amount(series, i);
  return total;
}

TEST(Timeline, an_amount_shows_in_its_series_and_its_half_open_window) {
  Timeline timeline({.width = 1s}, {"approved", "failed"});
  const auto approved = timeline.series("approved");
  const auto failed = timeline.series("failed");
  timeline.at(kStart + 999'999'999ns).add(approved);
  timeline.at(kStart + 1s).add(approved, 5);
  timeline.at(kStart).add(failed, 7);

  EXPECT_EQ(timeline.windows(), 2u);
  EXPECT_EQ(timeline.amount(approved, 0), 1);
  EXPECT_EQ(timeline.amount(approved, 1), 5);
  EXPECT_EQ(timeline.amount(failed, 0), 7);
  EXPECT_EQ(timeline.amount(failed, 1), 0);
}

TEST(Timeline, widening_conserves_every_sum_and_the_number_of_windows_is_bounded) {
  Timeline timeline({.width = 1s, .limit = 5}, {"offered"});
  const auto offered = timeline.series("offered");
  for (std::int64_t second = 0; second < 1000; ++second) {
    timeline.at(kStart + second * 1s).add(offered, second);
    ASSERT_EQ(sum(timeline, offered), second * (second + 1) / 2);
    ASSERT_LE(timeline.windows(), 5u);
  }
  EXPECT_EQ(timeline.grid().width(), 256s);
  EXPECT_EQ(timeline.amount(offered, 1), (256 + 511) * 256 / 2);
}

TEST(Timeline, an_amount_may_come_late) {
  Timeline timeline({.width = 1s, .limit = 4}, {"good"});
  timeline.at(kStart + 7s).add(timeline.series("good"));
  timeline.at(kStart + 1s).add(timeline.series("good"), 3);
  EXPECT_EQ(timeline.amount(timeline.series("good"), 0), 3);
  EXPECT_EQ(timeline.amount(timeline.series("good"), 3), 1);
}

TEST(Timeline, it_covers_the_run_to_its_end) {
  Timeline quiet({.width = 1s}, {"failed"});
  quiet.finish(kStart + 60s);
  EXPECT_EQ(quiet.windows(), 60u);

  Timeline empty({.width = 1s}, {"failed"});
  empty.finish(kStart);
  EXPECT_EQ(empty.windows(), 0u);
}

TEST(Timeline, replications_merge_in_any_order_at_the_wider_width) {
  Timeline brief({.width = 1s, .limit = 4}, {"good"});
  Timeline lengthy = brief;
  const auto good = brief.series("good");
  for (int second = 0; second < 3; ++second) brief.at(kStart + second * 1s).add(good, 1);
  for (int second = 0; second < 13; ++second) lengthy.at(kStart + second * 1s).add(good, 10);

  Timeline one_way = brief;
  one_way.merge(lengthy);
  Timeline other_way = lengthy;
  other_way.merge(brief);
  EXPECT_EQ(one_way, other_way);
  EXPECT_EQ(one_way.grid().width(), 4s);
  EXPECT_EQ(one_way.amount(good, 0), 43);
  EXPECT_EQ(sum(one_way, good), 133);
}

TEST(Timeline, only_equal_series_and_specs_are_merged) {
  Timeline timeline({.width = 1s}, {"good"});
  EXPECT_THROW(timeline.merge(Timeline({.width = 1s}, {"bad"})), BrokenInvariant);
  EXPECT_THROW(timeline.merge(Timeline({.width = 3s}, {"good"})), BrokenInvariant);
  EXPECT_THROW(static_cast<void>(timeline.series("bad")), BrokenInvariant);
}

TEST(Timeline, a_width_is_readable_and_its_windows_hold_the_run) {
  EXPECT_EQ(readable_width(600s), 1s);
  EXPECT_EQ(readable_width(601s), 2s);
  EXPECT_EQ(readable_width(60s), 100ms);
  EXPECT_EQ(readable_width(24h), 5min);
  EXPECT_EQ(readable_width(0s), 1ms);
  for (const Duration run : {Duration{1}, Duration{7min}, Duration{365 * 24h}})
    EXPECT_GE(kTimelineWindows * readable_width(run), run);
  EXPECT_GE(kTimelineWindows * readable_width(36'525 * 24h), 36'525 * 24h);
}

}  // namespace
}  // namespace sim

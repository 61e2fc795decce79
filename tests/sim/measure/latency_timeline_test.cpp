// Latency over the run shows the percentiles of each window.
#include "sim/measure/latency_timeline.h"

#include <gtest/gtest.h>

namespace sim {
namespace {

TEST(LatencyTimeline, each_window_has_percentiles_of_its_own) {
  LatencyTimeline latency({.width = 1s});
  for (int i = 0; i < 1000; ++i) {
    latency.record(kStart + i * 1ms, 5ms);
    latency.record(kStart + 1s + i * 1ms, 100ms + i * 1ms);
  }
  latency.finish(kStart + 3s);

  const auto& windows = latency.series().windows();
  ASSERT_EQ(windows.size(), 3u);
  EXPECT_EQ(windows[0].quantile(kP99), 5ms);
  EXPECT_NEAR(to_seconds(windows[1].quantile(kP50).value()), 0.599, 0.599 / 32);
  EXPECT_NEAR(to_seconds(windows[1].quantile(kP99).value()), 1.089, 1.089 / 32);
  EXPECT_EQ(windows[1].max(), 1'099ms);
  EXPECT_EQ(windows[2].quantile(kP50), std::nullopt);
}

TEST(LatencyTimeline, widening_gives_the_same_bits_as_wide_windows_from_the_start) {
  LatencyTimeline widened({.width = 1s, .limit = 4});
  LatencyTimeline wide({.width = 16s, .limit = 4});
  for (int i = 0; i < 6'400; ++i) {
    widened.record(kStart + i * 10ms, i * 37us);
    wide.record(kStart + i * 10ms, i * 37us);
  }
  EXPECT_EQ(widened.series().grid(), wide.series().grid());
  EXPECT_TRUE(widened.series().windows() == wide.series().windows());
}

TEST(LatencyTimeline, replications_merge_in_any_order) {
  LatencyTimeline brief({.width = 1s, .limit = 4});
  LatencyTimeline lengthy = brief;
  brief.record(kStart + 1s, 3ms);
  for (int second = 0; second < 9; ++second) lengthy.record(kStart + second * 1s, 80us);

  LatencyTimeline one_way = brief;
  one_way.merge(lengthy);
  LatencyTimeline other_way = lengthy;
  other_way.merge(brief);
  EXPECT_TRUE(one_way == other_way);
  EXPECT_EQ(one_way.series().windows()[0].count(), 5);
  EXPECT_EQ(one_way.series().windows()[0].max(), 3ms);
}

}  // namespace
}  // namespace sim

// Outages are counted and timed.
#include "sim/measure/up_time.h"

#include <gtest/gtest.h>

#include "sim/kernel/check.h"

namespace sim {
namespace {

TEST(UpTime, outages_are_counted_and_timed) {
  UpTime node;
  node.down(kStart + 10s);
  node.up(kStart + 13s);
  node.down(kStart + 20s);
  node.up(kStart + 21s);

  const OutageTimes times = node.finish(kStart + 40s);
  EXPECT_EQ(times.outages, 2);
  EXPECT_EQ(times.down, 4s);
  EXPECT_EQ(times.longest, 3s);
  EXPECT_DOUBLE_EQ(times.availability().value(), 0.9);
}

TEST(UpTime, an_outage_under_way_at_the_end_counts_as_long_as_it_has_lasted) {
  UpTime node;
  node.down(kStart + 30s);
  const OutageTimes times = node.finish(kStart + 40s);
  EXPECT_EQ(times.outages, 1);
  EXPECT_EQ(times.down, 10s);
  EXPECT_EQ(times.longest, 10s);
  EXPECT_FALSE(node.is_up());
}

TEST(UpTime, reset_forgets_the_past_and_keeps_the_state) {
  UpTime node;
  node.down(kStart + 1s);
  node.reset(kStart + 5s);
  EXPECT_FALSE(node.is_up());
  node.up(kStart + 6s);

  const OutageTimes times = node.finish(kStart + 15s);
  EXPECT_EQ(times.outages, 1);
  EXPECT_EQ(times.down, 1s);
  EXPECT_DOUBLE_EQ(times.availability().value(), 0.9);
}

TEST(UpTime, without_time_there_is_no_availability) {
  EXPECT_EQ(UpTime().finish(kStart).availability(), std::nullopt);
  EXPECT_EQ(UpTime().finish(kStart + 1ns).availability(), 1.0);
}

TEST(UpTime, up_and_down_alternate_in_order_of_time) {
  UpTime node;
  EXPECT_THROW(node.up(kStart), BrokenInvariant);
  node.down(kStart + 2s);
  EXPECT_THROW(node.down(kStart + 3s), BrokenInvariant);
  EXPECT_THROW(node.up(kStart + 1s), BrokenInvariant);
}

TEST(UpTime, replications_merge) {
  UpTime steady;
  UpTime shaky;
  shaky.down(kStart + 5s);
  OutageTimes both = steady.finish(kStart + 10s);
  both.merge(shaky.finish(kStart + 10s));
  EXPECT_EQ(both, (OutageTimes{.outages = 1, .down = 5s, .longest = 5s, .observed = 20s}));
  EXPECT_DOUBLE_EQ(both.availability().value(), 0.75);
}

}  // namespace
}  // namespace sim

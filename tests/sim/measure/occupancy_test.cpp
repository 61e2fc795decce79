// The number inside over time is the time spent inside.
#include "sim/measure/occupancy.h"

#include <cstdint>
#include <deque>
#include <gtest/gtest.h>

namespace sim {
namespace {

TEST(Occupancy, level_over_time_is_time_spent_by_those_who_left_and_those_inside) {
  Occupancy occupancy;
  occupancy.enter(kStart + 1s);
  occupancy.enter(kStart + 2s);
  occupancy.leave(kStart + 1s, kStart + 4s);

  occupancy.check_identity(kStart + 10s);
  EXPECT_TRUE(occupancy.inside().integral(kStart + 10s) == 11'000'000'000u);  // 3 s and 8 s
  EXPECT_DOUBLE_EQ(occupancy.mean_spent_ns().value(), 3e9);
  EXPECT_EQ(occupancy.inside().level(), 1);
}

TEST(Occupancy, the_identity_holds_throughout_a_busy_run_and_a_reset_inside_it) {
  Occupancy occupancy;
  std::deque<Instant> inside;
  std::uint64_t state = 3;
  Instant now = kStart;
  for (int i = 0; i < 10'000; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    now += Duration{static_cast<std::int64_t>(state >> 40)};
    if (inside.empty() || (state >> 33) % 100 < 52) {
      occupancy.enter(now);
      inside.push_back(now);
    } else {
      occupancy.leave(inside.front(), now);
      inside.pop_front();
    }
    if (i == 4'000) occupancy.reset(now);
    ASSERT_NO_THROW(occupancy.check_identity(now + 1ms));
  }
  EXPECT_EQ(occupancy.inside().level(), static_cast<std::int64_t>(inside.size()));
  EXPECT_GT(inside.size(), 0u);
}

TEST(Occupancy, a_wrong_time_of_entry_is_found_once_all_have_left) {
  Occupancy occupancy;
  occupancy.enter(kStart + 1s);
  occupancy.enter(kStart + 3s);
  occupancy.leave(kStart + 2s, kStart + 4s);
  EXPECT_THROW(occupancy.leave(kStart + 3s, kStart + 5s), BrokenInvariant);
}

TEST(Occupancy, nobody_leaves_who_is_not_inside) {
  Occupancy occupancy;
  EXPECT_THROW(occupancy.leave(kStart, kStart + 1s), BrokenInvariant);
}

TEST(Occupancy, those_inside_at_a_reset_count_from_then) {
  Occupancy occupancy;
  occupancy.enter(kStart);
  occupancy.reset(kStart + 7s);
  occupancy.leave(kStart, kStart + 9s);
  EXPECT_DOUBLE_EQ(occupancy.mean_spent_ns().value(), 2e9);
  EXPECT_EQ(occupancy.entered(), 0);
  EXPECT_EQ(occupancy.left(), 1);
}

}  // namespace
}  // namespace sim

#include "models/lines/shedding.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vector>

namespace models {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// When somebody is shed if one comes up every millisecond of [from, to) having waited so long.
std::vector<sim::Duration> shed(ControlledDelay& rule, sim::Duration from, sim::Duration to,
                                sim::Duration waited) {
  std::vector<sim::Duration> when;
  for (sim::Duration now = from; now < to; now += 1ms)
    if (rule.sheds(sim::kStart + now, waited)) when.push_back(now);
  return when;
}

TEST(ByAge, who_has_waited_longer_is_shed_and_who_has_waited_just_so_long_is_not) {
  ByAge rule({.most = 10ms});
  EXPECT_FALSE(rule.sheds(sim::kStart, 10ms));
  EXPECT_TRUE(rule.sheds(sim::kStart, 10ms + 1ns));
}

TEST(ControlledDelay, waits_below_the_target_shed_nobody) {
  ControlledDelay rule({.target = 5ms, .interval = 100ms});
  EXPECT_THAT(shed(rule, 0s, 10s, 5ms - 1ns), IsEmpty());
}

TEST(ControlledDelay, waits_above_the_target_are_tolerated_for_an_interval) {
  ControlledDelay rule({.target = 5ms, .interval = 100ms});
  EXPECT_THAT(shed(rule, 0s, 100ms, 5ms), IsEmpty());
  EXPECT_THAT(shed(rule, 100ms, 101ms, 5ms), ElementsAre(100ms));
}

// RFC 8289, section 5.5: the n-th is followed by the next after interval / sqrt(n).
TEST(ControlledDelay, sheds_ever_more_often_while_waits_stay_above_the_target) {
  ControlledDelay rule({.target = 5ms, .interval = 100ms});
  std::vector<sim::Duration> expected;
  double at = 100;  // milliseconds
  for (int n = 1; at < 1000; ++n) {
    expected.push_back(1ms * static_cast<int>(std::ceil(at)));
    at += 100 / std::sqrt(n);
  }
  EXPECT_THAT(shed(rule, 0s, 1s, 20ms), testing::ElementsAreArray(expected));
}

TEST(ControlledDelay, one_short_wait_ends_a_spell) {
  ControlledDelay rule({.target = 5ms, .interval = 100ms});
  shed(rule, 0s, 300ms, 20ms);
  EXPECT_FALSE(rule.sheds(sim::kStart + 300ms, 1ms));
  EXPECT_THAT(shed(rule, 301ms, 402ms, 20ms), ElementsAre(401ms));
}

// RFC 8289, section 5.5: the first spell, at 100, 200, 271 and 329 ms, has come to four, three more
// than it began with, so the second begins with three.
TEST(ControlledDelay, a_spell_that_follows_soon_goes_on_where_the_last_one_ended) {
  ControlledDelay rule({.target = 5ms, .interval = 100ms});
  ASSERT_EQ(shed(rule, 0s, 340ms, 20ms).size(), 4U);
  rule.sheds(sim::kStart + 340ms, 1ms);
  const int pause = static_cast<int>(std::ceil(100 / std::sqrt(3)));
  EXPECT_THAT(shed(rule, 341ms, 500ms, 20ms), ElementsAre(441ms, 441ms + pause * 1ms));
}

TEST(ControlledDelay, a_spell_that_follows_late_begins_anew) {
  ControlledDelay rule({.target = 5ms, .interval = 100ms});
  ASSERT_EQ(shed(rule, 0s, 340ms, 20ms).size(), 4U);
  rule.sheds(sim::kStart + 340ms, 1ms);
  EXPECT_THAT(shed(rule, 2500ms, 2750ms, 20ms), ElementsAre(2600ms, 2700ms));
}

TEST(ControlledDelay, after_a_time_without_a_line_waits_are_tolerated_again) {
  ControlledDelay rule({.target = 5ms, .interval = 100ms});
  EXPECT_THAT(shed(rule, 0s, 50ms, 20ms), IsEmpty());
  rule.note_no_line();
  EXPECT_THAT(shed(rule, 10s, 10s + 100ms, 20ms), IsEmpty());
}

}  // namespace
}  // namespace models

#include "models/events/phase_clock.h"

#include <gtest/gtest.h>

namespace models {
namespace {

using namespace std::chrono_literals;
using When = sim::Phase::When;

sim::Instant at(sim::Duration since_start) {
  return sim::kStart + since_start;
}

PhaseClock during(sim::Duration measured_from = 0s) {
  return {{.when = When::during, .event = "lose zone:b"}, at(measured_from)};
}
PhaseClock after(sim::Duration within) {
  return {{.when = When::after, .event = "lose zone:b", .within = within}, sim::kStart};
}

TEST(PhaseClock, during_an_event_is_from_its_beginning_to_its_end) {
  PhaseClock clock = during();
  EXPECT_FALSE(clock.is_on(at(1s)));
  clock.event_begins(at(2s));
  EXPECT_TRUE(clock.is_on(at(2s)));
  EXPECT_TRUE(clock.is_on(at(4s)));
  clock.event_ends(at(5s));
  EXPECT_FALSE(clock.is_on(at(5s)));
  EXPECT_EQ(clock.lasted(at(9s)), 3s);
}

TEST(PhaseClock, after_an_event_is_from_so_long_after_its_end_to_the_next) {
  PhaseClock clock = after(2s);
  EXPECT_FALSE(clock.is_on(at(1s)));
  clock.event_begins(at(2s));
  clock.event_ends(at(3s));
  EXPECT_FALSE(clock.is_on(at(4s)));
  EXPECT_TRUE(clock.is_on(at(5s)));
  clock.event_begins(at(8s));
  EXPECT_FALSE(clock.is_on(at(8s)));
  EXPECT_EQ(clock.lasted(at(9s)), 3s);
  clock.event_ends(at(9s));
  EXPECT_EQ(clock.lasted(at(15s)), 3s + 4s);
}

TEST(PhaseClock, after_an_event_is_not_where_the_next_comes_too_soon) {
  PhaseClock clock = after(10s);
  clock.event_begins(at(1s));
  clock.event_ends(at(2s));
  clock.event_begins(at(5s));
  EXPECT_FALSE(clock.is_on(at(12s)));
  EXPECT_EQ(clock.lasted(at(20s)), 0s);
}

TEST(PhaseClock, takes_events_that_overlap_for_one) {
  PhaseClock clock = during();
  PhaseClock later = after(0s);
  for (PhaseClock* const each : {&clock, &later}) {
    each->event_begins(at(1s));
    each->event_begins(at(2s));
    each->event_ends(at(3s));
  }
  EXPECT_TRUE(clock.is_on(at(3s)));
  EXPECT_FALSE(later.is_on(at(3s)));
  for (PhaseClock* const each : {&clock, &later}) each->event_ends(at(5s));
  EXPECT_EQ(clock.lasted(at(9s)), 4s);
  EXPECT_EQ(later.lasted(at(9s)), 4s);
}

TEST(PhaseClock, does_not_count_the_warm_up) {
  PhaseClock clock = during(3s);
  clock.event_begins(at(1s));
  EXPECT_EQ(clock.lasted(at(2s)), 0s);
  EXPECT_EQ(clock.lasted(at(5s)), 2s);
}

TEST(PhaseClock, of_all_the_time_is_always_on) {
  const PhaseClock clock({.when = When::always}, at(2s));
  EXPECT_TRUE(clock.is_on(at(0s)));
  EXPECT_FALSE(clock.concerns("lose zone:b", true));
  EXPECT_EQ(clock.lasted(at(10s)), 8s);
}

TEST(PhaseClock, of_recovery_is_concerned_by_every_failure_and_no_operation) {
  const PhaseClock clock({.when = When::after}, sim::kStart);
  EXPECT_TRUE(clock.concerns("slow risk/2", true));
  EXPECT_FALSE(clock.concerns("deploy risk", false));
}

TEST(Event, is_meant_by_its_name_or_by_that_of_the_whole_it_is_of) {
  EXPECT_TRUE(is_meant("crash risk/2", "crash risk/2"));
  EXPECT_TRUE(is_meant("crash risk/*", "crash risk/2"));
  EXPECT_TRUE(is_meant("crash risk", "crash risk/*"));
  EXPECT_TRUE(is_meant("crash risk/*", "crash risk"));
  EXPECT_TRUE(is_meant("scale risk", "scale risk to 5"));
  EXPECT_FALSE(is_meant("crash risk/2", "crash risk/21"));
  EXPECT_FALSE(is_meant("crash risk/2", "crash risk"));
  EXPECT_FALSE(is_meant("crash risk", "crash risky"));
  EXPECT_FALSE(is_meant("crash risk", "slow risk"));
}

}  // namespace
}  // namespace models

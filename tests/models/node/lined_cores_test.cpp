#include "models/node/lined_cores.h"

#include <gtest/gtest.h>

#include "models/lines/shedding.h"

#include "tests/models/node/workers.h"

namespace models {
namespace {

TEST(LinedCores, serve_as_many_at_once_as_there_are_and_the_others_one_after_the_other) {
  Workers workers(2);
  workers.come(0ms, "a", 4ms);
  workers.come(0ms, "b", 6ms);
  workers.come(1ms, "c", 1ms);
  workers.come(1ms, "d", 1ms);
  workers.run();
  EXPECT_EQ(workers.done(), "a 4ms, c 5ms, b 6ms, d 6ms");
}

TEST(LinedCores, tell_waiting_from_being_served) {
  Workers workers(1);
  workers.come(0ms, "a", 4ms);
  workers.come(1ms, "b", 2ms);
  workers.run();
  EXPECT_EQ(workers.of("b").waited, 3ms);
  EXPECT_EQ(workers.of("b").served, 2ms);
  EXPECT_EQ(workers.of("a").waited, 0ms);
  EXPECT_EQ(workers.of("a").served, 4ms);
}

TEST(LinedCores, work_that_takes_no_time_still_waits_for_its_turn) {
  Workers workers(1);
  workers.come(0ms, "a", 4ms);
  workers.come(1ms, "b", 0ms);
  workers.run();
  EXPECT_EQ(workers.done(), "a 4ms, b 4ms");
}

TEST(LinedCores, know_how_long_they_were_busy_and_how_many_waited) {
  Workers workers(2);
  for (const char* name : {"a", "b", "c", "d"}) workers.come(0ms, name, 5ms);
  workers.run(10ms);
  EXPECT_EQ(workers.busy(), 20ms);
  EXPECT_EQ(workers.cores().busy().max(), 2);
  EXPECT_EQ(workers.cores().line().max(), 2);
  EXPECT_EQ(workers.cores().line().integral(workers.kernel().now()),
            static_cast<sim::Uint128>((2 * 5ms) / 1ns));
}

TEST(LinedCores, serve_the_shortest_of_those_who_wait) {
  Workers workers(1, Shortest::Spec{});
  workers.come(0ms, "a", 3ms);
  workers.come(1ms, "b", 9ms);
  workers.come(2ms, "c", 1ms);
  workers.run();
  EXPECT_EQ(workers.done(), "a 3ms, c 4ms, b 13ms");
}

TEST(LinedCores, take_nobody_off_a_core_for_a_more_urgent_one_unless_told) {
  Workers workers(1, Priority::Spec{});
  workers.come(0ms, "slow", 10ms, with_priority(2));
  workers.come(1ms, "calm", 3ms, with_priority(2));
  workers.come(2ms, "urgent", 3ms, with_priority(1));
  workers.run();
  EXPECT_EQ(workers.done(), "slow 10ms, urgent 13ms, calm 16ms");
}

TEST(LinedCores, one_who_was_interrupted_goes_on_where_he_was_ahead_of_his_like) {
  Workers workers(1, Priority::Spec{.preemptive = true});
  workers.come(0ms, "slow", 10ms, with_priority(2));
  workers.come(1ms, "calm", 3ms, with_priority(2));
  workers.come(2ms, "urgent", 3ms, with_priority(1));
  workers.run();
  EXPECT_EQ(workers.done(), "urgent 5ms, slow 13ms, calm 16ms");
  EXPECT_EQ(workers.of("slow").served, 10ms);
  EXPECT_EQ(workers.of("slow").waited, 3ms);
}

TEST(LinedCores, the_least_urgent_is_interrupted_and_of_several_the_last_to_begin) {
  Workers workers(3, Priority::Spec{.preemptive = true});
  workers.come(0ms, "a", 10ms, with_priority(3));
  workers.come(1ms, "b", 10ms, with_priority(3));
  workers.come(1ms, "c", 10ms, with_priority(2));
  workers.come(2ms, "urgent", 1ms, with_priority(1));
  workers.run();
  EXPECT_EQ(workers.done(), "urgent 3ms, a 10ms, c 11ms, b 12ms");
}

TEST(LinedCores, one_who_is_done_at_that_instant_is_not_interrupted) {
  Workers workers(1, Priority::Spec{.preemptive = true});
  workers.come(5ms, "urgent", 4ms, with_priority(1));  // comes before the other's end is due
  workers.come(0ms, "done", 5ms, with_priority(2));
  workers.run();
  EXPECT_EQ(workers.done(), "done 5ms, urgent 9ms");
}

TEST(LinedCores, at_half_the_speed_work_takes_twice_as_long) {
  Workers workers(1);
  workers.cores().set_speed(0.5);
  workers.come(0ms, "a", 4ms);
  workers.run();
  EXPECT_EQ(workers.done(), "a 8ms");
  EXPECT_EQ(workers.of("a").served, 8ms);
}

TEST(LinedCores, a_change_of_speed_counts_for_what_is_left) {
  Workers workers(1);
  workers.come(0ms, "a", 10ms);
  workers.set_speed(4ms, 0.25);  // 6 ms of work are left
  workers.set_speed(12ms, 2.0);  // 4 ms
  workers.run();
  EXPECT_EQ(workers.done(), "a 14ms");
  EXPECT_EQ(workers.of("a").served, 14ms);
}

TEST(LinedCores, at_speed_zero_all_stands_still_and_then_goes_on) {
  Workers workers(1);
  workers.come(0ms, "a", 10ms);
  workers.come(5ms, "b", 1ms);
  workers.set_speed(4ms, 0.0);
  workers.set_speed(20ms, 1.0);
  workers.run();
  EXPECT_EQ(workers.done(), "a 26ms, b 27ms");
}

TEST(LinedCores, stopped_and_started_at_once_nothing_has_happened) {
  Workers workers(1);
  workers.come(0ms, "a", 10ms);
  workers.set_speed(4ms, 0.0);
  workers.set_speed(4ms, 1.0);
  workers.run();
  EXPECT_EQ(workers.done(), "a 10ms");
}

TEST(LinedCores, who_has_waited_too_long_is_shed_and_takes_no_core) {
  ByAge impatient({.most = 3ms});
  Workers workers(1, Fifo::Spec{}, &impatient);
  workers.come(0ms, "a", 5ms);
  workers.come(1ms, "b", 5ms);  // would have waited 4 ms
  workers.come(2ms, "c", 5ms);  // just 3 ms
  workers.run();
  EXPECT_EQ(workers.done(), "a 5ms, b 5ms shed, c 10ms");
  EXPECT_EQ(workers.of("b").waited, 4ms);
  EXPECT_EQ(workers.of("b").served, 0ms);
  EXPECT_EQ(workers.busy(), 10ms);
}

TEST(LinedCores, who_has_missed_his_deadline_in_line_takes_no_core) {
  Workers workers(1);
  workers.come(0ms, "a", 5ms);
  workers.come(1ms, "b", 5ms, with_deadline(4ms));
  workers.come(2ms, "c", 5ms);
  workers.run();
  EXPECT_EQ(workers.of("b").outcome, Outcome::expired);
  EXPECT_EQ(workers.of("b").waited, 4ms);
  EXPECT_EQ(workers.of("c").outcome, Outcome::served);
  EXPECT_EQ(workers.busy(), 10ms);
}

TEST(LinedCores, work_is_given_up_at_its_deadline_and_what_was_spent_is_spent) {
  Workers workers(1);
  workers.come(0ms, "a", 5ms, with_deadline(3ms));
  workers.come(1ms, "b", 5ms);
  workers.run();
  EXPECT_EQ(workers.done(), "a 3ms expired, b 8ms");
  EXPECT_EQ(workers.of("a").served, 3ms);
  EXPECT_EQ(workers.busy(), 8ms);
}

TEST(LinedCores, work_done_just_at_its_deadline_is_done) {
  Workers workers(1);
  workers.come(0ms, "a", 5ms, with_deadline(5ms));
  workers.run();
  EXPECT_EQ(workers.done(), "a 5ms");
}

// A note of when it began to wait is all that a crash leaves: the core goes to the next.
sim::Task<> work_alone(Cores& cores, Request request, sim::Duration work) {
  co_await Cores::Work(cores, request, work);
}

TEST(LinedCores, who_is_lost_in_service_frees_his_core_and_who_is_lost_in_line_his_place) {
  Workers workers(1);
  std::optional<sim::Task<>> served(work_alone(workers.cores(), {}, 10ms));
  std::optional<sim::Task<>> waiting(work_alone(workers.cores(), {}, 10ms));
  served->start_then(std::noop_coroutine()).resume();
  waiting->start_then(std::noop_coroutine()).resume();
  workers.come(0ms, "c", 2ms);
  workers.run(1ms);
  waiting.reset();
  EXPECT_EQ(workers.cores().line().level(), 1);
  served.reset();
  EXPECT_EQ(workers.cores().line().level(), 0);
  EXPECT_EQ(workers.cores().busy().level(), 1);
  workers.run();
  EXPECT_EQ(workers.done(), "c 3ms");
}

}  // namespace
}  // namespace models

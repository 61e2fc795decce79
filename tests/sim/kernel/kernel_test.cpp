// The order of events is the order of (instant, sequence of scheduling).
#include "sim/kernel/kernel.h"

#include <gmock/gmock.h>
#include <optional>

#include "sim/kernel/crowd.h"
#include "sim/kernel/gate.h"
#include "sim/kernel/slots.h"
#include "sim/kernel/within.h"

#include "tests/sim/kernel/stories.h"

namespace sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Task<> pass(Gate& gate) {
  auto passage = gate.passage();
  co_await passage;
}

Task<> sleep_twice(Diary& diary, Duration first, Duration second, std::string name) {
  co_await diary.kernel().sleep(first);
  co_await diary.kernel().sleep(second);
  diary.note(name);
}

Task<> abandon(Diary& diary, Duration time, Task<int>& victim) {
  co_await diary.kernel().sleep(time);
  victim.abandon();
}

Task<> sleep_once(Kernel& kernel, Duration time) {
  co_await kernel.sleep(time);
}

Task<> beat(Kernel& kernel, int beats) {
  for (int i = 0; i < beats; ++i) co_await kernel.sleep(Duration{i % 3});
}

TEST(Kernel, begins_at_the_start_with_nothing_to_do) {
  Kernel kernel;
  EXPECT_TRUE(kernel.now() == kStart);
  EXPECT_TRUE(kernel.idle());
  EXPECT_EQ(kernel.events(), 0U);
  kernel.run_until(kStart + 5ns);
  EXPECT_TRUE(kernel.now() == kStart + 5ns);
  EXPECT_EQ(kernel.events(), 0U);
}

TEST(Kernel, events_come_by_instant_and_at_one_instant_in_order_of_scheduling) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(sleep_then_note(diary, 5ns, "a"));
  crowd.spawn(sleep_then_note(diary, 3ns, "b"));
  crowd.spawn(sleep_then_note(diary, 5ns, "c"));
  crowd.spawn(sleep_then_note(diary, 3ns, "d"));
  kernel.run_until(kStart + 10ns);
  EXPECT_THAT(diary.lines(), ElementsAre("3 b", "3 d", "5 a", "5 c"));
}

TEST(Kernel, what_is_scheduled_at_an_instant_for_that_instant_comes_after_what_was_due) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(sleep_twice(diary, 5ns, 0ns, "made at 5"));
  crowd.spawn(sleep_then_note(diary, 5ns, "made at 0"));
  crowd.spawn(sleep_twice(diary, 3ns, 2ns, "made at 3"));
  kernel.run_until(kStart + 10ns);
  EXPECT_THAT(diary.lines(), ElementsAre("5 made at 0", "5 made at 3", "5 made at 5"));
}

TEST(Kernel, runs_what_is_due_at_the_end_and_stands_there) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(sleep_then_note(diary, 5ns, "at the end"));
  crowd.spawn(sleep_twice(diary, 5ns, 0ns, "also at the end"));
  crowd.spawn(sleep_then_note(diary, 6ns, "after it"));
  kernel.run_until(kStart + 5ns);
  EXPECT_THAT(diary.lines(), ElementsAre("5 at the end", "5 also at the end"));
  EXPECT_TRUE(kernel.now() == kStart + 5ns);
}

Task<> stop_after(Kernel& kernel, Duration time) {
  co_await kernel.sleep(time);
  kernel.stop();
}

TEST(Kernel, stops_when_it_is_told_at_the_end_of_the_instant_and_can_go_on) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(stop_after(kernel, 5ns));
  crowd.spawn(sleep_twice(diary, 5ns, 0ns, "at this instant"));
  crowd.spawn(sleep_then_note(diary, 6ns, "after it"));
  kernel.run_until(kStart + 9ns);
  EXPECT_TRUE(kernel.now() == kStart + 5ns);
  EXPECT_THAT(diary.lines(), ElementsAre("5 at this instant"));
  kernel.run_until(kStart + 9ns);
  EXPECT_TRUE(kernel.now() == kStart + 9ns);
  EXPECT_THAT(diary.lines(), ElementsAre("5 at this instant", "6 after it"));
}

TEST(Kernel, stopped_and_continued_runs_as_in_one_go) {
  Kernel whole;
  Kernel stopped;
  for (Kernel* const kernel : {&whole, &stopped}) {
    Crowd crowd(*kernel);
    for (int i = 1; i <= 5; ++i) crowd.spawn(beat(*kernel, 10 * i));
    if (kernel == &stopped) crowd.spawn(stop_after(*kernel, 7ns));
    if (kernel == &whole) crowd.spawn(sleep_once(*kernel, 7ns));
    kernel->run_until(kStart + 100ns);
    kernel->run_until(kStart + 100ns);
    EXPECT_TRUE(kernel->now() == kStart + 100ns);
  }
  EXPECT_EQ(whole.fingerprint(), stopped.fingerprint());
  EXPECT_EQ(whole.events(), stopped.events());
}

TEST(Kernel, never_goes_back) {
  Kernel kernel;
  Crowd crowd(kernel);
  kernel.run_until(kStart + 5ns);
  EXPECT_NO_THROW(kernel.run_until(kStart + 5ns));
  EXPECT_THROW(kernel.run_until(kStart + 4ns), BrokenInvariant);
  EXPECT_TRUE(kernel.now() == kStart + 5ns);
  crowd.spawn(answer_after(kernel, -1ns, 1));
  EXPECT_THROW(kernel.run_until(kStart + 9ns), BrokenInvariant);
}

TEST(Kernel, in_slices_runs_as_in_one_go) {
  Kernel whole;
  Kernel sliced;
  Crowd at_once(whole);
  Crowd bit_by_bit(sliced);
  for (int i = 1; i <= 5; ++i) {
    at_once.spawn(beat(whole, 10 * i));
    bit_by_bit.spawn(beat(sliced, 10 * i));
  }
  whole.run_until(kStart + 100ns);
  for (Instant end = kStart; end <= kStart + 100ns; end += 1ns) {
    sliced.run_until(end);
    sliced.run_until(end);
  }
  EXPECT_EQ(whole.fingerprint(), sliced.fingerprint());
  EXPECT_EQ(whole.events(), sliced.events());
  EXPECT_EQ(whole.events(), 5U + 10U + 20U + 30U + 40U + 50U);
}

TEST(Kernel, being_watched_changes_nothing) {
  Kernel alone;
  Kernel watched;
  Crowd unseen(alone);
  Crowd seen(watched);
  const Gate gate(watched, "gate");
  for (Kernel* const kernel : {&alone, &watched}) {
    Crowd& crowd = kernel == &alone ? unseen : seen;
    for (int i = 0; i < 5; ++i) {
      TimerLine& line = kernel->timers(Duration{i});
      struct Patient {
        static Task<> wait(Crowd& crowd, TimerLine& line) {
          for (int n = 0; n < 10; ++n) {
            Within<int> answer(crowd, &line, answer_after(crowd.kernel(), 3ns, 1));
            co_await answer;
          }
        }
      };
      crowd.spawn(Patient::wait(crowd, line));
    }
  }
  alone.run_until(kStart + 60ns);
  while (watched.now() < kStart + 60ns) {
    watched.run_until(watched.now() + 1ns);
    watched.idle();
    EXPECT_THAT(watched.waiting(), IsEmpty());
  }
  EXPECT_EQ(alone.fingerprint(), watched.fingerprint());
  EXPECT_EQ(alone.events(), watched.events());
}

TEST(Kernel, takes_facts_of_the_models_into_its_fingerprint) {
  Kernel one;
  Kernel other;
  EXPECT_EQ(one.fingerprint(), other.fingerprint());
  one.note(1);
  other.note(2);
  EXPECT_NE(one.fingerprint(), other.fingerprint());
}

TEST(Sleep, abandoned_never_happened) {
  Kernel kernel;
  Kernel empty;
  auto task = answer_after(kernel, 5ns, 1);
  begin(task);
  EXPECT_FALSE(kernel.idle());
  task.abandon();
  EXPECT_TRUE(kernel.idle());
  kernel.run_until(kStart + 9ns);
  EXPECT_EQ(kernel.events(), 0U);
  EXPECT_EQ(kernel.fingerprint(), empty.fingerprint());
}

TEST(Sleep, abandoned_at_the_instant_of_waking_does_not_wake) {
  for (const Duration time : {0ns, 5ns}) {
    Kernel kernel;
    Diary diary(kernel);
    auto victim = work(diary, time, "sleeper");
    auto killer = abandon(diary, time, victim);
    begin(killer);
    begin(victim);
    kernel.run_until(kStart + 9ns);
    EXPECT_EQ(diary.lines().size(), 1U);
    EXPECT_EQ(kernel.events(), 1U);
  }
}

TEST(Sleep, of_no_time_lets_the_others_of_this_instant_go_first) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(sleep_then_note(diary, 0ns, "sleeps"));
  crowd.spawn(sleep_then_note(diary, 0ns, "sleeps, too"));
  diary.note("spawns");
  kernel.run_until(kStart);
  EXPECT_THAT(diary.lines(), ElementsAre("0 spawns", "0 sleeps", "0 sleeps, too"));
  EXPECT_EQ(kernel.events(), 4U);
}

TEST(Sleep, of_less_than_no_time_is_a_bug_that_the_sleeper_does_not_survive) {
  Kernel kernel;
  auto task = answer_after(kernel, -1ns, 1);
  EXPECT_THROW(begin(task), BrokenInvariant);
}

TEST(Kernel, is_idle_when_only_cancelled_time_outs_are_left) {
  Kernel kernel;
  Crowd crowd(kernel);
  struct Patient {
    static Task<> wait(Crowd& crowd, Duration patience) {
      TimerLine& line = crowd.kernel().timers(patience);
      Within<int> answer(crowd, &line, answer_after(crowd.kernel(), 2ns, 1));
      co_await answer;
    }
  };
  crowd.spawn(Patient::wait(crowd, 100ns));
  crowd.spawn(Patient::wait(crowd, 50ns));
  kernel.run_until(kStart + 1ns);
  EXPECT_FALSE(kernel.idle());
  kernel.run_until(kStart + 2ns);
  EXPECT_TRUE(crowd.empty());
  EXPECT_TRUE(kernel.idle());
}

TEST(Kernel, says_who_still_waits_when_nothing_can_happen_any_more) {
  Kernel kernel;
  const Gate unused(kernel, "unused");
  Gate gate(kernel, "gate");
  Slots slots(kernel, "slots", 0);
  Crowd crowd(kernel);
  struct Asker {
    static Task<> ask(Slots& slots) {
      auto asking = slots.acquire();
      const auto lease = co_await asking;
    }
  };
  crowd.spawn(Asker::ask(slots));
  crowd.spawn(pass(gate));
  crowd.spawn(pass(gate));
  EXPECT_FALSE(kernel.idle());
  kernel.run_until(kStart + 5ns);
  EXPECT_TRUE(kernel.idle());
  EXPECT_THAT(kernel.waiting(), ElementsAre("2 wait for gate", "1 wait for slots"));
  gate.open();
  EXPECT_FALSE(kernel.idle());
  EXPECT_THAT(kernel.waiting(), ElementsAre("1 wait for slots"));
}

TEST(Kernel, forgets_a_place_that_is_gone) {
  Kernel kernel;
  std::optional<Gate> gone;
  gone.emplace(kernel, "gone");
  Gate gate(kernel, "gate");
  auto task = pass(gate);
  begin(task);
  gone.reset();
  EXPECT_THAT(kernel.waiting(), ElementsAre("1 wait for gate"));
}

TEST(Wakeup, is_made_once) {
  Kernel kernel;
  Wakeup wakeup(kernel);
  wakeup.later(kStart + 5ns, std::noop_coroutine());
  EXPECT_TRUE(wakeup.pending());
  EXPECT_THROW(wakeup.later(kStart + 6ns, std::noop_coroutine()), BrokenInvariant);
  wakeup.cancel();
  wakeup.cancel();
  EXPECT_FALSE(wakeup.pending());
  EXPECT_TRUE(kernel.idle());
  wakeup.later(kStart + 6ns, std::noop_coroutine());
  EXPECT_FALSE(kernel.idle());
}

}  // namespace
}  // namespace sim

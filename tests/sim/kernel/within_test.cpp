// A caller loses patience; the work does not.
#include "sim/kernel/within.h"

#include <gmock/gmock.h>

#include "tests/sim/kernel/stories.h"

namespace sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string told(const std::optional<int>& answer) {
  return answer ? "has " + std::to_string(*answer) : "has nothing";
}

Task<> ask(Crowd& crowd, Diary& diary, Duration patience, Task<int> task) {
  TimerLine& line = crowd.kernel().timers(patience);
  Within<int> answer(crowd, &line, std::move(task));
  const std::optional<int> in_time = co_await answer;
  diary.note(told(in_time));
}

Task<> ask_and_linger(Crowd& crowd, Diary& diary, Duration patience, Task<int> task) {
  TimerLine& line = crowd.kernel().timers(patience);
  Within<int> answer(crowd, &line, std::move(task));
  const std::optional<int> in_time = co_await answer;
  diary.note(told(in_time));
  co_await crowd.kernel().sleep(10ns);
  diary.note("goes");
}

Task<> ask_without_limit(Crowd& crowd, Diary& diary, Task<int> task) {
  Within<int> call(crowd, nullptr, std::move(task));
  const std::optional<int> answer = co_await call;
  diary.note(told(*answer));
}

Task<int> ask_inside(Crowd& crowd, Diary& diary, Duration patience, Task<int> task) {
  TimerLine& line = crowd.kernel().timers(patience);
  Within<int> answer(crowd, &line, std::move(task));
  const std::optional<int> in_time = co_await answer;
  diary.note("inside " + told(in_time));
  co_return in_time.value_or(0);
}

TEST(Within, gives_the_result_that_comes_in_time) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(ask(crowd, diary, 5ns, answer_after(kernel, 4ns, 7)));
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("4 has 7"));
  EXPECT_EQ(kernel.events(), 2U);  // the deadline is none
  EXPECT_TRUE(kernel.idle());
}

TEST(Within, gives_nothing_at_the_deadline_and_the_work_goes_on) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(ask(crowd, diary, 5ns, work(diary, 8ns, "work")));
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("5 has nothing", "8 work", "8 work is gone"));
  EXPECT_TRUE(crowd.empty());
}

TEST(Within, a_result_exactly_at_the_deadline_is_late) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(ask(crowd, diary, 5ns, work(diary, 5ns, "work")));
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("5 has nothing", "5 work", "5 work is gone"));
}

TEST(Within, a_result_at_once_is_in_time_even_without_patience) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(ask(crowd, diary, 0ns, answer_at_once(7)));
  crowd.spawn(ask(crowd, diary, 0ns, work(diary, 0ns, "work")));
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 has 7", "0 has nothing", "0 work", "0 work is gone"));
  EXPECT_TRUE(kernel.idle());
}

TEST(Within, abandoned_while_it_waits_lets_the_work_go_on) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  auto asking = ask(crowd, diary, 5ns, work(diary, 4ns, "work"));
  begin(asking);
  kernel.run_until(kStart + 2ns);
  asking.abandon();
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("4 work", "4 work is gone"));
  EXPECT_EQ(kernel.events(), 1U);
}

TEST(Within, abandoned_at_the_deadline_but_before_it_is_told_of_nothing) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  struct Killer {
    static Task<> kill(Kernel& kernel, Task<>& victim) {
      co_await kernel.sleep(5ns);
      victim.abandon();
    }
  };
  auto asking = ask(crowd, diary, 5ns, work(diary, 5ns, "work"));
  auto killing = Killer::kill(kernel, asking);
  begin(killing);
  begin(asking);
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("5 work", "5 work is gone"));
}

TEST(Within, abandoned_before_it_is_awaited_drops_the_work) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  {
    const Within<int> unused(crowd, &kernel.timers(5ns), work(diary, 1ns, "work"));
  }
  EXPECT_TRUE(crowd.empty());
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), IsEmpty());
}

TEST(Within, late_work_does_not_disturb_a_caller_that_has_gone_on) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(ask_and_linger(crowd, diary, 5ns, work(diary, 8ns, "work")));
  kernel.run_until(kStart + 30ns);
  EXPECT_THAT(diary.lines(), ElementsAre("5 has nothing", "8 work", "8 work is gone", "15 goes"));
}

TEST(Within, at_the_same_deadline_the_outer_caller_is_told_first) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  auto inside = ask_inside(crowd, diary, 5ns, work(diary, 7ns, "work"));
  crowd.spawn(ask(crowd, diary, 5ns, std::move(inside)));
  kernel.run_until(kStart + 30ns);
  EXPECT_THAT(diary.lines(),
              ElementsAre("5 has nothing", "5 inside has nothing", "7 work", "7 work is gone"));
  EXPECT_TRUE(crowd.empty());
}

TEST(Within, an_inner_deadline_leaves_the_outer_one_alone) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  auto inside = ask_inside(crowd, diary, 3ns, work(diary, 9ns, "work"));
  crowd.spawn(ask(crowd, diary, 5ns, std::move(inside)));
  kernel.run_until(kStart + 30ns);
  EXPECT_THAT(diary.lines(),
              ElementsAre("3 inside has nothing", "3 has 0", "9 work", "9 work is gone"));
}

TEST(Within, without_a_line_waits_for_the_result) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(ask_without_limit(crowd, diary, answer_after(kernel, 4ns, 7)));
  crowd.spawn(ask_without_limit(crowd, diary, answer_at_once(8)));
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 has 8", "4 has 7"));
  EXPECT_TRUE(crowd.empty());
}

TEST(Within, without_a_line_abandoned_while_it_waits_lets_the_work_go_on) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  auto asking = ask_without_limit(crowd, diary, work(diary, 4ns, "work"));
  begin(asking);
  kernel.run_until(kStart + 2ns);
  asking.abandon();
  EXPECT_FALSE(crowd.empty());
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("4 work", "4 work is gone"));
  EXPECT_TRUE(crowd.empty());
}

TEST(Within, without_a_line_abandoned_when_the_work_has_ended_brings_nobody_in) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  auto asking = ask_without_limit(crowd, diary, answer_at_once(8));
  begin(asking);
  asking.abandon();
  EXPECT_TRUE(crowd.empty());
  {
    const Within<int> unused(crowd, nullptr, work(diary, 1ns, "work"));
  }
  EXPECT_TRUE(crowd.empty());
}

}  // namespace
}  // namespace sim

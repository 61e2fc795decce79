// Who lives somewhere ends with it; who waits for them is told.
#include "sim/kernel/residents.h"

#include <gmock/gmock.h>
#include <string>

#include "sim/kernel/crowd.h"
#include "sim/kernel/slots.h"
#include "sim/kernel/within.h"

#include "tests/sim/kernel/stories.h"

namespace sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Task<int> ask(Residents& residents, Diary& diary, std::string name, Task<int> task) {
  Residents::Stay<int> stay(residents, std::move(task));
  const std::optional<int> answer = co_await stay;
  diary.note(name + (answer ? " has " + std::to_string(*answer) : " has nothing"));
  co_return answer.value_or(0);
}

Task<> evict_after(Kernel& kernel, Residents& residents, Duration time) {
  co_await kernel.sleep(time);
  residents.evict();
}

Task<int> hold_slot(Slots& slots, Diary& diary, Duration time, std::string name) {
  const Farewell farewell(diary, name);
  auto asking = slots.acquire();
  const auto lease = co_await asking;
  diary.note(name + " begins");
  co_await diary.kernel().sleep(time);
  co_return 1;
}

TEST(Residents, give_their_results) {
  Kernel kernel;
  Diary diary(kernel);
  Residents residents(kernel);
  Crowd crowd(kernel);
  crowd.spawn(ask(residents, diary, "a", answer_after(kernel, 4ns, 7)));
  crowd.spawn(ask(residents, diary, "b", answer_at_once(8)));
  kernel.run_until(kStart + 1ns);
  EXPECT_EQ(residents.count(), 1U);
  kernel.run_until(kStart + 9ns);
  EXPECT_EQ(residents.count(), 0U);
  EXPECT_THAT(diary.lines(), ElementsAre("0 b has 8", "4 a has 7"));
}

TEST(Residents, evicted_end_in_the_order_of_coming_and_their_callers_are_told) {
  Kernel kernel;
  Diary diary(kernel);
  Residents residents(kernel);
  Crowd crowd(kernel);
  crowd.spawn(ask(residents, diary, "a", work(diary, 9ns, "work of a")));
  crowd.spawn(ask(residents, diary, "b", work(diary, 9ns, "work of b")));
  kernel.run_until(kStart + 4ns);
  residents.evict();
  EXPECT_EQ(residents.count(), 0U);
  diary.note("evicted");
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("4 work of a is gone", "4 work of b is gone", "4 evicted",
                                         "4 a has nothing", "4 b has nothing"));
  EXPECT_TRUE(crowd.empty());
}

TEST(Residents, end_with_the_caller_that_is_abandoned_while_it_waits) {
  Kernel kernel;
  Diary diary(kernel);
  Residents residents(kernel);
  auto asking = ask(residents, diary, "a", work(diary, 9ns, "work"));
  begin(asking);
  kernel.run_until(kStart + 4ns);
  asking.abandon();
  EXPECT_EQ(residents.count(), 0U);
  residents.evict();
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("4 work is gone"));
  EXPECT_EQ(kernel.events(), 0U);
}

TEST(Residents, evicted_do_not_wake_a_caller_abandoned_before_it_was_told) {
  Kernel kernel;
  Diary diary(kernel);
  Residents residents(kernel);
  auto asking = ask(residents, diary, "a", work(diary, 9ns, "work"));
  begin(asking);
  residents.evict();
  asking.abandon();
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 work is gone"));
  EXPECT_EQ(kernel.events(), 0U);
}

TEST(Residents, evicted_from_an_empty_place_are_nobody) {
  Kernel kernel;
  Residents residents(kernel);
  residents.evict();
  EXPECT_EQ(residents.count(), 0U);
  EXPECT_TRUE(kernel.idle());
}

TEST(Residents, at_one_instant_whatever_was_scheduled_first_decides) {
  for (const bool eviction_first : {false, true}) {
    Kernel kernel;
    Diary diary(kernel);
    Residents residents(kernel);
    Crowd crowd(kernel);
    if (eviction_first) crowd.spawn(evict_after(kernel, residents, 5ns));
    crowd.spawn(ask(residents, diary, "a", answer_after(kernel, 5ns, 7)));
    if (!eviction_first) crowd.spawn(evict_after(kernel, residents, 5ns));
    kernel.run_until(kStart + 9ns);
    EXPECT_THAT(diary.lines(), ElementsAre(eviction_first ? "5 a has nothing" : "5 a has 7"));
  }
}

TEST(Residents, no_longer_count_once_their_caller_has_the_result) {
  Kernel kernel;
  Residents residents(kernel);
  Crowd crowd(kernel);
  struct Caller {
    static Task<> linger(Kernel& kernel, Residents& residents) {
      Residents::Stay<int> stay(residents, answer_after(kernel, 2ns, 7));
      co_await stay;
      co_await kernel.sleep(10ns);
    }
  };
  crowd.spawn(Caller::linger(kernel, residents));
  kernel.run_until(kStart + 1ns);
  EXPECT_EQ(residents.count(), 1U);
  kernel.run_until(kStart + 5ns);
  EXPECT_EQ(residents.count(), 0U);
  residents.evict();
  kernel.run_until(kStart + 20ns);
  EXPECT_TRUE(crowd.empty());
}

TEST(Residents, evicted_take_along_what_they_asked_elsewhere) {
  Kernel kernel;
  Diary diary(kernel);
  Residents here(kernel);
  Residents there(kernel);
  auto inner = ask(there, diary, "inner", work(diary, 9ns, "work"));
  auto outer = ask(here, diary, "outer", std::move(inner));
  begin(outer);
  EXPECT_EQ(there.count(), 1U);
  here.evict();
  EXPECT_EQ(there.count(), 0U);
  kernel.run_until(kStart + 9ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 work is gone", "0 outer has nothing"));
}

TEST(Residents, evicted_twice_over_when_they_asked_at_home) {
  Kernel kernel;
  Diary diary(kernel);
  Residents residents(kernel);
  auto inner = ask(residents, diary, "inner", work(diary, 9ns, "work"));
  auto outer = ask(residents, diary, "outer", std::move(inner));
  begin(outer);
  EXPECT_EQ(residents.count(), 2U);
  residents.evict();
  EXPECT_EQ(residents.count(), 0U);
  kernel.run_until(kStart + 9ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 work is gone", "0 outer has nothing"));
}

TEST(Residents, evicted_elsewhere_leave_their_caller_alive) {
  Kernel kernel;
  Diary diary(kernel);
  Residents here(kernel);
  Residents there(kernel);
  auto inner = ask(there, diary, "inner", work(diary, 9ns, "work"));
  auto outer = ask(here, diary, "outer", std::move(inner));
  begin(outer);
  there.evict();
  EXPECT_EQ(here.count(), 1U);
  kernel.run_until(kStart + 9ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 work is gone", "0 inner has nothing", "0 outer has 0"));
}

// Each resident that goes hands its slot to the next, who then goes as well.
TEST(Residents, evicted_while_slots_pass_from_one_to_the_next_lose_none) {
  Kernel kernel;
  Diary diary(kernel);
  Residents residents(kernel);
  Slots slots(kernel, "slots", 1);
  Crowd crowd(kernel);
  for (const char* const name : {"a", "b", "c"})
    crowd.spawn(ask(residents, diary, name, hold_slot(slots, diary, 9ns, name)));
  crowd.spawn(hold_slot(slots, diary, 9ns, "stranger"));
  kernel.run_until(kStart + 4ns);
  residents.evict();
  EXPECT_EQ(slots.free(), 0);
  EXPECT_EQ(slots.waiting(), 0U);
  kernel.run_until(kStart + 30ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 a begins", "4 a is gone", "4 b is gone", "4 c is gone",
                                         "4 a has nothing", "4 b has nothing", "4 stranger begins",
                                         "4 c has nothing", "13 stranger is gone"));
  EXPECT_EQ(slots.free(), 1);
}

TEST(Residents, stay_while_their_work_goes_on_for_nobody) {
  Kernel kernel;
  Diary diary(kernel);
  Residents residents(kernel);
  Crowd crowd(kernel);
  {
    Within<int> call(crowd, nullptr, ask(residents, diary, "a", work(diary, 9ns, "work")));
    call.await_suspend(std::noop_coroutine()).resume();
  }
  kernel.run_until(kStart + 4ns);
  EXPECT_EQ(residents.count(), 1U);
  residents.evict();
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("4 work is gone", "4 a has nothing"));
  EXPECT_TRUE(crowd.empty());
}

}  // namespace
}  // namespace sim

// Those whom nobody awaits go on by themselves, and end with their crowd.
#include "sim/kernel/crowd.h"

#include <gmock/gmock.h>

#include "sim/kernel/gate.h"
#include "sim/kernel/slots.h"
#include "sim/kernel/within.h"

#include "tests/sim/kernel/stories.h"

namespace sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Task<> spawn_two(Crowd& crowd, Diary& diary) {
  crowd.spawn(work(diary, 0ns, "first child"));
  crowd.spawn(work(diary, 0ns, "second child"));
  diary.note("parent");
  co_return;
}

// Calls itself, each call in its own way, and sleeps at the bottom.
Task<int> nest(Crowd& crowd, Diary& diary, int depth) {
  const Farewell farewell(diary, std::to_string(depth));
  if (depth == 0) {
    co_await crowd.kernel().sleep(1s);
  } else if (depth % 3 == 1) {
    Within<int> call(crowd, nullptr, nest(crowd, diary, depth - 1));
    co_await call;
  } else if (depth % 3 == 2) {
    auto call = nest(crowd, diary, depth - 1);
    co_await std::move(call);
  } else {
    Within<int> call(crowd, &crowd.kernel().timers(1s), nest(crowd, diary, depth - 1));
    co_await call;
  }
  co_return 1;
}

Task<> hold_slot(Kernel& kernel, Slots& slots, Duration time) {
  auto asking = slots.acquire();
  const auto lease = co_await asking;
  co_await kernel.sleep(time);
}

TEST(Crowd, a_spawned_task_begins_at_this_instant_after_what_is_due) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(sleep_then_note(diary, 5ns, "due"));
  kernel.run_until(kStart + 1ns);
  crowd.spawn(sleep_then_note(diary, 4ns, "due later"));
  diary.note("spawned");
  kernel.run_until(kStart + 5ns);
  EXPECT_THAT(diary.lines(), ElementsAre("1 spawned", "5 due", "5 due later"));
}

TEST(Crowd, children_begin_after_their_parent_has_gone_on) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(spawn_two(crowd, diary));
  kernel.run_until(kStart);
  EXPECT_THAT(diary.lines(), ElementsAre("0 parent", "0 first child", "0 first child is gone",
                                         "0 second child", "0 second child is gone"));
}

TEST(Crowd, forgets_who_has_ended) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  EXPECT_TRUE(crowd.empty());
  crowd.spawn(work(diary, 3ns, "a"));
  crowd.spawn(answer_at_once(1));
  EXPECT_FALSE(crowd.empty());
  kernel.run_until(kStart + 2ns);
  EXPECT_FALSE(crowd.empty());
  kernel.run_until(kStart + 3ns);
  EXPECT_TRUE(crowd.empty());
}

TEST(Crowd, adopts_who_is_under_way_and_drops_the_others) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.adopt(work(diary, 3ns, "not begun"));
  auto ended = answer_at_once(1);
  begin(ended);
  crowd.adopt(std::move(ended));
  EXPECT_TRUE(crowd.empty());
  auto under_way = work(diary, 3ns, "under way");
  begin(under_way);
  crowd.adopt(std::move(under_way));
  EXPECT_FALSE(crowd.empty());
  kernel.run_until(kStart + 9ns);
  EXPECT_TRUE(crowd.empty());
  EXPECT_THAT(diary.lines(), ElementsAre("3 under way", "3 under way is gone"));
}

TEST(Crowd, destroyed_abandons_who_has_not_begun) {
  int alive = 0;
  struct Holder {
    static Task<> hold(Kernel& kernel, int& alive) {
      const Alive one(alive);
      co_await kernel.sleep(1ns);
    }
  };
  Kernel kernel;
  {
    Crowd crowd(kernel);
    crowd.spawn(Holder::hold(kernel, alive));
    kernel.run_until(kStart);
    crowd.spawn(Holder::hold(kernel, alive));
    EXPECT_EQ(alive, 1);
  }
  EXPECT_EQ(alive, 0);
}

TEST(Crowd, destroyed_abandons_what_its_members_wait_for_however_they_wait) {
  Kernel kernel;
  Diary diary(kernel);
  {
    Crowd crowd(kernel);
    crowd.spawn(nest(crowd, diary, 7));
    kernel.run_until(kStart + 2ns);
    EXPECT_THAT(diary.lines(), IsEmpty());
  }
  EXPECT_EQ(diary.lines().size(), 8U);
  // A call that goes on for nobody ends after its caller; a task ends inside of it.
  EXPECT_THAT(diary.lines(),
              ElementsAre("2 7 is gone", "2 6 is gone", "2 4 is gone", "2 5 is gone", "2 3 is gone",
                          "2 1 is gone", "2 2 is gone", "2 0 is gone"));
  EXPECT_TRUE(kernel.idle());
}

TEST(Crowd, destroyed_gives_back_every_slot_and_nobody_is_woken) {
  Kernel kernel;
  Slots slots(kernel, "slots", 2);
  {
    Crowd crowd(kernel);
    for (int i = 0; i < 10; ++i) crowd.spawn(hold_slot(kernel, slots, 5ns));
    kernel.run_until(kStart + 7ns);
    EXPECT_EQ(slots.free(), 0);
    EXPECT_EQ(slots.waiting(), 6U);
  }
  EXPECT_EQ(slots.free(), 2);
  EXPECT_EQ(slots.waiting(), 0U);
  EXPECT_TRUE(kernel.idle());
}

}  // namespace
}  // namespace sim

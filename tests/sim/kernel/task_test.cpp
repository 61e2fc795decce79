// A step of a model: lazy, owned, and gone without a trace when it is dropped.
#include "sim/kernel/task.h"

#include <gmock/gmock.h>
#include <memory>

#include "tests/sim/kernel/stories.h"

namespace sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Task<int> add_up(Diary& diary) {
  auto first = work(diary, 2ns, "first");
  diary.note("asks the first");
  const int one = co_await std::move(first);
  auto second = work(diary, 3ns, "second");
  const int two = co_await std::move(second);
  co_return one + two;
}

Task<std::unique_ptr<int>> make(int value) {
  co_return std::make_unique<int>(value);
}

Task<> take(std::unique_ptr<int>& taken) {
  taken = co_await make(7);
}

Task<> hold_two(Diary& diary) {
  const Farewell first(diary, "first");
  const Farewell second(diary, "second");
  co_await diary.kernel().sleep(10ns);
  diary.note("never");
}

TEST(Task, does_nothing_before_it_is_awaited) {
  Kernel kernel;
  Diary diary(kernel);
  auto task = work(diary, 0ns, "work");
  kernel.run_until(kStart + 5ns);
  EXPECT_THAT(diary.lines(), IsEmpty());
  EXPECT_FALSE(task.done());
  EXPECT_FALSE(task.under_way());
}

TEST(Task, gives_its_result_to_the_one_who_awaits_it) {
  Kernel kernel;
  Diary diary(kernel);
  auto task = add_up(diary);
  begin(task);
  EXPECT_TRUE(task.under_way());
  kernel.run_until(kStart + 9ns);
  ASSERT_TRUE(task.done());
  EXPECT_FALSE(task.under_way());
  EXPECT_EQ(task.take_result(), 2);
  EXPECT_THAT(diary.lines(), ElementsAre("0 asks the first", "2 first", "2 first is gone",
                                         "5 second", "5 second is gone"));
}

TEST(Task, that_ends_at_once_takes_no_event) {
  Kernel kernel;
  std::unique_ptr<int> taken;
  auto task = take(taken);
  begin(task);
  EXPECT_TRUE(task.done());
  EXPECT_EQ(*taken, 7);
  EXPECT_EQ(kernel.events(), 0U);
}

TEST(Task, abandoned_before_it_has_begun_gives_back_its_parameters) {
  const auto shared = std::make_shared<int>(1);
  struct Holder {
    static Task<int> hold(std::shared_ptr<int> value) { co_return *value; }
  };
  auto task = Holder::hold(shared);
  EXPECT_EQ(shared.use_count(), 2);
  task.abandon();
  EXPECT_EQ(shared.use_count(), 1);
}

TEST(Task, abandoned_while_it_waits_gives_back_in_reverse_order_and_is_no_event) {
  Kernel kernel;
  Diary diary(kernel);
  auto task = hold_two(diary);
  begin(task);
  kernel.run_until(kStart + 4ns);
  task.abandon();
  EXPECT_FALSE(task.done());
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("4 second is gone", "4 first is gone"));
  EXPECT_EQ(kernel.events(), 0U);
}

TEST(Task, abandoned_takes_those_that_it_awaits_with_it) {
  Kernel kernel;
  Diary diary(kernel);
  auto task = add_up(diary);
  begin(task);
  kernel.run_until(kStart + 3ns);
  task.abandon();
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(),
              ElementsAre("0 asks the first", "2 first", "2 first is gone", "3 second is gone"));
}

TEST(Task, moved_is_the_same_work) {
  Kernel kernel;
  Diary diary(kernel);
  auto old = work(diary, 9ns, "old");
  begin(old);
  {
    auto task = work(diary, 2ns, "new");
    begin(task);
    old = std::move(task);
  }
  kernel.run_until(kStart + 5ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 old is gone", "2 new", "2 new is gone"));
  EXPECT_TRUE(old.done());
}

TEST(Task, without_an_end_has_no_result) {
  Kernel kernel;
  auto task = answer_after(kernel, 5ns, 1);
  begin(task);
  EXPECT_THROW(task.take_result(), BrokenInvariant);
}

TEST(Link, leaves_its_ring_and_the_others_stay) {
  detail::Link ring;
  detail::Link first;
  detail::Link second;
  detail::Link third;
  first.join_before(ring);
  second.join_before(ring);
  third.join_before(ring);
  second.leave();
  EXPECT_TRUE(second.alone());
  EXPECT_EQ(ring.after, &first);
  EXPECT_EQ(first.after, &third);
  EXPECT_EQ(third.after, &ring);
  EXPECT_EQ(ring.before, &third);
  second.leave();
  EXPECT_TRUE(second.alone());
  first.leave();
  third.leave();
  EXPECT_TRUE(ring.alone());
}

}  // namespace
}  // namespace sim

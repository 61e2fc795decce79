// What compilers have got wrong about coroutines, in the way our code uses them: a new compiler is
// judged here on its first day.
#include <gtest/gtest.h>
#include <string>

#include "sim/kernel/crowd.h"
#include "sim/kernel/join.h"
#include "sim/kernel/residents.h"
#include "sim/kernel/within.h"

#include "tests/sanitized.h"
#include "tests/sim/kernel/stories.h"

namespace sim {
namespace {

bool is_good(const int&) {
  return true;
}

// An object that knows whether it is destroyed as often as it was made.
class Counted {
 public:
  explicit Counted(int& count) : count_(&count) { ++*count_; }
  Counted(const Counted& other) : count_(other.count_) { ++*count_; }
  Counted(Counted&& other) noexcept : count_(other.count_) { ++*count_; }
  ~Counted() { --*count_; }

 private:
  int* count_;
};

struct Aggregate {
  Counted counted;
  int value = 0;
};

class Constructed {
 public:
  Constructed(Counted counted, int value) : counted_(std::move(counted)), value_(value) {}
  int value() const { return value_; }

 private:
  Counted counted_;
  int value_;
};

Task<int> take(Aggregate aggregate) {
  co_return aggregate.value;
}
Task<int> take(Constructed constructed) {
  co_return constructed.value();
}
Task<int> take(std::string text) {
  co_return static_cast<int>(text.size());
}

Task<> name_the_aggregate(int& alive, int& answer) {
  Aggregate aggregate{Counted(alive), 3};
  answer = co_await take(std::move(aggregate));
}

Task<> name_the_task(int& alive, int& answer) {
  auto taking = take(Aggregate{Counted(alive), 3});
  answer = co_await std::move(taking);
}

Task<> construct_in_place(int& alive, int& answer) {
  answer = co_await take(Constructed(Counted(alive), 3));
}

Task<> pass_a_long_text(int&, int& answer) {
  answer = co_await take(std::string("a text that is long enough for the heap")) - 36;
}

Task<> aggregate_in_place(int& alive, int& answer) {
  answer = co_await take(Aggregate{Counted(alive), 3});
}

TEST(CoroutineTraps, arguments_are_destroyed_once_the_way_we_write_them) {
  for (const auto story :
       {name_the_aggregate, name_the_task, construct_in_place, pass_a_long_text}) {
    int alive = 0;
    int answer = 0;
    {
      auto task = story(alive, answer);
      begin(task);
    }
    EXPECT_EQ(answer, 3);
    EXPECT_EQ(alive, 0);
  }
}

TEST(CoroutineTraps, an_aggregate_made_inside_of_a_wait_is_destroyed_once) {
  int alive = 0;
  int answer = 0;
  {
    auto task = aggregate_in_place(alive, answer);
    begin(task);
  }
  EXPECT_EQ(answer, 3);
  if (alive < 0) GTEST_SKIP() << "this compiler destroys it twice, so we name it first";
  EXPECT_EQ(alive, 0);
}

Task<> sleep_often(Kernel& kernel, std::int64_t& sum, int times) {
  for (int i = 0; i < times; ++i) {
    auto answering = answer_after(kernel, 1ns, 1);
    sum += co_await std::move(answering);
  }
}

TEST(CoroutineTraps, two_million_sleeps_leave_the_stack_flat) {
  std::int64_t sum = 0;
  Kernel kernel;
  Crowd crowd(kernel);
  crowd.spawn(sleep_often(kernel, sum, 2'000'000));
  kernel.run_until(kStart + 2ms);
  EXPECT_EQ(sum, 2'000'000);
  EXPECT_TRUE(crowd.empty());
}

Task<> ask_often(std::int64_t& sum, int times) {
  for (int i = 0; i < times; ++i) {
    auto answering = answer_at_once(1);
    sum += co_await std::move(answering);
  }
}

TEST(CoroutineTraps, two_million_answers_at_once_leave_the_stack_flat) {
  if (kSanitized) GTEST_SKIP() << "under the address sanitizer no coroutine jumps into another";
  std::int64_t sum = 0;
  auto task = ask_often(sum, 2'000'000);
  begin(task);
  EXPECT_EQ(sum, 2'000'000);
}

Task<> ask_often_through_a_join(std::int64_t& sum, int times) {
  for (int i = 0; i < times; ++i) {
    Tasks<int> tasks;
    tasks.push_back(answer_at_once(1));
    Join<int> join(std::move(tasks), 1, is_good);
    const auto results = co_await join;
    sum += *results[0];
  }
}

TEST(CoroutineTraps, half_a_million_joins_that_end_at_once_leave_the_stack_flat) {
  if (kSanitized) GTEST_SKIP() << "under the address sanitizer no coroutine jumps into another";
  std::int64_t sum = 0;
  auto task = ask_often_through_a_join(sum, 500'000);
  begin(task);
  EXPECT_EQ(sum, 500'000);
}

// --- A broken invariant -----------------------------------------------------------------------

// What is broken is found out after a time, by a coroutine that could not end otherwise.
Task<int> find_out(Kernel& kernel, Duration time, int& alive) {
  const Alive one(alive);
  for (;;) {
    if (time > 0ns) co_await kernel.sleep(time);
    check(alive == 0, "nobody is alive");
  }
}

Task<int> find_out_by_asking(Kernel& kernel, Duration time, int& alive) {
  const Alive one(alive);
  auto asking = find_out(kernel, time, alive);
  co_return co_await std::move(asking);
}

Task<int> through_within(Crowd& crowd, Residents&, Duration time, int& alive) {
  const Alive one(alive);
  TimerLine& line = crowd.kernel().timers(50ns);
  Within<int> call(crowd, &line, find_out_by_asking(crowd.kernel(), time, alive));
  const auto answer = co_await call;
  co_return answer.value_or(0);
}

Task<int> after_losing_patience(Crowd& crowd, Residents&, Duration time, int& alive) {
  const Alive one(alive);
  TimerLine& line = crowd.kernel().timers(time - 1ns);
  Within<int> call(crowd, &line, find_out_by_asking(crowd.kernel(), time, alive));
  co_await call;
  co_await crowd.kernel().sleep(100ns);
  co_return 0;
}

Task<int> through_within_without_a_line(Crowd& crowd, Residents&, Duration time, int& alive) {
  const Alive one(alive);
  Within<int> call(crowd, nullptr, find_out_by_asking(crowd.kernel(), time, alive));
  co_return *co_await call;
}

Task<int> through_a_stay(Crowd& crowd, Residents& residents, Duration time, int& alive) {
  const Alive one(alive);
  Residents::Stay<int> stay(residents, find_out_by_asking(crowd.kernel(), time, alive));
  const auto answer = co_await stay;
  co_return answer.value_or(0);
}

Task<int> through_a_join(Crowd& crowd, Residents&, Duration time, int& alive) {
  const Alive one(alive);
  Tasks<int> tasks;
  tasks.push_back(answer_after(crowd.kernel(), 20ns, 1));
  tasks.push_back(find_out_by_asking(crowd.kernel(), time, alive));
  Join<int> join(std::move(tasks), 1, is_good);
  const auto results = co_await join;
  co_return static_cast<int>(results.size());
}

TEST(CoroutineTraps, a_broken_invariant_ends_the_run_and_all_can_still_be_destroyed_once) {
  for (const Duration time : {0ns, 10ns}) {
    for (const auto story : {through_within, after_losing_patience, through_within_without_a_line,
                             through_a_stay, through_a_join}) {
      if (story == after_losing_patience && time == 0ns) continue;
      int alive = 0;
      Kernel kernel;
      Residents residents(kernel);
      {
        Crowd crowd(kernel);
        crowd.spawn(story(crowd, residents, time, alive));
        EXPECT_THROW(kernel.run_until(kStart + 30ns), BrokenInvariant);
        EXPECT_TRUE(kernel.now() == kStart + time);
      }
      EXPECT_EQ(alive, 0);
      EXPECT_EQ(residents.count(), 0U);
    }
  }
}

}  // namespace
}  // namespace sim

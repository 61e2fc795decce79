// Several tasks at once: all of them, the first so many, or as soon as it cannot be reached.
#include "sim/kernel/join.h"

#include <gmock/gmock.h>
#include <span>
#include <string>

#include "sim/kernel/crowd.h"

#include "tests/sim/kernel/stories.h"

namespace sim {
namespace {

using testing::ElementsAre;

bool is_positive(const int& answer) {
  return answer > 0;
}

std::string told(std::span<const std::optional<int>> results) {
  std::string all = "has";
  for (const std::optional<int>& result : results)
    all += result ? " " + std::to_string(*result) : " -";
  return all;
}

Task<> ask(Diary& diary, Tasks<int> tasks, std::size_t wanted) {
  Join<int> join(std::move(tasks), wanted, is_positive);
  const auto results = co_await join;
  diary.note(told(results));
}

Task<> ask_and_linger(Diary& diary, Tasks<int> tasks, std::size_t wanted) {
  Join<int> join(std::move(tasks), wanted, is_positive);
  const auto results = co_await join;
  diary.note(told(results));
  co_await diary.kernel().sleep(20ns);
  diary.note("goes");
}

Task<int> answer_and_bid_farewell(Diary& diary, Duration time, int answer) {
  const Farewell farewell(diary, std::to_string(answer));
  if (time > 0ns) co_await diary.kernel().sleep(time);
  co_return answer;
}

// Tasks that answer 1, 2, 3 ... after the times, or at once.
Tasks<int> answers(Diary& diary, std::initializer_list<Duration> times) {
  Tasks<int> tasks;
  int answer = 0;
  for (const Duration time : times) tasks.push_back(answer_and_bid_farewell(diary, time, ++answer));
  return tasks;
}

TEST(Join, of_all_ends_with_the_last_and_gives_the_results_in_the_order_of_the_tasks) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(ask(diary, answers(diary, {5ns, 9ns, 2ns}), 3));
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(),
              ElementsAre("2 3 is gone", "5 1 is gone", "9 2 is gone", "9 has 1 2 3"));
  EXPECT_TRUE(crowd.empty());
}

TEST(Join, of_some_abandons_the_others_before_it_tells) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(ask(diary, answers(diary, {5ns, 9ns, 2ns, 7ns}), 2));
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(), ElementsAre("2 3 is gone", "5 1 is gone", "5 2 is gone", "5 4 is gone",
                                         "5 has 1 - 3 -"));
}

TEST(Join, ends_as_soon_as_too_many_have_failed) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  Tasks<int> tasks;
  for (const int answer : {-3, 5, -1, 9})
    tasks.push_back(answer_after(kernel, answer * answer * 1ns, answer));
  crowd.spawn(ask(diary, std::move(tasks), 3));
  kernel.run_until(kStart + 100ns);
  EXPECT_THAT(diary.lines(), ElementsAre("9 has -3 - -1 -"));
}

TEST(Join, failures_do_not_count_towards_what_is_wanted) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  Tasks<int> tasks;
  for (const int answer : {-1, 2, -2, 3})
    tasks.push_back(answer_after(kernel, answer * answer * 1ns, answer));
  crowd.spawn(ask(diary, std::move(tasks), 2));
  kernel.run_until(kStart + 100ns);
  EXPECT_THAT(diary.lines(), ElementsAre("9 has -1 2 -2 3"));
}

TEST(Join, of_tasks_that_have_ended_at_once_takes_no_event) {
  Kernel kernel;
  Diary diary(kernel);
  auto asking = ask(diary, answers(diary, {0ns, 0ns, 0ns}), 3);
  begin(asking);
  EXPECT_TRUE(asking.done());
  EXPECT_EQ(kernel.events(), 0U);
  EXPECT_THAT(diary.lines(),
              ElementsAre("0 1 is gone", "0 2 is gone", "0 3 is gone", "0 has 1 2 3"));
}

TEST(Join, decided_at_once_does_not_begin_the_rest) {
  Kernel kernel;
  Diary diary(kernel);
  auto asking = ask(diary, answers(diary, {3ns, 0ns, 0ns}), 1);
  begin(asking);
  EXPECT_TRUE(asking.done());
  EXPECT_THAT(diary.lines(), ElementsAre("0 2 is gone", "0 1 is gone", "0 has - 2 -"));
  EXPECT_TRUE(kernel.idle());
}

TEST(Join, hopeless_at_once_does_not_begin_the_rest) {
  Kernel kernel;
  Diary diary(kernel);
  Tasks<int> tasks;
  for (const int answer : {-1, -2, 3}) tasks.push_back(answer_at_once(answer));
  auto asking = ask(diary, std::move(tasks), 2);
  begin(asking);
  EXPECT_THAT(diary.lines(), ElementsAre("0 has -1 -2 -"));
}

TEST(Join, of_nothing_begins_nothing) {
  Kernel kernel;
  Diary diary(kernel);
  auto asking = ask(diary, answers(diary, {3ns, 0ns}), 0);
  begin(asking);
  EXPECT_TRUE(asking.done());
  EXPECT_THAT(diary.lines(), ElementsAre("0 has - -"));
  auto nobody = ask(diary, {}, 0);
  begin(nobody);
  EXPECT_THAT(diary.lines(), ElementsAre("0 has - -", "0 has"));
}

TEST(Join, of_more_than_there_are_is_a_bug) {
  Kernel kernel;
  Diary diary(kernel);
  auto asking = ask(diary, answers(diary, {3ns, 0ns}), 3);
  EXPECT_THROW(begin(asking), BrokenInvariant);
}

TEST(Join, abandoned_while_it_waits_abandons_its_tasks) {
  Kernel kernel;
  Diary diary(kernel);
  auto asking = ask(diary, answers(diary, {5ns, 0ns, 2ns}), 3);
  begin(asking);
  kernel.run_until(kStart + 3ns);
  asking.abandon();
  EXPECT_TRUE(kernel.idle());
  EXPECT_THAT(diary.lines(), ElementsAre("0 2 is gone", "2 3 is gone", "3 1 is gone"));
}

TEST(Join, when_several_end_at_one_instant_the_first_decides) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(ask(diary, answers(diary, {5ns, 5ns, 5ns}), 2));
  kernel.run_until(kStart + 20ns);
  EXPECT_THAT(diary.lines(),
              ElementsAre("5 1 is gone", "5 2 is gone", "5 3 is gone", "5 has 1 2 -"));
}

TEST(Join, whose_caller_has_gone_on_disturbs_it_no_more) {
  Kernel kernel;
  Diary diary(kernel);
  Crowd crowd(kernel);
  crowd.spawn(ask_and_linger(diary, answers(diary, {2ns, 5ns, 9ns}), 1));
  kernel.run_until(kStart + 30ns);
  EXPECT_THAT(diary.lines(),
              ElementsAre("2 1 is gone", "2 2 is gone", "2 3 is gone", "2 has 1 - -", "22 goes"));
}

}  // namespace
}  // namespace sim

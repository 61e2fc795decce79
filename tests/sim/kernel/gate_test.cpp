// A gate lets through those who wait, once, and those who come while it is open.
#include "sim/kernel/gate.h"

#include <gmock/gmock.h>

#include "sim/kernel/crowd.h"

#include "tests/sim/kernel/stories.h"

namespace sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Task<> pass(Diary& diary, Gate& gate, std::string name) {
  const Farewell farewell(diary, name);
  auto passage = gate.passage();
  co_await passage;
  diary.note(name);
}

TEST(Gate, lets_through_in_the_order_of_coming) {
  Kernel kernel;
  Diary diary(kernel);
  Gate gate(kernel, "gate");
  Crowd crowd(kernel);
  crowd.spawn(pass(diary, gate, "a"));
  crowd.spawn(pass(diary, gate, "b"));
  kernel.run_until(kStart + 3ns);
  EXPECT_EQ(gate.waiting(), 2U);
  gate.open();
  EXPECT_TRUE(gate.is_open());
  EXPECT_EQ(gate.waiting(), 0U);
  EXPECT_THAT(diary.lines(), IsEmpty());  // nobody runs inside of open()
  kernel.run_until(kStart + 5ns);
  EXPECT_THAT(diary.lines(), ElementsAre("3 a", "3 a is gone", "3 b", "3 b is gone"));
}

TEST(Gate, that_is_open_takes_no_event) {
  Kernel kernel;
  Diary diary(kernel);
  Gate gate(kernel, "gate", true);
  auto passing = pass(diary, gate, "a");
  begin(passing);
  EXPECT_TRUE(passing.done());
  EXPECT_EQ(kernel.events(), 0U);
}

TEST(Gate, forgets_who_is_abandoned_while_waiting) {
  Kernel kernel;
  Diary diary(kernel);
  Gate gate(kernel, "gate");
  auto first = pass(diary, gate, "a");
  auto second = pass(diary, gate, "b");
  begin(first);
  begin(second);
  first.abandon();
  EXPECT_EQ(gate.waiting(), 1U);
  gate.open();
  kernel.run_until(kStart + 1ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 a is gone", "0 b", "0 b is gone"));
}

TEST(Gate, does_not_wake_who_is_abandoned_after_it_was_let_through) {
  Kernel kernel;
  Diary diary(kernel);
  Gate gate(kernel, "gate");
  auto first = pass(diary, gate, "a");
  auto second = pass(diary, gate, "b");
  auto third = pass(diary, gate, "c");
  for (auto* const passing : {&first, &second, &third}) begin(*passing);
  gate.open();
  second.abandon();
  kernel.run_until(kStart + 1ns);
  EXPECT_THAT(diary.lines(),
              ElementsAre("0 b is gone", "0 a", "0 a is gone", "0 c", "0 c is gone"));
  EXPECT_EQ(kernel.events(), 2U);
}

TEST(Gate, closed_again_at_once_lets_through_who_had_waited_and_nobody_else) {
  Kernel kernel;
  Diary diary(kernel);
  Gate gate(kernel, "gate");
  Crowd crowd(kernel);
  crowd.spawn(pass(diary, gate, "a"));
  kernel.run_until(kStart);
  gate.open();
  gate.close();
  crowd.spawn(pass(diary, gate, "b"));
  kernel.run_until(kStart + 1ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 a", "0 a is gone"));
  EXPECT_EQ(gate.waiting(), 1U);
  gate.open();
  gate.open();
  kernel.run_until(kStart + 2ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 a", "0 a is gone", "1 b", "1 b is gone"));
}

}  // namespace
}  // namespace sim

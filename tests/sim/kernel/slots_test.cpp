// Slots are granted in line, given back by leaving, and neither lost nor granted twice.
#include "sim/kernel/slots.h"

#include <gmock/gmock.h>
#include <string>
#include <vector>

#include "sim/kernel/crowd.h"

#include "tests/sim/kernel/stories.h"

namespace sim {
namespace {

using testing::ElementsAre;

// Sheds those who have waited longer than a time, and remembers how long each had.
class Impatient final : public Shedder {
 public:
  explicit Impatient(Duration patience) : patience_(patience) {}
  bool sheds(Instant, Duration waited) override {
    waited_.push_back(waited.count());
    return waited > patience_;
  }
  const std::vector<std::int64_t>& waited() const { return waited_; }

 private:
  Duration patience_;
  std::vector<std::int64_t> waited_;
};

Task<> hold(Slots& slots, Diary& diary, Duration time, std::string name, std::int64_t rank = 0) {
  auto asking = slots.acquire(rank);
  const auto lease = co_await asking;
  diary.note(name + (lease ? " begins" : " is sent away"));
  if (!lease) co_return;
  co_await diary.kernel().sleep(time);
  diary.note(name + " ends");
}

TEST(Slots, a_free_one_is_granted_without_an_event) {
  Kernel kernel;
  Diary diary(kernel);
  Slots slots(kernel, "slots", 2);
  auto holding = hold(slots, diary, 5ns, "a");
  begin(holding);
  EXPECT_THAT(diary.lines(), ElementsAre("0 a begins"));
  EXPECT_EQ(slots.free(), 1);
  kernel.run_until(kStart + 5ns);
  EXPECT_EQ(slots.free(), 2);
  EXPECT_EQ(kernel.events(), 1U);
}

TEST(Slots, are_granted_in_the_order_of_asking) {
  Kernel kernel;
  Diary diary(kernel);
  Slots slots(kernel, "slots", 1);
  Crowd crowd(kernel);
  for (const char* const name : {"a", "b", "c"}) crowd.spawn(hold(slots, diary, 5ns, name));
  kernel.run_until(kStart + 2ns);
  EXPECT_EQ(slots.waiting(), 2U);
  kernel.run_until(kStart + 30ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 a begins", "5 a ends", "5 b begins", "10 b ends",
                                         "10 c begins", "15 c ends"));
  EXPECT_EQ(slots.free(), 1);
}

TEST(Slots, are_granted_by_rank_before_the_order_of_asking) {
  Kernel kernel;
  Diary diary(kernel);
  Slots slots(kernel, "slots", 1);
  Crowd crowd(kernel);
  crowd.spawn(hold(slots, diary, 5ns, "a", 9));
  crowd.spawn(hold(slots, diary, 5ns, "b", 2));
  crowd.spawn(hold(slots, diary, 5ns, "c", 1));
  crowd.spawn(hold(slots, diary, 5ns, "d", 2));
  kernel.run_until(kStart + 15ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 a begins", "5 a ends", "5 c begins", "10 c ends",
                                         "10 b begins", "15 b ends", "15 d begins"));
}

TEST(Slots, nobody_who_comes_later_overtakes_one_who_was_granted_but_has_not_run) {
  Kernel kernel;
  Diary diary(kernel);
  Slots slots(kernel, "slots", 1);
  Crowd crowd(kernel);
  crowd.spawn(hold(slots, diary, 5ns, "a"));
  crowd.spawn(hold(slots, diary, 5ns, "b"));
  kernel.run_until(kStart + 4ns);
  {
    auto asking = slots.acquire();
    EXPECT_FALSE(asking.await_ready());
  }
  kernel.run_until(kStart + 5ns);
  EXPECT_EQ(slots.free(), 0);
  auto late = hold(slots, diary, 5ns, "late", -1);
  begin(late);
  kernel.run_until(kStart + 10ns);
  EXPECT_THAT(diary.lines(),
              ElementsAre("0 a begins", "5 a ends", "5 b begins", "10 b ends", "10 late begins"));
}

TEST(Slots, forget_who_is_abandoned_while_waiting) {
  Kernel kernel;
  Diary diary(kernel);
  Slots slots(kernel, "slots", 1);
  Crowd crowd(kernel);
  crowd.spawn(hold(slots, diary, 5ns, "a"));
  kernel.run_until(kStart);
  auto unwanted = hold(slots, diary, 5ns, "b");
  begin(unwanted);
  auto next = hold(slots, diary, 5ns, "c");
  begin(next);
  unwanted.abandon();
  EXPECT_EQ(slots.waiting(), 1U);
  kernel.run_until(kStart + 30ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 a begins", "5 a ends", "5 c begins", "10 c ends"));
  EXPECT_EQ(slots.free(), 1);
}

TEST(Slots, pass_from_one_abandoned_after_the_grant_to_the_next_in_line) {
  Kernel kernel;
  Diary diary(kernel);
  Slots slots(kernel, "slots", 1);
  auto first = hold(slots, diary, 5ns, "a");
  auto second = hold(slots, diary, 5ns, "b");
  auto third = hold(slots, diary, 5ns, "c");
  for (auto* const holding : {&first, &second, &third}) begin(*holding);
  first.abandon();
  second.abandon();
  EXPECT_EQ(slots.free(), 0);
  kernel.run_until(kStart + 30ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 a begins", "0 c begins", "5 c ends"));
  EXPECT_EQ(slots.free(), 1);
  EXPECT_EQ(kernel.events(), 2U);
}

TEST(Slots, are_free_again_when_all_who_asked_are_gone) {
  Kernel kernel;
  Diary diary(kernel);
  Slots slots(kernel, "slots", 1);
  auto first = hold(slots, diary, 5ns, "a");
  auto second = hold(slots, diary, 5ns, "b");
  begin(first);
  begin(second);
  first.abandon();
  second.abandon();
  EXPECT_EQ(slots.free(), 1);
  EXPECT_EQ(slots.waiting(), 0U);
  EXPECT_TRUE(kernel.idle());
}

TEST(Slots, a_lease_that_is_moved_is_given_back_once) {
  Kernel kernel;
  Slots slots(kernel, "slots", 2);
  auto asking = slots.acquire();
  ASSERT_TRUE(asking.await_ready());
  {
    Slots::Lease lease = asking.await_resume();
    EXPECT_TRUE(lease);
    const Slots::Lease moved(std::move(lease));
    EXPECT_TRUE(moved);
    EXPECT_EQ(slots.free(), 1);
  }
  EXPECT_EQ(slots.free(), 2);
}

TEST(Slots, a_lease_that_is_assigned_to_gives_back_what_it_held) {
  Kernel kernel;
  Slots one(kernel, "one", 1);
  Slots other(kernel, "other", 1);
  Slots::Lease lease = one.take_free();
  lease = other.take_free();
  EXPECT_EQ(one.free(), 1);
  EXPECT_EQ(other.free(), 0);
}

TEST(Slots, that_are_all_taken_give_nothing_to_who_does_not_wait) {
  Kernel kernel;
  Slots slots(kernel, "slots", 1);
  const Slots::Lease first = slots.take_free();
  EXPECT_TRUE(first);
  const Slots::Lease second = slots.take_free();
  EXPECT_FALSE(second);
  EXPECT_EQ(slots.free(), 0);
}

TEST(Slots, of_which_there_are_none_are_never_granted) {
  Kernel kernel;
  Diary diary(kernel);
  Slots slots(kernel, "slots", 0);
  auto holding = hold(slots, diary, 5ns, "a");
  begin(holding);
  kernel.run_until(kStart + 9ns);
  EXPECT_EQ(slots.waiting(), 1U);
  holding.abandon();
  EXPECT_EQ(slots.waiting(), 0U);
}

TEST(Slots, who_is_sent_away_holds_nothing_and_the_next_is_asked) {
  Kernel kernel;
  Diary diary(kernel);
  Impatient shedder(3ns);
  Slots slots(kernel, "slots", 1, &shedder);
  Crowd crowd(kernel);
  for (const char* const name : {"a", "b", "c"}) crowd.spawn(hold(slots, diary, 5ns, name));
  kernel.run_until(kStart + 4ns);
  crowd.spawn(hold(slots, diary, 5ns, "d"));
  kernel.run_until(kStart + 30ns);
  EXPECT_THAT(diary.lines(), ElementsAre("0 a begins", "5 a ends", "5 b is sent away",
                                         "5 c is sent away", "5 d begins", "10 d ends"));
  EXPECT_THAT(shedder.waited(), ElementsAre(5, 5, 1));
  EXPECT_EQ(slots.free(), 1);
}

TEST(Slots, who_is_abandoned_when_sent_away_but_not_yet_told_is_not_told) {
  Kernel kernel;
  Diary diary(kernel);
  Impatient shedder(3ns);
  Slots slots(kernel, "slots", 1, &shedder);
  auto first = hold(slots, diary, 9ns, "a");
  auto second = hold(slots, diary, 5ns, "b");
  begin(first);
  begin(second);
  kernel.run_until(kStart + 4ns);
  first.abandon();
  EXPECT_EQ(slots.waiting(), 0U);
  EXPECT_EQ(slots.free(), 1);
  second.abandon();
  EXPECT_EQ(slots.free(), 1);
  EXPECT_TRUE(kernel.idle());
}

}  // namespace
}  // namespace sim

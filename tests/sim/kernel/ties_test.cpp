// A grant, a time-out, an abandonment, a crash, a release and a newcomer, all at one instant, in
// every order in which they can be scheduled.
#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <numeric>
#include <optional>
#include <vector>

#include "sim/kernel/crowd.h"
#include "sim/kernel/residents.h"
#include "sim/kernel/slots.h"
#include "sim/kernel/within.h"

#include "tests/sim/kernel/stories.h"

namespace sim {
namespace {

enum Role { releaser, plain, impatient, abandoned, resident, crash, newcomer };
constexpr int kRoles = 7;

// Up to 10 ns the releaser holds all slots; then everything happens at once.
class Stage {
 public:
  explicit Stage(std::int64_t slots) : count_(slots), slots_(kernel_, "slots", slots) {
    while (slots_.free() > 0) {
      auto asking = slots_.acquire();
      asking.await_ready();
      leases_.emplace_back(asking.await_resume());
    }
  }
  Stage(const Stage&) = delete;

  void enter(Role role) {
    switch (role) {
      case releaser:
        return crowd_.spawn(release());
      case plain:
        return crowd_.spawn(hold(plain));
      case impatient:
        return crowd_.spawn(lose_patience());
      case abandoned:
        return crowd_.spawn(abandon());
      case resident:
        return crowd_.spawn(live());
      case crash:
        return crowd_.spawn(evict());
      case newcomer:
        return crowd_.spawn(come());
    }
  }

  void run_and_expect_order() {
    for (Instant end = kStart; end <= kStart + 40ns; end += 1ns) {
      kernel_.run_until(end);
      EXPECT_EQ(held_ + static_cast<std::int64_t>(leases_.size()) + slots_.free(), count_);
      EXPECT_TRUE(slots_.free() == 0 || slots_.waiting() == 0);
    }
    EXPECT_EQ(slots_.free(), count_);
    EXPECT_EQ(residents_.count(), 0U);
    EXPECT_EQ(most_held_, std::min<std::int64_t>(count_, 3));
    EXPECT_TRUE(crowd_.empty());
    EXPECT_TRUE(kernel_.idle());
    EXPECT_EQ(told_, 2);  // the callers of the impatient and of the resident, each once
    for (const Role role : {plain, impatient, newcomer}) {
      EXPECT_EQ(begun_[role], 1) << role;
      EXPECT_EQ(ended_[role], 1) << role;
    }
    for (const Role role : {abandoned, resident}) {
      EXPECT_LE(begun_[role], 1) << role;
      EXPECT_EQ(ended_[role], 0) << role;
    }
  }

 private:
  class Held {
   public:
    explicit Held(Stage& stage) : stage_(stage) {
      stage_.most_held_ = std::max(stage_.most_held_, ++stage_.held_);
    }
    Held(const Held&) = delete;
    ~Held() { --stage_.held_; }

   private:
    Stage& stage_;
  };

  Task<int> hold(Role role) {
    auto asking = slots_.acquire();
    const auto lease = co_await asking;
    ++begun_[role];
    const Held held(*this);
    co_await kernel_.sleep(3ns);
    ++ended_[role];
    co_return 1;
  }
  Task<> release() {
    co_await kernel_.sleep(10ns);
    leases_.clear();
  }
  Task<> lose_patience() {
    Within<int> holding(crowd_, &kernel_.timers(10ns), hold(impatient));
    const auto in_time = co_await holding;
    ++told_;
    EXPECT_FALSE(in_time);
    EXPECT_TRUE(kernel_.now() == kStart + 10ns);
  }
  Task<> abandon() {
    auto holding = hold(abandoned);
    begin(holding);
    co_await kernel_.sleep(10ns);
    holding.abandon();
  }
  Task<> live() {
    Residents::Stay<int> stay(residents_, hold(resident));
    const auto answer = co_await stay;
    ++told_;
    EXPECT_FALSE(answer);
    EXPECT_TRUE(kernel_.now() == kStart + 10ns);
  }
  Task<> evict() {
    co_await kernel_.sleep(10ns);
    residents_.evict();
  }
  Task<> come() {
    co_await kernel_.sleep(10ns);
    auto holding = hold(newcomer);
    co_await std::move(holding);
  }

  Kernel kernel_;
  std::int64_t count_;
  Slots slots_;
  std::vector<Slots::Lease> leases_;
  Residents residents_{kernel_};
  std::int64_t held_ = 0;
  std::int64_t most_held_ = 0;
  int told_ = 0;
  std::array<int, kRoles> begun_{};
  std::array<int, kRoles> ended_{};
  Crowd crowd_{kernel_};
};

TEST(Ties, lose_no_slot_and_strand_nobody_in_whatever_order_they_were_scheduled) {
  for (const std::int64_t slots : {1, 2, 4}) {
    std::array<int, kRoles> order{};
    std::iota(order.begin(), order.end(), 0);
    do {
      Stage stage(slots);
      for (const int role : order) stage.enter(static_cast<Role>(role));
      stage.run_and_expect_order();
      if (testing::Test::HasFailure()) {
        std::string roles;
        for (const int role : order) roles += std::to_string(role);
        FAIL() << slots << " slots, roles in the order " << roles;
      }
    } while (std::next_permutation(order.begin(), order.end()));
  }
}

// Who is independent of each other may be scheduled in any order: each has the same history.
TEST(Ties, of_those_who_share_nothing_change_nothing) {
  std::array<int, 6> order{};
  std::iota(order.begin(), order.end(), 0);
  const auto histories = [&] {
    Kernel kernel;
    std::vector<std::optional<Diary>> diaries(order.size());
    Crowd crowd(kernel);
    for (const int number : order) {
      Diary& diary = diaries[static_cast<std::size_t>(number)].emplace(kernel);
      crowd.spawn(work(diary, Duration{number / 2}, "work"));
      crowd.spawn(work(diary, 2ns, "more work"));
    }
    kernel.run_until(kStart + 9ns);
    std::vector<std::vector<std::string>> all;
    for (const auto& diary : diaries) all.push_back(diary->lines());
    return std::pair(all, kernel.fingerprint());
  };
  const auto expected = histories();
  while (std::next_permutation(order.begin(), order.end())) ASSERT_EQ(histories(), expected);
}

}  // namespace
}  // namespace sim

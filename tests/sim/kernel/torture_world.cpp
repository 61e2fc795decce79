// What must be true at each turn.
#include "tests/sim/kernel/torture_world.h"

#include <algorithm>
#include <utility>

#include "sim/kernel/join.h"
#include "sim/kernel/within.h"

namespace sim {

namespace {

constexpr std::uint64_t kTurn = 1;
constexpr std::uint64_t kControl = 2;

constexpr int kControls = 25;  // by each controller
constexpr Duration kLongest = 3ns;

Draws draws_of(std::uint64_t luck) {
  return {luck, 0};
}

Duration short_time(Draws& draws) {
  return Duration{static_cast<std::int64_t>(draws.below(kLongest.count() + 1))};
}

bool is_success(const int& answer) {
  return answer > 0;
}

// One more of a kind, as long as it is there.
class OneMore {
 public:
  explicit OneMore(std::size_t& count) : count_(count) { ++count_; }
  OneMore(const OneMore&) = delete;
  ~OneMore() { --count_; }

 private:
  std::size_t& count_;
};

}  // namespace

// --- Those who keep count ---------------------------------------------------------------------

class TortureWorld::Customer {
 public:
  explicit Customer(TortureWorld& world) : world_(world) { ++world_.alive_; }
  Customer(const Customer&) = delete;
  ~Customer() { --world_.alive_; }

 private:
  TortureWorld& world_;
};

// A wait that ends once, or is abandoned.
class TortureWorld::Waiting {
 public:
  explicit Waiting(TortureWorld& world, Turn if_abandoned = Turn::was_abandoned_at_work)
      : world_(world), if_abandoned_(if_abandoned) {
    ++world_.waits_begun_;
  }
  Waiting(const Waiting&) = delete;
  ~Waiting() {
    if (ended_) return;
    ++world_.waits_abandoned_;
    world_.took(if_abandoned_);
  }
  void end() {
    world_.expect(!std::exchange(ended_, true), "a wait ends once");
    ++world_.waits_ended_;
  }

 private:
  TortureWorld& world_;
  Turn if_abandoned_;
  bool ended_ = false;
};

// Who stands in line at a desk, for all that one can tell from outside.
class TortureWorld::InLine {
 public:
  InLine(TortureWorld& world, Desk& desk, std::int64_t rank)
      : world_(world),
        desk_(desk),
        key_(rank, ++world.came_),
        since_(world.kernel_.now()),
        waited_(desk.slots.free() == 0),
        waiting_(world, Turn::was_abandoned_in_line) {
    desk_.line.push_back(this);
  }
  InLine(const InLine&) = delete;
  ~InLine() { std::erase(desk_.line, this); }

  // Whoever came at an earlier instant, would have been served before and is still here, has been
  // passed over.
  void be_served() {
    waiting_.end();
    std::erase(desk_.line, this);
    if (!waited_) return;
    for (const InLine* const other : desk_.line)
      world_.expect(other->since_ == world_.kernel_.now() || other->key_ > key_,
                    "slots are granted by rank and order of coming");
  }
  bool waited() const { return waited_; }

 private:
  TortureWorld& world_;
  Desk& desk_;
  std::pair<std::int64_t, std::uint64_t> key_;
  Instant since_;
  bool waited_;
  Waiting waiting_;
};

class TortureWorld::Holding {
 public:
  Holding(TortureWorld& world, Desk& desk) : desk_(desk) {
    ++desk_.held;
    world.expect(desk_.held + desk_.slots.free() <= desk_.count, "no slot is granted twice");
  }
  Holding(const Holding&) = delete;
  ~Holding() { --desk_.held; }

 private:
  Desk& desk_;
};

// --- Stories ----------------------------------------------------------------------------------

Task<int> TortureWorld::live(Story story) {
  const Customer customer(*this);
  Draws draws = draws_of(story.luck);
  const std::uint64_t turns = draws.below(5);
  for (std::uint64_t number = 1; number <= turns; ++number) {
    auto turn = take_turn(story.part(number));
    co_await std::move(turn);
  }
  kernel_.note(story.luck);
  co_return static_cast<int>(draws.below(3));
}

Task<> TortureWorld::take_turn(Story story) {
  Draws draws(story.luck, kTurn);
  if (story.depth <= 0) return nap(story);
  switch (draws.below(10)) {
    case 0:
      return nap(story);
    case 1:
    case 2:
    case 3:
      return hold_a_slot(story);
    case 4:
      return pass_a_gate(story);
    case 5:
      return ask_within(story);
    case 6:
      return ask_regardless(story);
    case 7:
      return stay(story);
    case 8:
      return ask_several(story);
    default:
      spawn(story);
      return nap(story);
  }
}

Task<> TortureWorld::nap(Story story) {
  Draws draws = draws_of(story.luck);
  const Duration time = short_time(draws);
  const Instant due = kernel_.now() + time;
  Waiting waiting(*this);
  co_await kernel_.sleep(time);
  waiting.end();
  expect(kernel_.now() == due, "a sleeper wakes in time");
  took(Turn::slept);
}

Task<> TortureWorld::hold_a_slot(Story story) {
  if (story.desk >= desks_.size()) co_return;
  Draws draws = draws_of(story.luck);
  const std::size_t number = story.desk + draws.below(desks_.size() - story.desk);
  Desk& desk = desks_[number];
  const auto rank = static_cast<std::int64_t>(draws.below(3));
  InLine place(*this, desk, rank);
  auto asking = desk.slots.acquire(rank);
  const auto lease = co_await asking;
  place.be_served();
  if (!lease) {
    expect(place.waited(), "only those who wait are sent away");
    took(Turn::was_sent_away);
    co_return;
  }
  took(place.waited() ? Turn::waited_for_a_slot : Turn::found_a_slot);
  const Holding holding(*this, desk);
  Waiting waiting(*this, Turn::was_abandoned_with_a_slot);
  Story inside = story.part(1);
  inside.desk = number + 1;
  auto working = live(inside);
  co_await std::move(working);
  waiting.end();
}

Task<> TortureWorld::pass_a_gate(Story story) {
  Draws draws = draws_of(story.luck);
  Door& door = doors_[draws.below(doors_.size())];
  const bool was_open = door.gate.is_open();
  const std::uint64_t openings = door.openings;
  const OneMore waiter(door.waiting);
  Waiting waiting(*this, Turn::was_abandoned_at_a_gate);
  auto passage = door.gate.passage();
  co_await passage;
  waiting.end();
  expect(was_open || door.openings > openings, "nobody passes a gate that was not opened");
  took(was_open ? Turn::walked_through : Turn::waited_at_a_gate);
}

Task<> TortureWorld::ask_within(Story story) {
  Draws draws = draws_of(story.luck);
  const Instant began = kernel_.now();
  TimerLine& line = kernel_.timers(short_time(draws));
  const Instant deadline = began + line.duration();
  Waiting waiting(*this);
  Within<int> asking(*crowd_, &line, live(story.part(1)));
  const auto answer = co_await asking;
  waiting.end();
  if (answer) {
    expect(kernel_.now() < deadline || kernel_.now() == began, "an answer in time is in time");
  } else {
    expect(kernel_.now() == deadline, "patience ends at the deadline");
  }
  took(answer ? Turn::had_it_in_time : Turn::was_late);
  if (draws.below(2) == 0) {
    auto lingering = nap(story.part(2));
    co_await std::move(lingering);
  }
}

Task<> TortureWorld::ask_regardless(Story story) {
  Waiting waiting(*this);
  Within<int> asking(*crowd_, nullptr, live(story.part(1)));
  co_await asking;
  waiting.end();
  took(Turn::had_it_regardless);
}

Task<> TortureWorld::stay(Story story) {
  Draws draws = draws_of(story.luck);
  Home& home = homes_[draws.below(homes_.size())];
  const std::uint64_t evictions = home.evictions;
  const OneMore guest(home.staying);
  Waiting waiting(*this);
  Residents::Stay<int> staying(home.residents, live(story.part(1)));
  const auto answer = co_await staying;
  waiting.end();
  expect(answer.has_value() == (home.evictions == evictions), "who is evicted has no answer");
  took(answer ? Turn::lived_on : Turn::was_evicted);
}

Task<> TortureWorld::ask_several(Story story) {
  Draws draws = draws_of(story.luck);
  Tasks<int> tasks;
  const std::uint64_t count = 1 + draws.below(3);
  for (std::uint64_t number = 1; number <= count; ++number)
    tasks.push_back(live(story.part(number)));
  const std::uint64_t wanted = draws.below(count + 1);
  Waiting waiting(*this);
  Join<int> join(std::move(tasks), wanted, is_success);
  const auto results = co_await join;
  waiting.end();
  std::uint64_t successes = 0;
  std::uint64_t failures = 0;
  for (const auto& result : results) {
    if (result) ++(*result > 0 ? successes : failures);
  }
  const bool enough = successes == wanted && failures <= count - wanted;
  const bool in_vain = successes < wanted && failures == count - wanted + 1;
  expect(enough || in_vain, "a join ends when it is decided, and not later");
  if (wanted == 0) expect(successes + failures == 0, "with nothing wanted nothing is begun");
  took(wanted == 0 ? Turn::wanted_nothing : enough ? Turn::joined_enough : Turn::joined_in_vain);
  if (draws.below(2) == 0) {
    auto lingering = nap(story.part(4));
    co_await std::move(lingering);
  }
}

void TortureWorld::spawn(Story story) {
  if (customers_left_ == 0) return;
  --customers_left_;
  took(Turn::was_spawned);
  crowd_->spawn(live({mix(story.luck, 1), story.depth, 0}));
}

// --- Those who control ------------------------------------------------------------------------

Task<> TortureWorld::keep_controlling(Story story) {
  for (int number = 0; number < kControls; ++number) {
    Draws draws(mix(story.luck, static_cast<std::uint64_t>(number)), kControl);
    co_await kernel_.sleep(short_time(draws));
    control(draws);
  }
}

void TortureWorld::control(Draws draws) {
  Door& door = doors_[draws.below(doors_.size())];
  Home& home = homes_[draws.below(homes_.size())];
  switch (draws.below(7)) {
    case 0:
      ++door.openings;
      return door.gate.open();
    case 1:
      return door.gate.close();
    case 2:
      ++door.openings;
      door.gate.open();
      return door.gate.close();
    case 3:
      ++home.evictions;
      return home.residents.evict();
    case 4:
      if (!kept_.empty()) kept_[draws.below(kept_.size())].abandon();
      return;
    default:
      kept_.push_back(live({draws.next(), 3, 0}));
      kept_.back().start_then(std::noop_coroutine()).resume();
  }
}

// --- The whole --------------------------------------------------------------------------------

TortureWorld::TortureWorld(std::uint64_t seed, std::size_t near_most)
    : kernel_(near_most), draws_(seed, 0) {
  const auto some = [&] { return 1 + draws_.below(3); };
  for (std::uint64_t left = some(); left > 0; --left) {
    Shedder* const shedder = draws_.below(4) == 0 ? &impatient_ : nullptr;
    desks_.emplace_back(kernel_, static_cast<std::int64_t>(1 + draws_.below(2)), shedder);
  }
  for (std::uint64_t left = some(); left > 0; --left) doors_.emplace_back(kernel_);
  for (std::uint64_t left = some(); left > 0; --left) homes_.emplace_back(kernel_);
  for (std::uint64_t left = some(); left > 0; --left)
    crowd_->spawn(keep_controlling({draws_.next(), 0, 0}));
  for (std::uint64_t left = 5 + draws_.below(20); left > 0; --left)
    crowd_->spawn(live({draws_.next(), 4, 0}));
}

void TortureWorld::run(std::uint64_t slicing) {
  Draws slices(slicing, 0);
  const Instant end = kStart + kControls * kLongest;
  while (kernel_.now() < end) {
    const Instant before = kernel_.now();
    kernel_.run_until(std::min(end, before + short_time(slices)));
    expect(kernel_.now() >= before, "time never runs backwards");
    expect_order_at_rest();
  }
}

void TortureWorld::run_out() {
  for (Door& door : doors_) {
    ++door.openings;
    door.gate.open();
  }
  kernel_.run_until(kernel_.now() + 10us);
  expect_order_at_rest();
  expect(kernel_.idle(), "all come to an end");
  expect(kernel_.waiting().empty(), "nobody is stranded");
  expect(crowd_->empty(), "who has come to an end has left the crowd");
  for (const Task<int>& task : kept_) expect(!task.under_way(), "who is kept has come to an end");
}

void TortureWorld::destroy() {
  kept_.clear();
  crowd_.reset();
  expect_nobody();
}

void TortureWorld::expect(bool holds, const char* what) {
  if (!holds && complaint_.empty())
    complaint_ = std::to_string((kernel_.now() - kStart).count()) + " ns: " + what;
}

// Between two slices no grant is on its way.
void TortureWorld::expect_order_at_rest() {
  for (const Desk& desk : desks_) {
    expect(desk.held + desk.slots.free() == desk.count, "no slot is lost");
    expect(desk.slots.free() == 0 || desk.slots.waiting() == 0, "no slot is free while one waits");
    expect(desk.slots.waiting() == desk.line.size(), "all who wait are in line");
  }
  for (const Door& door : doors_) {
    expect(!door.gate.is_open() || door.gate.waiting() == 0, "nobody waits at an open gate");
    expect(door.gate.waiting() == door.waiting, "all who wait are at the gate");
  }
  for (const Home& home : homes_)
    expect(home.residents.count() == home.staying, "who lives there is counted");
}

void TortureWorld::expect_nobody() {
  expect(alive_ == 0, "everybody is destroyed once");
  expect(waits_begun_ == waits_ended_ + waits_abandoned_, "every wait ends or is abandoned");
  expect(kernel_.idle(), "nobody is left to be woken");
  expect(kernel_.waiting().empty(), "nobody is left to wait");
  for (const Desk& desk : desks_) expect(desk.slots.free() == desk.count, "all slots are free");
  for (const Home& home : homes_) expect(home.residents.count() == 0, "nobody lives anywhere");
}

}  // namespace sim

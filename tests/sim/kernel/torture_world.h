// A little world made from a seed, in whole-number times with ties everywhere: customers who sleep,
// hold slots, pass gates, lose patience, live on nodes that crash, ask several at once, spawn and
// are abandoned. It knows what must be true at each turn, and remembers what was not.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/kernel/crowd.h"
#include "sim/kernel/draws.h"
#include "sim/kernel/gate.h"
#include "sim/kernel/residents.h"
#include "sim/kernel/slots.h"

namespace sim {

// What can befall a customer, or anybody.
enum class Turn {
  slept,
  found_a_slot,
  waited_for_a_slot,
  was_sent_away,
  walked_through,
  waited_at_a_gate,
  had_it_in_time,
  was_late,
  had_it_regardless,
  lived_on,
  was_evicted,
  joined_enough,
  joined_in_vain,
  wanted_nothing,
  was_spawned,
  was_abandoned_at_work,
  was_abandoned_at_a_gate,
  was_abandoned_in_line,
  was_abandoned_with_a_slot,
};
inline constexpr std::size_t kTurns = 19;
using Turns = std::array<std::uint64_t, kTurns>;  // how often each was taken

class TortureWorld {
 public:
  // `near_most`: see Kernel.
  explicit TortureWorld(std::uint64_t seed, std::size_t near_most = EventQueue::kNearMost);
  TortureWorld(const TortureWorld&) = delete;

  // Runs until all controllers have had their say, in slices drawn from `slicing`.
  void run(std::uint64_t slicing);
  // Opens all gates for good, and expects everybody to come to an end.
  void run_out();
  // Destroys everybody in the middle of everything.
  void destroy();

  // The first thing that was not as it must be, or nothing.
  const std::string& complaint() const { return complaint_; }
  const Turns& turns() const { return turns_; }
  std::uint64_t fingerprint() const { return kernel_.fingerprint(); }
  std::uint64_t events() const { return kernel_.events(); }

 private:
  class Customer;
  class Waiting;
  class InLine;
  class Holding;

  struct Desk {
    Desk(Kernel& kernel, std::int64_t how_many, Shedder* shedder)
        : count(how_many), slots(kernel, "desk", how_many, shedder) {}
    std::int64_t count;
    Slots slots;
    std::int64_t held = 0;
    std::vector<InLine*> line;
  };
  struct Door {
    explicit Door(Kernel& kernel) : gate(kernel, "door") {}
    Gate gate;
    std::uint64_t openings = 0;
    std::size_t waiting = 0;
  };
  struct Home {
    explicit Home(Kernel& kernel) : residents(kernel) {}
    Residents residents;
    std::uint64_t evictions = 0;
    std::size_t staying = 0;
  };
  // Sends away who has waited for long.
  struct Impatient final : Shedder {
    bool sheds(Instant, Duration waited) override { return waited > 3ns; }
  };

  // A story is told by `luck` alone. It nests `depth` levels more, and asks only for slots of desks
  // from `desk` on, so that nobody waits in a circle.
  struct Story {
    std::uint64_t luck;
    int depth;
    std::size_t desk;

    Story part(std::uint64_t number) const { return {mix(luck, number), depth - 1, desk}; }
  };

  Task<int> live(Story story);
  Task<> take_turn(Story story);
  Task<> nap(Story story);
  Task<> hold_a_slot(Story story);
  Task<> pass_a_gate(Story story);
  Task<> ask_within(Story story);
  Task<> ask_regardless(Story story);
  Task<> stay(Story story);
  Task<> ask_several(Story story);
  Task<> keep_controlling(Story story);
  void control(Draws draws);
  void spawn(Story story);

  void expect(bool holds, const char* what);
  void expect_order_at_rest();
  void expect_nobody();
  void took(Turn turn) { ++turns_[static_cast<std::size_t>(turn)]; }

  Kernel kernel_;
  Draws draws_;
  Impatient impatient_;
  std::deque<Desk> desks_;
  std::deque<Door> doors_;
  std::deque<Home> homes_;
  int customers_left_ = 60;
  std::int64_t alive_ = 0;
  std::uint64_t came_ = 0;
  std::uint64_t waits_begun_ = 0;
  std::uint64_t waits_ended_ = 0;
  std::uint64_t waits_abandoned_ = 0;
  Turns turns_{};
  std::string complaint_;
  std::optional<Crowd> crowd_{std::in_place, kernel_};
  std::vector<Task<int>> kept_;  // begun and abandoned by the controllers
};

}  // namespace sim

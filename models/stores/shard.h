// A shard of a store whose copies follow a leader: how much of its log each copy has, and who waits
// until enough of them have something.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "models/node/node.h"
#include "models/outcome.h"
#include "models/stores/log_cuts.h"
#include "models/stores/log_tail.h"
#include "sim/kernel/kernel.h"

namespace models {

struct Copy {
  Node* node = nullptr;
  std::uint64_t has = 0;   // so many entries, from the first on, are on its disk
  std::uint64_t told = 0;  // of these the leader knows
  std::uint64_t sent = 0;  // or about to be, on this line
  // Nothing is sent while it cannot be reached; whatever had not left by then is sent anew.
  bool linked = true;
  std::uint64_t line = 0;
  sim::Instant leaves;   // when what was handed over last leaves the leader
  sim::Instant arrives;  // and when it arrives
  // Written before what comes before it: from (exclusive) to.
  std::map<std::uint64_t, std::uint64_t> ahead{};
  // What it lacks is kept for it in the tail of the log. If not, it has fallen too far behind, or
  // has lost its disk, and gets a stream of data until it is near enough.
  bool at_work = true;
  bool blank = false;  // there is nothing on its disk
  bool votes = true;   // counts when a leader is elected and when writes are acknowledged
  bool gone = false;   // it was here, and has been moved away
  std::optional<std::uint64_t> joins_after{};  // this entry it will be at work
  sim::Instant left{};                         // when it could last no more be reached
};

// All numbers of copies are places in `copies`.
struct Shard {
  Shard(std::uint32_t store, std::uint32_t number) : id(number), cuts(store, number) {}

  std::uint32_t id;
  std::deque<Copy> copies;
  std::size_t leader = 0;
  Node* led_before = nullptr;
  std::uint64_t epoch = 0;  // grows with every change of the leader
  LogTail log;
  LogCuts cuts;
  std::uint64_t archived = 0;            // backups have it up to this entry,
  sim::Instant archived_at{};            // as it was then
  std::vector<std::uint64_t> archiving;  // backups under way, up to these entries
  sim::Instant lost_at{};                // when it last was lost as a whole
  // A former leader that does not know of it, and the end of the log that it has in common with the
  // others.
  std::optional<std::size_t> deposed;
  bool stopped = false;                    // the leader is to write nothing
  bool handing_over = false;               // to another copy, which is up to date before it leads
  std::vector<std::uint32_t> moving_to{};  // nodes, as long as not all of these have it
  std::vector<std::uint32_t> home{};       // zones from which it is to be led; anywhere if empty
  bool supervised = false;                 // somebody looks for another leader
  sim::detail::Link waiting;

  Copy& led_by() { return copies[leader]; }
  const Copy& led_by() const { return copies[leader]; }
  std::size_t voters() const {
    return static_cast<std::size_t>(std::ranges::count_if(copies, &Copy::votes));
  }
  // That still have their data.
  std::size_t voters_left() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(copies, [](const Copy& copy) { return copy.votes && !copy.blank; }));
  }
  bool is_lost() const { return std::ranges::all_of(copies, &Copy::blank); }
  bool is_led_by(const Node& node) const {
    return copies[leader].node == &node && !stopped && !copies[leader].blank;
  }
  bool is_home_of(const Node& node) const {
    return home.empty() || std::ranges::find(home, node.zone) != home.end();
  }
  bool was_led_by(const Node& node) const { return deposed && copies[*deposed].node == &node; }
  std::optional<std::size_t> copy_at(const Node& node) const {
    for (std::size_t i = 0; i < copies.size(); ++i)
      if (copies[i].node == &node && !copies[i].gone) return i;
    return std::nullopt;
  }
};

// co_await Acknowledged(kernel, shard, number): served once so many copies as are needed have the
// entry; unknown if there is another leader before.
class [[nodiscard]] Acknowledged : sim::detail::Link {
 public:
  Acknowledged(sim::Kernel& kernel, Shard& shard, std::uint64_t number)
      : shard_(shard), number_(number), wakeup_(kernel) {}
  ~Acknowledged() { leave(); }
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> who) {
    who_ = who;
    join_before(shard_.waiting);
  }
  Outcome await_resume() noexcept {
    wakeup_.kept();
    return outcome_;
  }

  // Wakes those who wait for what is now in enough copies, in the order in which they came.
  static void tell(Shard& shard, std::uint64_t number) {
    while (!shard.waiting.alone()) {
      auto& first = static_cast<Acknowledged&>(*shard.waiting.after);
      if (first.number_ > number) return;
      first.wake(Outcome::served);
    }
  }
  static void disappoint_all(Shard& shard) {
    while (!shard.waiting.alone())
      static_cast<Acknowledged&>(*shard.waiting.after).wake(Outcome::unknown);
  }

 private:
  void wake(Outcome outcome) {
    leave();
    outcome_ = outcome;
    wakeup_.now(who_);
  }

  Shard& shard_;
  std::uint64_t number_;
  sim::Wakeup wakeup_;
  std::coroutine_handle<> who_;
  Outcome outcome_ = Outcome::served;
};

}  // namespace models

// What a lock service has written down: who holds which lock, and who waits for it. Knows no
// network and no time; what it decides is decided by all its nodes at once. Beside that it knows
// what no service can: who acts, rightly or not.
#pragma once

#include <coroutine>
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

#include "models/locks/fencing.h"
#include "models/locks/waits_for.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/task.h"
#include "sim/measure/measurements.h"

namespace models {

// Names a claim for whoever may outlive it.
struct ClaimId {
  std::uint32_t index = 0;
  std::uint32_t generation = 0;
};

class LockTable final : public sim::Place {
 public:
  struct Lock;
  // co_await Turn(table, claim): until it is granted, or over.
  class Turn;

  // Everything that ends with a session, as long as it lasts.
  struct Session {
    sim::detail::Link claims;
  };

  // Somebody's wish for a lock, until it is given back and nobody speaks of it any more.
  struct Claim : sim::detail::Link {  // in the list of its session
    enum class State : std::uint8_t {
      free,     // nobody's
      asked,    // the service knows nothing of it
      waiting,  // in line
      held,
      dropped,  // its session is gone; it may have been held
    };
    struct InLine : sim::detail::Link {
      Claim* claim = nullptr;
    };

    ClaimId id{};
    State state = State::free;
    std::uint64_t key = 0;
    std::uint64_t token = 0;
    WaitsFor::Tokens holding{};  // what its owner holds meanwhile
    Lock* lock = nullptr;
    InLine in_line{};
    Turn* turn = nullptr;
    sim::Instant granted{};
    bool gripped = false;  // its owner is there, and has not let go
    bool acting = false;
    bool lost = false;  // taken away from an owner who may not know
  };

  LockTable(sim::Kernel& kernel, const std::string& name, Fencing& fencing, WaitsFor& waits_for,
            std::uint64_t service, sim::LockMeasurements& measured);
  ~LockTable();

  // A claim that its owner grips.
  Claim& make(std::uint64_t key, const WaitsFor::Tokens& holding);
  // Null if it is over.
  Claim* find(ClaimId id) {
    Claim& claim = claims_[id.index];
    return claim.id.generation == id.generation ? &claim : nullptr;
  }
  // Null if its owner has let go as well.
  Claim* find_gripped(ClaimId id) {
    Claim* const claim = find(id);
    return claim != nullptr && claim->gripped ? claim : nullptr;
  }

  // The service hears of a claim, and grants it or lets it wait.
  void ask(Claim& claim, Session& session);
  // The service hears that it is given back, or not wanted any more.
  void give_back(Claim& claim);
  // All that the session holds goes to who is next in line.
  void expire(Session& session);
  // What was granted since then is forgotten.
  void forget_since(sim::Instant since);

  // Its owner begins to do what the lock is for.
  void begin_acting(Claim& claim);
  // Its owner will do nothing more; if it is not held, the service never hears of it.
  void drop(Claim& claim);

  // The same for somebody who has no lock.
  void begin_acting_without(std::uint64_t key) { note_acting(lock_of(key)); }
  void end_acting_without(std::uint64_t key);

  std::size_t waiting() const override { return in_line_; }
  // Locks of which something is to be remembered.
  std::size_t known() const { return locks_.size(); }
  // How many claims the service holds to be granted for this key.
  std::size_t holders(std::uint64_t key) const;

 private:
  friend class Turn;

  Lock& lock_of(std::uint64_t key);
  void grant(Lock& lock, Claim& claim);
  void grant_next(Lock& lock);
  void leave_line(Claim& claim);
  void note_acting(Lock& lock);
  void take_away(Claim& claim);
  void forget_if_idle(Lock& lock);
  void free_if_over(Claim& claim);

  sim::Kernel& kernel_;
  Fencing& fencing_;
  WaitsFor& waits_for_;
  std::uint64_t service_;
  sim::LockMeasurements& measured_;
  std::uint64_t grants_ = 0;
  std::size_t in_line_ = 0;
  std::deque<Claim> claims_;
  std::vector<std::uint32_t> free_;
  std::unordered_map<std::uint64_t, Lock> locks_;  // never gone through, only looked up
};

struct LockTable::Lock {
  std::uint64_t key = 0;
  Claim* holder = nullptr;
  std::uint64_t holder_token = 0;  // 0: nobody's
  sim::detail::Link line;
  std::uint32_t acting = 0;  // owners, rightful or not
  std::uint32_t lost = 0;    // claims that were taken away from owners who are still there
};

// In a list of those who wait for something else than their turn, or in none.
class [[nodiscard]] LockTable::Turn : sim::detail::Link {
 public:
  Turn(LockTable& table, ClaimId id) : table_(table), id_(id), wakeup_(table.kernel_) {}
  // Until those in the list are called, or the claim is over.
  Turn(LockTable& table, ClaimId id, sim::detail::Link& list) : Turn(table, id) { list_ = &list; }
  Turn(const Turn&) = delete;
  ~Turn() {
    leave();
    if (Claim* const claim = table_.find(id_); claim != nullptr && claim->turn == this)
      claim->turn = nullptr;
  }
  bool await_ready() const noexcept {
    const Claim* const claim = table_.find(id_);
    return claim == nullptr || (list_ == nullptr && claim->state != Claim::State::waiting);
  }
  void await_suspend(std::coroutine_handle<> who) {
    who_ = who;
    table_.find(id_)->turn = this;
    if (list_ != nullptr) join_before(*list_);
  }
  void await_resume() noexcept { wakeup_.kept(); }

  // Wakes all in the list, in the order in which they came.
  static void call(sim::detail::Link& list) {
    while (!list.alone()) static_cast<Turn&>(*list.after).come();
  }

 private:
  friend class LockTable;
  void come() {
    leave();
    if (!wakeup_.pending()) wakeup_.now(who_);
  }
  LockTable& table_;
  ClaimId id_;
  sim::detail::Link* list_ = nullptr;
  sim::Wakeup wakeup_;
  std::coroutine_handle<> who_;
};

}  // namespace models

// Those of a population who think, and until when. Each is an entry of a few bytes and becomes a
// story, a coroutine, only when he pays: a population may have millions of members.
#pragma once

#include <coroutine>
#include <cstdint>

#include "sim/kernel/event_queue.h"
#include "sim/kernel/kernel.h"

namespace models {

class Thinkers {
 public:
  static constexpr std::uint32_t kMembersMost = 1U << 24U;  // their numbers are below this

  explicit Thinkers(sim::Kernel& kernel) : alarm_(kernel) {}
  Thinkers(const Thinkers&) = delete;

  // `until` is not in the past.
  void add(std::uint32_t member, sim::Instant until) {
    queue_.push({until, ++came_ * kMembersMost + member, nullptr});
    if (waiter_) set_alarm();
  }

  // co_await thinkers.next(): who is the first to be done with thinking, when he is. Among equals
  // the one who was added first. One coroutine waits at a time.
  class [[nodiscard]] Next {
   public:
    explicit Next(Thinkers& thinkers) : thinkers_(thinkers) {}
    Next(const Next&) = delete;
    ~Next() { thinkers_.forget_waiter(); }
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> who) {
      thinkers_.waiter_ = who;
      thinkers_.set_alarm();
    }
    std::uint32_t await_resume() { return thinkers_.take(); }

   private:
    Thinkers& thinkers_;
  };
  Next next() { return Next(*this); }

 private:
  // For the first of all, who may have come just now.
  void set_alarm() {
    const sim::Appointment* const first = queue_.next();
    if (first == nullptr || (alarm_.pending() && rings_at_ <= first->at)) return;
    alarm_.cancel();
    rings_at_ = first->at;
    alarm_.later(rings_at_, waiter_);
  }
  std::uint32_t take() {
    alarm_.kept();
    const std::uint64_t sequence = queue_.next()->sequence;
    queue_.pop();
    return static_cast<std::uint32_t>(sequence % kMembersMost);
  }
  void forget_waiter() {
    alarm_.cancel();
    waiter_ = {};
  }

  sim::EventQueue queue_;  // a sequence holds the order of coming, then the member; `who` is unused
  std::uint64_t came_ = 0;
  sim::Wakeup alarm_;
  sim::Instant rings_at_;
  std::coroutine_handle<> waiter_;
};

}  // namespace models

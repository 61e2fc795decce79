// The future: who is to be resumed when, in the order (instant, sequence). What comes before a
// horizon is in a heap; where that would become large, what comes after it is only sorted roughly.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/kernel/appointment.h"
#include "sim/kernel/appointment_heap.h"
#include "sim/kernel/check.h"
#include "sim/kernel/far_future.h"
#include "sim/kernel/sequence_set.h"

namespace sim {

// Cancelled appointments stay where they are, marked by their sequence number, and are passed over
// when their turn comes; once they are the majority they are swept out. So cancelling costs one
// insertion into a hash set, waiting costs no bookkeeping, and memory stays within twice the live.
class EventQueue {
 public:
  // More than so many do not wait in the heap if it can be helped. The order does not depend on it.
  static constexpr std::size_t kNearMost = 256;
  explicit EventQueue(std::size_t near_most = kNearMost)
      : near_most_(near_most), divide_at_(near_most) {}

  void push(const Appointment& appointment) {
    if (appointment.at > horizon_) {
      far_.push(appointment);
      return;
    }
    near_.push(appointment);
    if (near_.size() > divide_at_) [[unlikely]]
      divide();
  }

  // Takes out a pending appointment; it will not be seen again.
  void cancel(std::uint64_t sequence) {
    cancelled_.insert(sequence);
    if (cancelled_.size() > 64 && cancelled_.size() * 2 > near_.size() + far_.size()) sweep();
  }

  // The next appointment, or null when there is none.
  const Appointment* next() {
    for (;;) {
      if (near_.empty()) {
        if (far_.empty()) return nullptr;
        refill();
        continue;
      }
      if (cancelled_.empty() || !cancelled_.erase(near_.front().sequence)) return &near_.front();
      near_.pop();
    }
  }
  // Removes what next() has shown.
  void pop() {
    near_.pop();
    // Where many wait, their memory is far away: it is sent for while others have their turn.
    if (!far_.empty()) {
      for (std::size_t i = 0; i < near_.soonest(); ++i) send_for(near_.soon(i).who);
    }
  }

  std::size_t size() const { return near_.size() + far_.size() - cancelled_.size(); }

 private:
  // Of a coroutine, what it waits for comes soon after what it is.
  static void send_for(void* who) {
    constexpr std::uintptr_t kLine = 64;
    const auto begin = reinterpret_cast<std::uintptr_t>(who);
    for (std::uintptr_t line = 0; line < 3; ++line)
      __builtin_prefetch(reinterpret_cast<const void*>(begin + line * kLine));
  }
  void divide() {
    near_.exchange(moved_);
    far_.take_over(moved_, horizon_);
    refill();
  }
  void refill() {
    horizon_ = far_.refill(moved_);
    near_.exchange(moved_);
    moved_.clear();
    // Those of one instant cannot be divided.
    divide_at_ = std::max(near_most_, 2 * near_.size());
  }
  void sweep() {
    near_.exchange(moved_);
    far_.give_away(moved_);
    std::erase_if(moved_,
                  [this](const Appointment& each) { return cancelled_.erase(each.sequence); });
    check(cancelled_.empty(), "only pending appointments are cancelled");
    horizon_ = Instant::max();
    divide_at_ = std::max(near_most_, moved_.size());
    near_.exchange(moved_);
    moved_.clear();
  }

  std::size_t near_most_;
  std::size_t divide_at_;
  Instant horizon_ = Instant::max();
  AppointmentHeap near_;
  FarFuture far_;
  SequenceSet cancelled_;
  std::vector<Appointment> moved_;  // on their way between the two
};

}  // namespace sim

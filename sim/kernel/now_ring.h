// Those whose turn comes at the current instant, first in, first out: a ring that grows.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "sim/kernel/event_queue.h"

namespace sim {

class NowRing {
 public:
  bool empty() const { return head_ == tail_; }
  const Appointment& front() const { return ring_[head_ & mask()]; }
  void pop() {
    ++head_;
    pass_over_cancelled();
  }

  void push(const Appointment& appointment) {
    if (tail_ - head_ == ring_.size()) [[unlikely]]
      grow();
    ring_[tail_++ & mask()] = appointment;
  }

  // Takes out a pending appointment; the others keep their order. Only a grant taken back in the
  // instant it was made comes here.
  void cancel(std::uint64_t sequence) {
    std::size_t first = head_;  // the sequence numbers ascend
    std::size_t count = tail_ - head_;
    while (count > 0) {
      const std::size_t half = count / 2;
      if (ring_[(first + half) & mask()].sequence < sequence) {
        first += half + 1;
        count -= half + 1;
      } else {
        count = half;
      }
    }
    Appointment& unwanted = ring_[first & mask()];
    check(first != tail_ && unwanted.sequence == sequence, "a cancelled appointment is pending");
    unwanted.who = nullptr;
    pass_over_cancelled();
  }

 private:
  std::size_t mask() const { return ring_.size() - 1; }
  // Whoever is in front is not cancelled.
  void pass_over_cancelled() {
    while (head_ != tail_ && front().who == nullptr) ++head_;
  }

  void grow() {
    std::vector<Appointment> wider(2 * ring_.size());
    const std::size_t count = tail_ - head_;
    for (std::size_t i = 0; i < count; ++i) wider[i] = ring_[(head_ + i) & mask()];
    ring_ = std::move(wider);
    head_ = 0;
    tail_ = count;
  }

  std::vector<Appointment> ring_ = std::vector<Appointment>(64);
  std::size_t head_ = 0;
  std::size_t tail_ = 0;
};

}  // namespace sim

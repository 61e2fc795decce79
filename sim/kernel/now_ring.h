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
  void pop() { ++head_; }

  void push(const Appointment& appointment) {
    if (tail_ - head_ == ring_.size()) [[unlikely]]
      grow();
    ring_[tail_++ & mask()] = appointment;
  }

  // Takes out a pending appointment; the others keep their order. Only a grant taken back in the
  // instant it was made comes here.
  void cancel(std::uint64_t sequence) {
    std::size_t place = head_;
    while (ring_[place & mask()].sequence != sequence) {
      check(++place != tail_, "a cancelled appointment is pending");
    }
    for (; place != head_; --place) ring_[place & mask()] = ring_[(place - 1) & mask()];
    ++head_;
  }

 private:
  std::size_t mask() const { return ring_.size() - 1; }

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

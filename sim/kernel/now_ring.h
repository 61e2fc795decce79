// Those whose turn comes at the current instant, first in, first out: a ring that grows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/kernel/check.h"

namespace sim {

class NowRing {
 public:
  // An appointment at the current instant.
  struct Turn {
    std::uint64_t sequence;
    void* who;
  };

  bool empty() const { return head_ == tail_; }
  const Turn& front() const { return ring_[head_ & mask_]; }
  void pop() {
    ++head_;
    pass_over_cancelled();
  }

  void push(const Turn& turn) {
    if (tail_ - head_ > mask_) [[unlikely]]
      grow();
    ring_[tail_++ & mask_] = turn;
  }

  // Takes out a pending turn; the others keep their order. Only a grant taken back in the
  // instant it was made comes here.
  void cancel(std::uint64_t sequence) {
    std::size_t first = head_;  // the sequence numbers ascend
    std::size_t count = tail_ - head_;
    while (count > 0) {
      const std::size_t half = count / 2;
      if (ring_[(first + half) & mask_].sequence < sequence) {
        first += half + 1;
        count -= half + 1;
      } else {
        count = half;
      }
    }
    Turn& unwanted = ring_[first & mask_];
    check(first != tail_ && unwanted.sequence == sequence, "a cancelled turn is pending");
    unwanted.who = nullptr;
    pass_over_cancelled();
  }

 private:
  // Whoever is in front is not cancelled.
  void pass_over_cancelled() {
    while (head_ != tail_ && front().who == nullptr) ++head_;
  }

  void grow() {
    std::vector<Turn> wider(2 * ring_.size());
    const std::size_t count = tail_ - head_;
    for (std::size_t i = 0; i < count; ++i) wider[i] = ring_[(head_ + i) & mask_];
    ring_ = std::move(wider);
    mask_ = ring_.size() - 1;
    head_ = 0;
    tail_ = count;
  }

  std::vector<Turn> ring_ = std::vector<Turn>(64);
  std::size_t mask_ = 63;  // one less than the size, a power of two
  std::size_t head_ = 0;
  std::size_t tail_ = 0;
};

}  // namespace sim

// The future: who is to be resumed when, in the order (instant, sequence). A 4-ary heap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/kernel/check.h"
#include "sim/kernel/sequence_set.h"
#include "sim/kernel/time.h"

namespace sim {

// One appointment. Events at the same instant happen in the order in which they were scheduled:
// `sequence` breaks the tie, and no two entries share one.
struct Appointment {
  Instant at;
  std::uint64_t sequence;
  void* who;  // the address of a coroutine, or a marked TimerLine (see timer_line.h)

  bool before(const Appointment& other) const {
    return at != other.at ? at < other.at : sequence < other.sequence;
  }
};

// Cancelled appointments stay where they are, marked by their sequence number, and are passed over
// when their turn comes; once they are the majority they are swept out. So cancelling costs one
// insertion into a hash set, waiting costs no bookkeeping, and memory stays within twice the live.
class EventQueue {
 public:
  void push(const Appointment& appointment) {
    heap_.push_back(appointment);
    sift_up(heap_.size() - 1, appointment);
  }

  // Takes out a pending appointment; it will not be seen again.
  void cancel(std::uint64_t sequence) {
    cancelled_.insert(sequence);
    if (cancelled_.size() > 64 && cancelled_.size() * 2 > heap_.size()) sweep();
  }

  // The next appointment, or null when there is none.
  const Appointment* next() {
    while (!heap_.empty()) {
      if (cancelled_.empty() || !cancelled_.erase(heap_.front().sequence)) return &heap_.front();
      pop();
    }
    return nullptr;
  }
  // Removes what next() has shown.
  void pop() {
    const Appointment last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down(0, last);
  }

  std::size_t size() const { return heap_.size() - cancelled_.size(); }

 private:
  static constexpr std::size_t kArity = 4;

  void sift_up(std::size_t index, Appointment appointment) {
    while (index > 0) {
      const std::size_t parent = (index - 1) / kArity;
      if (!appointment.before(heap_[parent])) break;
      heap_[index] = heap_[parent];
      index = parent;
    }
    heap_[index] = appointment;
  }

  void sift_down(std::size_t index, Appointment appointment) {
    const std::size_t size = heap_.size();
    for (;;) {
      const std::size_t first = index * kArity + 1;
      if (first >= size) break;
      const std::size_t end = first + kArity < size ? first + kArity : size;
      std::size_t least = first;
      for (std::size_t child = first + 1; child < end; ++child) {
        if (heap_[child].before(heap_[least])) least = child;
      }
      if (!heap_[least].before(appointment)) break;
      heap_[index] = heap_[least];
      index = least;
    }
    heap_[index] = appointment;
  }

  void sweep() {
    std::size_t kept = 0;
    for (const Appointment& appointment : heap_) {
      if (!cancelled_.erase(appointment.sequence)) heap_[kept++] = appointment;
    }
    check(cancelled_.empty(), "only pending appointments are cancelled");
    heap_.resize(kept);
    for (std::size_t index = kept / kArity + 1; index-- > 0;) {
      if (index < kept) sift_down(index, heap_[index]);
    }
  }

  std::vector<Appointment> heap_;
  SequenceSet cancelled_;
};

}  // namespace sim

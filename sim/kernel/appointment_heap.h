// Appointments of which the next is at hand: a 4-ary heap.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "sim/kernel/appointment.h"

namespace sim {

class AppointmentHeap {
 public:
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  const Appointment& front() const { return heap_[0]; }
  // Those of whom one comes after front(); their order is not known.
  std::size_t soonest() const { return size_ < kArity ? size_ : kArity; }
  const Appointment& soon(std::size_t index) const { return heap_[index]; }

  void push(const Appointment& appointment) {
    if (size_ == room_) [[unlikely]]
      heap_.resize(room_ = 2 * size_);
    sift_up(size_++, appointment);
  }
  // Takes out front().
  void pop() {
    --size_;
    sift_down(0, heap_[size_]);
  }

  // All of them, in any order, are given away or taken over; what was in `others` is given back.
  void exchange(std::vector<Appointment>& others) {
    heap_.resize(size_);
    heap_.swap(others);
    size_ = heap_.size();
    heap_.resize(room_ = std::max(size_, kLeast));
    for (std::size_t index = size_ / kArity + 1; index-- > 0;) {
      if (index < size_) sift_down(index, heap_[index]);
    }
  }

 private:
  static constexpr std::size_t kArity = 4;
  static constexpr std::size_t kLeast = 64;

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
    const std::size_t size = size_;
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

  std::vector<Appointment> heap_ = std::vector<Appointment>(kLeast);
  std::size_t size_ = 0;  // how many of them are in the heap
  std::size_t room_ = kLeast;
};

}  // namespace sim

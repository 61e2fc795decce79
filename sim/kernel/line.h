// Those who wait, in an order: by rank, and among equals in the order in which they came.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

#include "sim/kernel/check.h"
#include "sim/kernel/task.h"
#include "sim/kernel/time.h"

namespace sim {

class Line {
 public:
  // One who waits; leaves the line when destroyed.
  class Waiter : detail::Link {
   public:
    Waiter() = default;
    ~Waiter() { leave_line(); }
    bool in_line() const { return line_ != nullptr; }
    Instant since() const { return since_; }
    void leave_line() {
      if (line_ == nullptr) return;
      leave();
      --line_->size_;
      line_ = nullptr;
    }

   private:
    friend class Line;
    Line* line_ = nullptr;
    Instant since_;
  };

  Line() = default;
  Line(const Line&) = delete;

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

  void join(Waiter& waiter, std::int64_t rank, Instant now) { enter(waiter, ring_of(rank), now); }
  // Ahead of the others of its rank.
  void join_first(Waiter& waiter, std::int64_t rank, Instant now) {
    enter(waiter, *ring_of(rank).after, now);
  }

  // Who is next; the line is not empty.
  Waiter& first() {
    check(!empty(), "somebody is in line");
    while (ranks_.begin()->second.alone()) {
      if (last_ == &ranks_.begin()->second) last_ = nullptr;
      ranks_.erase(ranks_.begin());
    }
    return static_cast<Waiter&>(*ranks_.begin()->second.after);
  }

 private:
  detail::Link& ring_of(std::int64_t rank) {
    if (last_ == nullptr || last_rank_ != rank) {
      last_ = &ranks_[rank];
      last_rank_ = rank;
    }
    return *last_;
  }
  void enter(Waiter& waiter, detail::Link& behind, Instant now) {
    waiter.join_before(behind);
    waiter.line_ = this;
    waiter.since_ = now;
    ++size_;
  }

  std::size_t size_ = 0;                        // asked with every request, so it is in front
  std::map<std::int64_t, detail::Link> ranks_;  // the lowest first; some may be empty
  detail::Link* last_ = nullptr;                // the ring joined last, and its rank
  std::int64_t last_rank_ = 0;
};

}  // namespace sim

// Time-outs of one constant duration, and nearly all of them cancelled: they fall due in the order
// in which they were set, so they wait in a ring of links, set and cancelled in constant time. Only
// the line as a whole has an appointment in the event queue.
#pragma once

#include <coroutine>
#include <cstdint>

#include "sim/kernel/task.h"
#include "sim/kernel/time.h"

namespace sim {

// One time-out; it lives in the frame of the coroutine that set it.
struct Timer : detail::Link {
  Instant at;
  std::uint64_t sequence = 0;
  std::coroutine_handle<> who;

  Timer() = default;
  ~Timer() { leave(); }
  bool pending() const { return !alone(); }
};

// The line's appointment is never later than its first timer, but may be earlier, when the timer it
// was made for has been cancelled; then it is merely renewed, which is no event.
class TimerLine {
 public:
  explicit TimerLine(Duration duration) : duration_(duration) {}
  TimerLine(const TimerLine&) = delete;

  Duration duration() const { return duration_; }

 private:
  friend class Kernel;

  bool empty() const { return timers_.alone(); }
  Timer& first() const { return static_cast<Timer&>(*timers_.after); }

  Duration duration_;
  detail::Link timers_;
  bool appointed_ = false;
};

}  // namespace sim

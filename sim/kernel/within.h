// Waiting for a task no longer than a time, if there is a limit. The work does not stop when its
// caller loses patience: it goes on in a crowd, wasted, as on a real server that was not told.
#pragma once

#include <coroutine>
#include <optional>
#include <utility>

#include "sim/kernel/crowd.h"

namespace sim {

// co_await Within(crowd, &crowd.kernel().timers(50ms), std::move(task)): the task's result, or
// nothing at the deadline; without a line there is none. A task that would finish exactly at its
// deadline is late, because the deadline was scheduled first. The waiting coroutine may be
// destroyed: the task goes on all the same.
template <class T>
class [[nodiscard]] Within {
 public:
  Within(Crowd& crowd, TimerLine* line, Task<T> task)
      : crowd_(crowd), line_(line), task_(std::move(task)) {}
  Within(const Within&) = delete;
  ~Within() { crowd_.adopt(std::move(task_)); }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) {
    if (line_ != nullptr) crowd_.kernel().set(timer_, *line_, caller);
    return task_.start_then(caller);
  }
  std::optional<T> await_resume() {
    timer_.leave();
    if (task_.done()) return task_.take_result();
    crowd_.adopt(std::move(task_));
    return std::nullopt;
  }

 private:
  Crowd& crowd_;
  TimerLine* line_;
  Task<T> task_;
  Timer timer_;
};

}  // namespace sim

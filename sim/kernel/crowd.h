// The coroutines that nobody awaits: they were spawned, or whoever awaited them has given up and
// they go on for nobody. Destroying the crowd abandons them all, so it is declared last.
#pragma once

#include <utility>

#include "sim/kernel/kernel.h"
#include "sim/kernel/task.h"

namespace sim {

class Crowd {
 public:
  explicit Crowd(Kernel& kernel) : kernel_(kernel) {}
  Crowd(const Crowd&) = delete;
  ~Crowd() {
    // Destroying one may bring in others: the calls it was waiting for.
    while (!members_.alone()) leaving().destroy();
  }

  bool empty() const { return members_.alone(); }
  Kernel& kernel() const { return kernel_; }

  // Starts `task` at the current instant, after the events already due.
  template <class T>
  void spawn(Task<T> task) {
    detail::PromiseBase& promise = task.release();
    promise.join_before(members_);
    // The frame starts by itself, so there is nobody left to cancel its first appointment, and
    // nobody needs to: a crowd is destroyed only when its kernel runs no more.
    Wakeup first(kernel_);
    first.now(promise.self);
    first.kept();
  }

  // Lets a task that somebody has started go on by itself; one that has not begun, or has ended, is
  // dropped.
  template <class T>
  void adopt(Task<T> task) {
    if (task.under_way()) task.release().join_before(members_);
  }

 private:
  std::coroutine_handle<> leaving() {
    auto& promise = static_cast<detail::PromiseBase&>(*members_.after);
    promise.leave();
    return promise.self;
  }

  Kernel& kernel_;
  detail::Link members_;
};

}  // namespace sim

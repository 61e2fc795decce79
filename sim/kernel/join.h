// Several tasks at once: all of them, or the first so many.
#pragma once

#include <coroutine>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "sim/kernel/task.h"

namespace sim {

namespace detail {
template <class T>
using Few = std::vector<T, FrameAllocator<T>>;
}
template <class T>
using Tasks = detail::Few<Task<T>>;

// co_await Join<T>(std::move(tasks), wanted, succeeded): ends as soon as `wanted` of the tasks have
// ended with a result of which `succeeded` is true, or so many have not that this cannot be reached
// any more. Gives the results there are, in the order of the tasks, null for those that were still
// under way; these are abandoned. With nothing wanted it ends at once, and no task is started.
template <class T>
class [[nodiscard]] Join {
 public:
  using Succeeded = bool (*)(const T&);

  Join(Tasks<T> tasks, std::size_t wanted, Succeeded succeeded)
      : wanted_(wanted), may_fail_(tasks.size() - wanted), succeeded_(succeeded) {
    check(wanted <= tasks.size(), "no more successes are wanted than there are tasks");
    branches_.reserve(tasks.size());
    for (Task<T>& task : tasks) branches_.emplace_back(*this, std::move(task));
  }
  Join(const Join&) = delete;

  bool await_ready() const noexcept { return wanted_ == 0; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) {
    for (Branch& branch : branches_) {
      branch.task.start_telling(branch).resume();
      if (decided()) return caller;
    }
    caller_ = caller;
    return std::noop_coroutine();
  }
  detail::Few<std::optional<T>> await_resume() {
    detail::Few<std::optional<T>> results(branches_.size());
    for (std::size_t i = 0; i < branches_.size(); ++i) {
      Task<T>& task = branches_[i].task;
      if (task.done()) {
        results[i] = task.take_result();
      } else {
        task.abandon();
      }
    }
    return results;
  }

 private:
  struct Branch final : detail::Listener {
    Branch(Join& owner, Task<T> work) : join(owner), task(std::move(work)) {}
    std::coroutine_handle<> ended() noexcept override {
      return join.count(join.succeeded_(task.result()));
    }
    Join& join;
    Task<T> task;
  };

  bool decided() const { return successes_ >= wanted_ || failures_ > may_fail_; }
  std::coroutine_handle<> count(bool success) {
    ++(success ? successes_ : failures_);
    // While the tasks are being started caller_ is null: await_suspend looks for itself.
    return caller_ && decided() ? caller_ : std::noop_coroutine();
  }

  std::size_t wanted_;
  std::size_t may_fail_;
  Succeeded succeeded_;
  std::size_t successes_ = 0;
  std::size_t failures_ = 0;
  detail::Few<Branch> branches_;
  std::coroutine_handle<> caller_;
};

}  // namespace sim

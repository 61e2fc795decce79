// Tasks that live somewhere and end with it: a crash destroys what runs on the node at that
// instant, and whoever waits for it learns that it is gone.
#pragma once

#include <coroutine>
#include <cstddef>
#include <optional>
#include <utility>

#include "sim/kernel/kernel.h"
#include "sim/kernel/task.h"

namespace sim {

class Residents {
 public:
  explicit Residents(Kernel& kernel) : kernel_(kernel) {}
  Residents(const Residents&) = delete;

  std::size_t count() const { return count_; }

  // Destroys all tasks that live here, in the order in which they came, and wakes their callers.
  // Never called by a resident.
  void evict() {
    while (!stays_.alone()) static_cast<StayBase&>(*stays_.after).end();
  }

 private:
  class StayBase : public detail::Link {
   public:
    explicit StayBase(Residents& residents) : residents_(residents), wakeup_(residents.kernel_) {}

    virtual void end() = 0;

   protected:
    ~StayBase() { move_out(); }
    void move_in() {
      join_before(residents_.stays_);
      ++residents_.count_;
    }
    void move_out() {
      if (alone()) return;
      leave();
      --residents_.count_;
    }
    Residents& residents_;
    Wakeup wakeup_;
  };

 public:
  // co_await Residents::Stay(residents, std::move(task)): the task's result, or nothing if the
  // residents were evicted. Destroying the waiting coroutine destroys the task.
  template <class T>
  class [[nodiscard]] Stay final : StayBase {
   public:
    Stay(Residents& residents, Task<T> task) : StayBase(residents), task_(std::move(task)) {}

    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) {
      caller_ = caller;
      this->move_in();
      return task_.start_then(caller);
    }
    std::optional<T> await_resume() {
      this->wakeup_.kept();
      this->move_out();
      if (!task_.done()) return std::nullopt;
      return task_.take_result();
    }

   private:
    void end() override {
      this->move_out();
      task_.abandon();
      this->wakeup_.now(caller_);
    }

    Task<T> task_;
    std::coroutine_handle<> caller_;
  };

 private:
  Kernel& kernel_;
  detail::Link stays_;
  std::size_t count_ = 0;
};

}  // namespace sim

// A gate: those who come while it is closed wait until it opens.
#pragma once

#include <coroutine>
#include <string>
#include <utility>

#include "sim/kernel/kernel.h"

namespace sim {

class Gate final : public Place {
 public:
  Gate(Kernel& kernel, std::string name, bool open = false)
      : Place(kernel, std::move(name)), kernel_(kernel), open_(open) {}

  bool is_open() const { return open_; }
  void close() { open_ = false; }
  // Lets through, in the order in which they came, all who wait now.
  void open() {
    open_ = true;
    while (!waiting_.alone()) {
      auto& first = static_cast<Passage&>(*waiting_.after);
      first.leave();
      first.wakeup_.now(first.who_);
    }
  }

  // co_await gate.passage();
  class [[nodiscard]] Passage : detail::Link {
   public:
    explicit Passage(Gate& gate) : gate_(gate), wakeup_(gate.kernel_) {}
    ~Passage() { leave(); }
    bool await_ready() const noexcept { return gate_.open_; }
    void await_suspend(std::coroutine_handle<> who) {
      who_ = who;
      join_before(gate_.waiting_);
    }
    void await_resume() noexcept { wakeup_.kept(); }

   private:
    friend class Gate;
    Gate& gate_;
    Wakeup wakeup_;
    std::coroutine_handle<> who_;
  };
  Passage passage() { return Passage{*this}; }

  std::size_t waiting() const override {
    std::size_t count = 0;
    for (const detail::Link* link = waiting_.after; link != &waiting_; link = link->after) ++count;
    return count;
  }

 private:
  Kernel& kernel_;
  bool open_;
  detail::Link waiting_;
};

}  // namespace sim

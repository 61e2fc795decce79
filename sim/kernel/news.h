// Something that happens once, and those who wait to hear what came of it.
#pragma once

#include <coroutine>
#include <cstddef>
#include <string>
#include <utility>

#include "sim/kernel/kernel.h"

namespace sim {

template <class T>
class News final : public Place {
 public:
  News(Kernel& kernel, std::string name) : Place(kernel, std::move(name)), kernel_(kernel) {}
  News(const News&) = delete;

  // Wakes all who wait now, in the order in which they came; the news may go away then. Nobody may
  // wait any more when it goes.
  void tell(const T& what) {
    while (!waiting_.alone()) {
      auto& first = static_cast<Hearing&>(*waiting_.after);
      first.leave();
      first.what_ = what;
      first.wakeup_.now(first.who_);
    }
  }

  // co_await news.hear(): what is told next.
  class [[nodiscard]] Hearing : detail::Link {
   public:
    explicit Hearing(News& news) : news_(news), wakeup_(news.kernel_) {}
    Hearing(const Hearing&) = delete;
    ~Hearing() { leave(); }
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> who) {
      who_ = who;
      join_before(news_.waiting_);
    }
    T await_resume() noexcept {
      wakeup_.kept();
      return what_;
    }

   private:
    friend class News;
    News& news_;
    Wakeup wakeup_;
    std::coroutine_handle<> who_;
    T what_{};
  };
  Hearing hear() { return Hearing{*this}; }

  std::size_t waiting() const override {
    std::size_t count = 0;
    for (const detail::Link* link = waiting_.after; link != &waiting_; link = link->after) ++count;
    return count;
  }

 private:
  Kernel& kernel_;
  detail::Link waiting_;
};

}  // namespace sim

// A number of identical slots (threads, connections), granted to those who wait in line.
#pragma once

#include <coroutine>
#include <cstdint>
#include <string>
#include <utility>

#include "sim/kernel/kernel.h"
#include "sim/kernel/line.h"
#include "sim/kernel/shedder.h"

namespace sim {

class Slots final : public Place {
 public:
  Slots(Kernel& kernel, std::string name, std::int64_t count, Shedder* shedder = nullptr)
      : Place(kernel, std::move(name)), kernel_(kernel), free_(count), shedder_(shedder) {}

  // Holds a slot, or nothing if its owner was sent away. Gives the slot back when it goes out of
  // scope, also when the coroutine holding it is abandoned.
  class Lease {
   public:
    explicit Lease(Slots* slots) : slots_(slots) {}
    Lease(Lease&& other) noexcept : slots_(std::exchange(other.slots_, nullptr)) {}
    Lease& operator=(Lease&& other) noexcept {
      std::swap(slots_, other.slots_);
      return *this;
    }
    ~Lease() {
      if (slots_ != nullptr) slots_->give_back();
    }
    explicit operator bool() const { return slots_ != nullptr; }

   private:
    Slots* slots_;
  };

  // co_await slots.acquire(rank): a Lease. Lower ranks are served first.
  class [[nodiscard]] Acquire final : Line::Waiter {
   public:
    Acquire(Slots& slots, std::int64_t rank) : slots_(slots), rank_(rank), wakeup_(slots.kernel_) {}
    ~Acquire() {
      if (granted_) slots_.give_back();
    }
    bool await_ready() noexcept {
      if (slots_.free_ <= 0) return false;
      if (slots_.shedder_ != nullptr) slots_.shedder_->note_no_line();
      --slots_.free_;
      granted_ = true;
      return true;
    }
    void await_suspend(std::coroutine_handle<> who) {
      who_ = who;
      slots_.line_.join(*this, rank_, slots_.kernel_.now());
    }
    Lease await_resume() noexcept {
      wakeup_.kept();
      return Lease{std::exchange(granted_, false) ? &slots_ : nullptr};
    }

   private:
    friend class Slots;
    Slots& slots_;
    std::int64_t rank_;
    Wakeup wakeup_;
    std::coroutine_handle<> who_;
    bool granted_ = false;
  };
  Acquire acquire(std::int64_t rank = 0) { return Acquire{*this, rank}; }

  // Without waiting: nothing if no slot is free.
  Lease take_free() {
    if (free_ <= 0) return Lease{nullptr};
    if (shedder_ != nullptr) shedder_->note_no_line();
    --free_;
    return Lease{this};
  }

  std::int64_t free() const { return free_; }
  std::size_t waiting() const override { return line_.size(); }

 private:
  void give_back() {
    ++free_;
    while (free_ > 0 && !line_.empty()) {
      auto& next = static_cast<Acquire&>(line_.first());
      const Duration waited = kernel_.now() - next.since();
      next.leave_line();
      if (shedder_ == nullptr || !shedder_->sheds(kernel_.now(), waited)) {
        --free_;
        next.granted_ = true;
      }
      next.wakeup_.now(next.who_);
    }
  }

  Kernel& kernel_;
  std::int64_t free_;
  Shedder* shedder_;
  Line line_;
};

}  // namespace sim

// Task<T>: a step of a model that may take simulated time. Lazy: it starts when awaited, and its
// frame belongs to whoever holds the Task, so dropping a Task abandons the work and every
// destructor in it runs. A task given to a Crowd (crowd.h) goes on by itself, and its frame goes
// when it ends.
#pragma once

#include <coroutine>
#include <optional>
#include <type_traits>
#include <utility>

#include "sim/kernel/check.h"
#include "sim/kernel/frame_pool.h"

namespace sim {

template <class T>
class Task;

namespace detail {

// A ring of links, so that a member leaves in constant time; a link alone points to itself.
struct Link {
  Link* before = this;
  Link* after = this;

  Link() = default;
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;
  bool alone() const { return after == this; }
  void leave() {
    before->after = after;
    after->before = before;
    before = after = this;
  }
  void join_before(Link& other) {
    before = other.before;
    after = &other;
    before->after = this;
    other.before = this;
  }
};

// Is told that a task has ended and says who continues; see join.h.
class Listener {
 public:
  virtual std::coroutine_handle<> ended() noexcept = 0;

 protected:
  ~Listener() = default;
};

// What every coroutine frame knows: who continues when it ends. Exactly one of `continuation` and
// `listener` is set while somebody waits for it; in a crowd neither is.
struct PromiseBase : Link {
  std::coroutine_handle<> continuation;
  Listener* listener = nullptr;
  std::coroutine_handle<> self;

  static void* operator new(std::size_t size) { return new_frame(size); }
  static void operator delete(void* frame, std::size_t size) noexcept { delete_frame(frame, size); }

  struct Ending {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> done) const noexcept {
      PromiseBase& promise = done.promise();
      if (promise.continuation) return promise.continuation;
      if (promise.listener != nullptr) return promise.listener->ended();
      promise.leave();  // of the crowd
      done.destroy();
      return std::noop_coroutine();
    }
    void await_resume() const noexcept {}
  };

  std::suspend_always initial_suspend() const noexcept { return {}; }
  Ending final_suspend() const noexcept { return {}; }
  // A broken invariant ends the run. Clang must not see that this never returns: a coroutine that
  // cannot end otherwise would then be destroyed a second time (llvm-project#61900).
  void unhandled_exception() const {
    const volatile bool always = true;
    if (always) throw;
  }
};

template <class T>
struct Promise : PromiseBase {
  std::optional<T> result;
  Task<T> get_return_object();
  void return_value(T value) { result.emplace(std::move(value)); }
};

template <>
struct Promise<void> : PromiseBase {
  Task<void> get_return_object();
  void return_void() const noexcept {}
};

}  // namespace detail

template <class T = void>
class [[nodiscard]] Task {
 public:
  using promise_type = detail::Promise<T>;
  using Handle = std::coroutine_handle<promise_type>;

  explicit Task(Handle frame) : frame_(frame) {}
  Task(Task&& other) noexcept : frame_(std::exchange(other.frame_, {})) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(frame_, other.frame_);
    return *this;
  }
  ~Task() { abandon(); }

  // Destroys the frame: what it holds is given back, what it waited for forgets it.
  void abandon() {
    if (frame_) std::exchange(frame_, {}).destroy();
  }
  bool done() const { return frame_ && frame_.done(); }
  bool under_way() const {
    if (!frame_ || frame_.done()) return false;
    return frame_.promise().continuation || frame_.promise().listener != nullptr;
  }

  std::coroutine_handle<> start_then(std::coroutine_handle<> continuation) {
    frame_.promise().continuation = continuation;
    return frame_;
  }
  std::coroutine_handle<> start_telling(detail::Listener& listener) {
    frame_.promise().listener = &listener;
    return frame_;
  }
  // The frame, which from now on belongs to the caller; nobody waits for it any more.
  detail::PromiseBase& release() {
    detail::PromiseBase& promise = std::exchange(frame_, {}).promise();
    promise.continuation = {};
    promise.listener = nullptr;
    return promise;
  }
  const auto& result() const
    requires(!std::is_void_v<T>)
  {
    return *frame_.promise().result;
  }
  T take_result() const {
    check(done(), "a result is taken from a finished task");
    if constexpr (!std::is_void_v<T>) return std::move(*frame_.promise().result);
  }

  auto operator co_await() && noexcept {
    struct Awaiter {
      Task& task;  // which is in the frame of whoever waits
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept {
        return task.start_then(caller);
      }
      T await_resume() {
        const Task ended = std::move(task);
        return ended.take_result();
      }
    };
    return Awaiter{*this};
  }

 private:
  Handle frame_;
};

namespace detail {
template <class T>
Task<T> Promise<T>::get_return_object() {
  const auto frame = std::coroutine_handle<Promise<T>>::from_promise(*this);
  self = frame;
  return Task<T>{frame};
}
inline Task<void> Promise<void>::get_return_object() {
  const auto frame = std::coroutine_handle<Promise<void>>::from_promise(*this);
  self = frame;
  return Task<void>{frame};
}
}  // namespace detail

}  // namespace sim

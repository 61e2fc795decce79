// The kernel: a clock, the future, and the loop that joins them.
//
// The order of events is the order of (instant, sequence of scheduling); that is the whole rule.
// Nobody resumes anybody: whoever ends a wait makes an appointment for the waiter at the current
// instant, so models never run inside each other's calls.
#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/kernel/event_queue.h"
#include "sim/kernel/fingerprint.h"
#include "sim/kernel/now_ring.h"
#include "sim/kernel/time.h"
#include "sim/kernel/timer_line.h"

namespace sim {

class Sleep;

// A place where coroutines wait for something other than time. Places tell the kernel that they
// exist, so that it can say who still waits when nothing can happen any more.
class Place : detail::Link {
 public:
  Place(class Kernel& kernel, std::string name);
  std::string_view name() const { return name_; }
  virtual std::size_t waiting() const = 0;

 protected:
  ~Place() { leave(); }

 private:
  friend class Kernel;
  std::string name_;
};

class Kernel {
 public:
  // `near_most` is of the event queue; what happens does not depend on it.
  explicit Kernel(std::size_t near_most = EventQueue::kNearMost) : queue_(near_most) {}
  Kernel(const Kernel&) = delete;

  Instant now() const { return now_; }
  // How many coroutines have been resumed.
  std::uint64_t events() const { return events_; }
  // Equal for equal histories.
  std::uint64_t fingerprint() const { return fingerprint_.value(); }
  // Adds a fact of the models to the fingerprint.
  void note(std::uint64_t fact) { fingerprint_.fold(fact); }

  // co_await kernel.sleep(5ms);
  Sleep sleep(Duration duration);

  // The line for time-outs of this duration.
  TimerLine& timers(Duration duration) {
    auto& line = timer_lines_[duration];
    if (line == nullptr) line = std::make_unique<TimerLine>(duration);
    return *line;
  }
  void set(Timer& timer, TimerLine& line, std::coroutine_handle<> who) {
    check(!timer.pending(), "a timer is set once");
    timer.at = now_ + line.duration_;
    timer.sequence = ++scheduled_;
    timer.who = who;
    timer.join_before(line.timers_);
    if (!line.appointed_) appoint(line);
  }

  // Makes everything happen up to and including `end`, then stands at `end`; not before now().
  void run_until(Instant end) {
    run_until(end, [] {});
  }
  // Calls `watch` after every event.
  template <class Watch>
  void run_until(Instant end, Watch watch) {
    check(end >= now_, "time never runs backwards");
    until_ = end;
    while (void* const who = next()) {
      fingerprint_.fold(now_);
      ++events_;
      std::coroutine_handle<>::from_address(who).resume();
      watch();
    }
    if (until_ == end) now_ = end;
  }
  // Ends run_until after the current instant, where the clock then stays.
  void stop() { until_ = now_; }

  // True when nothing can happen any more, whatever time is given.
  bool idle() {
    while (const Appointment* const next = queue_.next()) {
      TimerLine* const line = line_of(next->who);
      if (line == nullptr || !line->empty()) return false;
      queue_.pop();
      line->appointed_ = false;
    }
    return soon_.empty();
  }
  // "2 wait for gateway/0 threads": every place where somebody waits.
  std::vector<std::string> waiting() const {
    std::vector<std::string> lines;
    for (detail::Link* link = places_.after; link != &places_; link = link->after) {
      const Place& place = static_cast<const Place&>(*link);
      if (const std::size_t count = place.waiting(); count > 0)
        lines.push_back(std::to_string(count) + " wait for " + std::string(place.name()));
    }
    return lines;
  }

 private:
  friend class Wakeup;
  friend class Place;

  // A timer line is told from a coroutine by its odd address: that of its second byte.
  static void* marked(TimerLine& line) { return reinterpret_cast<std::byte*>(&line) + 1; }
  static TimerLine* line_of(void* who) {
    if ((reinterpret_cast<std::uintptr_t>(who) & 1) == 0) return nullptr;
    return reinterpret_cast<TimerLine*>(static_cast<std::byte*>(who) - 1);
  }
  void appoint(TimerLine& line) {
    line.appointed_ = !line.empty();
    if (line.appointed_) queue_.push({line.first().at, line.first().sequence, marked(line)});
  }

  // Moves the clock to the next event and says who is to be resumed, null if there is none in time.
  void* next() {
    for (;;) {
      const Appointment* const later = queue_.next();
      if (!soon_.empty()) {
        const NowRing::Turn turn = soon_.front();
        if (later == nullptr || later->at != now_ || turn.sequence < later->sequence) {
          soon_.pop();
          return turn.who;
        }
      } else if (later == nullptr || later->at > until_) {
        return nullptr;
      }
      const Appointment due = *later;
      queue_.pop();
      TimerLine* const line = line_of(due.who);
      void* const who = line == nullptr ? due.who : surface(*line, due.sequence);
      if (who == nullptr) continue;
      check(due.at >= now_, "time never runs backwards");
      now_ = due.at;
      return who;
    }
  }
  void* surface(TimerLine& line, std::uint64_t sequence) {
    void* who = nullptr;
    if (!line.empty() && line.first().sequence == sequence) {
      who = line.first().who.address();
      line.first().leave();
    }
    appoint(line);
    return who;
  }

  Instant now_ = kStart;
  Instant until_ = kStart;
  std::uint64_t scheduled_ = 0;
  std::uint64_t events_ = 0;
  Fingerprint fingerprint_;
  NowRing soon_;
  EventQueue queue_;
  std::map<Duration, std::unique_ptr<TimerLine>> timer_lines_;
  mutable detail::Link places_;
};

inline Place::Place(Kernel& kernel, std::string name) : name_(std::move(name)) {
  join_before(kernel.places_);
}

// A coroutine's appointment with the kernel. It lives in what the coroutine waits for; destroyed
// while pending, it is as if it had never been made.
class Wakeup {
 public:
  explicit Wakeup(Kernel& kernel) : kernel_(kernel) {}
  Wakeup(const Wakeup&) = delete;
  ~Wakeup() { cancel(); }

  void later(Instant at, std::coroutine_handle<> who) {
    check(at >= kernel_.now_ && !pending(), "an appointment is made once, and not in the past");
    sequence_ = ++kernel_.scheduled_;
    soon_ = at == kernel_.now_;
    if (soon_) {
      kernel_.soon_.push({sequence_, who.address()});
    } else {
      kernel_.queue_.push({at, sequence_, who.address()});
    }
  }
  void now(std::coroutine_handle<> who) { later(kernel_.now_, who); }

  bool pending() const { return sequence_ != 0; }
  void cancel() {
    if (!pending()) return;
    soon_ ? kernel_.soon_.cancel(sequence_) : kernel_.queue_.cancel(sequence_);
    sequence_ = 0;
  }
  // The coroutine is running: the appointment has been kept.
  void kept() { sequence_ = 0; }

  Kernel& kernel() const { return kernel_; }

 private:
  Kernel& kernel_;
  std::uint64_t sequence_ = 0;
  bool soon_ = false;
};

// Resumes a coroutine at an instant.
class [[nodiscard]] Sleep {
 public:
  Sleep(Kernel& kernel, Instant at) : wakeup_(kernel), at_(at) {}
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> sleeper) { wakeup_.later(at_, sleeper); }
  void await_resume() noexcept { wakeup_.kept(); }

 private:
  Wakeup wakeup_;
  Instant at_;
};

inline Sleep Kernel::sleep(Duration duration) {
  return Sleep{*this, now_ + duration};
}

}  // namespace sim

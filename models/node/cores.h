// The cores of a node: what is worked on, and who waits for a core.
#pragma once

#include <algorithm>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "models/lines/catalogue.h"
#include "models/outcome.h"
#include "models/request.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/line.h"
#include "sim/kernel/shedder.h"
#include "sim/measure/level_sum.h"
#include "sim/measure/time_average.h"

namespace models {

// What a piece of work on a core came to.
struct Worked {
  Outcome outcome = Outcome::served;  // or shed, or expired: in line, or before it was done
  sim::Duration waited{};             // in line, interruptions included
  sim::Duration served{};             // on a core
};

// How much goes on at all nodes of a fleet together, kept up with every change at one of them:
// asking each of thousands time and again would cost more than the payments do.
struct Levels {
  sim::LevelSum busy;        // cores
  sim::LevelSum line;        // waiting for a thread or a core
  sim::LevelSum in_service;  // nodes that can serve
};

// A speed of 1 is that of a healthy node; at 0 everything stands still.
//
// What each piece of work reads or writes is in front, here and in those that derive from this;
// what is for those who wait, and what it is called, comes last.
class Cores {
 public:
  // What those of all nodes have in common; it outlives them.
  struct Spec {
    sim::Kernel& kernel;
    std::int64_t count = 1;
    const Order& order;
    Levels* of_all = nullptr;  // where they add to what goes on; none: nobody asks
  };
  Cores(const Cores&) = delete;

  // co_await Cores::Work(cores, request, 3ms): a Worked. The next in line is served from the
  // instant at which the one before it is done, without being woken for it. Work that is not done
  // by its request's deadline is given up then.
  class [[nodiscard]] Work : sim::Line::Waiter {
   public:
    Work(Cores& cores, const Request& request, sim::Duration at_full_speed)
        : cores_(cores),
          request_(request),
          remaining_(at_full_speed),
          wakeup_(cores.spec_.kernel) {}
    Work(const Work&) = delete;
    ~Work() {
      if (inside_) cores_.go(*this);
    }
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> who) {
      who_ = who;
      came_ = now();
      inside_ = true;
      cores_.come(*this);
    }
    Worked await_resume() {
      wakeup_.kept();
      inside_ = false;
      cores_.go(*this);
      return {outcome_, now() - came_ - served_, served_};
    }

   private:
    sim::Instant now() const { return wakeup_.kernel().now(); }

    friend class Cores;
    friend class LinedCores;
    friend class SharedCores;
    struct InService : sim::detail::Link {
      explicit InService(Work& owner) : work(owner) {}
      ~InService() { leave(); }
      Work& work;
    };

    Cores& cores_;
    const Request& request_;
    sim::Duration remaining_;  // at full speed, as of since_
    sim::Duration served_{};   // as of since_
    sim::Instant since_;       // when it was last put on a core, or the speed changed
    sim::Instant came_;
    sim::Wakeup wakeup_;
    std::coroutine_handle<> who_;
    InService in_service_{*this};
    std::int64_t rank_ = 0;
    double finish_ = 0;          // with shared cores: what each must have attained by its end
    double had_ = 0;             // with shared cores: what each had had of a core when it came
    std::uint64_t arrival_ = 0;  // with shared cores: breaks ties
    Outcome outcome_ = Outcome::served;  // what its next appointment means
    bool inside_ = false;                // in line or in service
  };

  // Whether a request that comes now would begin at once.
  virtual bool has_free() const = 0;
  virtual void set_speed(double speed) = 0;
  // Over the whole run.
  const sim::TimeAverage& busy() const { return busy_; }
  virtual const sim::TimeAverage& line() const = 0;
  virtual void restart_max() { busy_.restart_max(); }
  std::int64_t count() const { return spec_.count; }

 protected:
  // Those who wait for them, as the kernel knows them.
  class Waiting final : public sim::Place {
   public:
    Waiting(const Cores& cores, std::string name)
        : Place(cores.spec_.kernel, std::move(name)), cores_(cores) {}
    std::size_t waiting() const override { return cores_.waiting(); }

   private:
    const Cores& cores_;
  };

  explicit Cores(const Spec& spec) : spec_(spec) {}
  ~Cores() = default;
  virtual std::size_t waiting() const = 0;
  virtual void come(Work& work) = 0;
  virtual void go(Work& work) = 0;

  // Wakes it when it is done, or when nobody waits for it any more.
  void appoint(Work& work, sim::Instant done, sim::Instant now) const {
    const sim::Instant deadline = std::max(now, work.request_.deadline);
    work.outcome_ = deadline < done ? Outcome::expired : Outcome::served;
    work.wakeup_.later(std::min(done, deadline), work.who_);
  }

  sim::Instant now() const { return spec_.kernel.now(); }
  void change_busy(sim::Instant now, std::int64_t delta) {
    busy_.change(now, delta);
    if (spec_.of_all != nullptr) spec_.of_all->busy.change(now, delta);
  }
  void note_line(sim::TimeAverage& line, sim::Instant now, std::int64_t level) const {
    const std::int64_t delta = level - line.level();
    if (delta == 0) return;
    line.set(now, level);
    if (spec_.of_all != nullptr) spec_.of_all->line.change(now, delta);
  }

  const Spec& spec_;
  sim::TimeAverage busy_;
};

}  // namespace models

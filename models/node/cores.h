// The cores of a node: what is worked on, and who waits for a core.
#pragma once

#include <algorithm>
#include <coroutine>
#include <cstdint>
#include <memory>
#include <string>

#include "models/lines/catalogue.h"
#include "models/outcome.h"
#include "models/request.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/line.h"
#include "sim/kernel/shedder.h"
#include "sim/measure/time_average.h"

namespace models {

// What a piece of work on a core came to.
struct Worked {
  Outcome outcome = Outcome::served;  // or shed, or expired: in line, or before it was done
  sim::Duration waited{};             // in line, interruptions included
  sim::Duration served{};             // on a core
};

// A speed of 1 is that of a healthy node; at 0 everything stands still.
class Cores : public sim::Place {
 public:
  struct Spec {
    std::int64_t count = 1;
    const Order& order;
    sim::Shedder* shedder = nullptr;  // none: nobody is sent away
  };
  static std::unique_ptr<Cores> make(sim::Kernel& kernel, std::string name, const Spec& spec);
  virtual ~Cores() = default;

  // co_await Cores::Work(cores, request, 3ms): a Worked. The next in line is served from the
  // instant at which the one before it is done, without being woken for it. Work that is not done
  // by its request's deadline is given up then.
  class [[nodiscard]] Work : sim::Line::Waiter {
   public:
    Work(Cores& cores, const Request& request, sim::Duration at_full_speed)
        : cores_(cores), request_(request), remaining_(at_full_speed), wakeup_(cores.kernel_) {}
    Work(const Work&) = delete;
    ~Work() {
      if (inside_) cores_.go(*this);
    }
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> who) {
      who_ = who;
      came_ = cores_.kernel_.now();
      inside_ = true;
      cores_.come(*this);
    }
    Worked await_resume() {
      wakeup_.kept();
      inside_ = false;
      cores_.go(*this);
      return {outcome_, cores_.kernel_.now() - came_ - served_, served_};
    }

   private:
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
  const sim::TimeAverage& line() const { return line_level_; }
  void restart_max() {
    busy_.restart_max();
    line_level_.restart_max();
  }
  std::int64_t count() const { return count_; }

 protected:
  Cores(sim::Kernel& kernel, std::string name, std::int64_t count)
      : Place(kernel, std::move(name)), kernel_(kernel), count_(count) {}
  virtual void come(Work& work) = 0;
  virtual void go(Work& work) = 0;

  // Wakes it when it is done, or when nobody waits for it any more.
  void appoint(Work& work, sim::Instant done) const {
    const sim::Instant now = kernel_.now();
    const sim::Instant deadline = std::max(now, work.request_.deadline);
    work.outcome_ = deadline < done ? Outcome::expired : Outcome::served;
    work.wakeup_.later(std::min(done, deadline), work.who_);
  }

  sim::Kernel& kernel_;
  std::int64_t count_;
  sim::TimeAverage busy_;
  sim::TimeAverage line_level_;
};

}  // namespace models

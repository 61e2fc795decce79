// Work on cores, and a note of how each piece of it ended.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/node/any_cores.h"
#include "sim/kernel/crowd.h"

namespace models {

// One piece of work as it went.
struct Ending {
  std::string name;
  sim::Duration at{};  // when it ended
  Worked worked;
};

// Cores with a clock and those who work on them.
class Workers {
 public:
  explicit Workers(std::int64_t count, const Orders::Spec& order = Fifo::Spec{},
                   sim::Shedder* shedder = nullptr)
      : order_(order),
        spec_{.kernel = kernel_, .count = count, .order = order_},
        cores_(spec_, "cores", shedder),
        crowd_(kernel_) {}

  // Somebody who comes at an instant, asks for so much work and is noted when it is done.
  void come(sim::Duration at, std::string name, sim::Duration work, Request request = {}) {
    crowd_.spawn(work_on(at, std::move(name), work, request));
  }
  void set_speed(sim::Duration at, double speed) { crowd_.spawn(change_speed(at, speed)); }
  void run(sim::Duration until = 10s) { kernel_.run_until(sim::kStart + until); }

  // "a 3ms, b 5ms": who was done when, in whole milliseconds.
  std::string done() const {
    std::string text;
    for (const Ending& ending : endings_)
      text += (text.empty() ? "" : ", ") + ending.name + " " + std::to_string(ending.at / 1ms) +
              "ms" +
              (ending.worked.outcome == Outcome::served
                   ? ""
                   : " " + std::string(name_of(ending.worked.outcome)));
    return text;
  }
  const Worked& of(const std::string& name) const {
    for (const Ending& ending : endings_)
      if (ending.name == name) return ending.worked;
    throw std::out_of_range(name + " has not ended");
  }
  Cores& cores() { return *cores_; }
  sim::Kernel& kernel() { return kernel_; }
  // Cores busy, times nanoseconds.
  sim::Duration busy() const {
    return sim::Duration{static_cast<std::int64_t>(cores_->busy().integral(kernel_.now()))};
  }

 private:
  sim::Task<> work_on(sim::Duration at, std::string name, sim::Duration work, Request request) {
    co_await kernel_.sleep(at);
    const Worked worked = co_await Cores::Work(*cores_, request, work);
    endings_.push_back({name, kernel_.now() - sim::kStart, worked});
  }
  sim::Task<> change_speed(sim::Duration at, double speed) {
    co_await kernel_.sleep(at);
    cores_->set_speed(speed);
  }

  sim::Kernel kernel_;
  Order order_;
  Cores::Spec spec_;
  AnyCores cores_;
  std::vector<Ending> endings_;
  sim::Crowd crowd_;
};

inline Request with_priority(std::int32_t priority) {
  Request request;
  request.priority = priority;
  return request;
}
inline Request with_deadline(sim::Duration deadline) {
  Request request;
  request.deadline = sim::kStart + deadline;
  return request;
}

}  // namespace models

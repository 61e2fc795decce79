// A step that is being taken.
#pragma once

#include <concepts>
#include <coroutine>
#include <utility>
#include <variant>

#include "models/steps/choose.h"
#include "models/steps/cpu.h"
#include "models/steps/visit.h"
#include "models/steps/wait.h"
#include "sim/kernel/task.h"

namespace models {

// What waits once, or never, is taken without a coroutine of its own: Kind::Taking(step, visit) is
// waited for and gives the outcome.
template <class Kind>
concept PlainStep = std::constructible_from<typename Kind::Taking, const Kind&, Visit&>;
template <class Kind>
concept StepOfSteps = requires(const Kind& step, Visit& visit) {
  { step.take(visit) } -> std::same_as<sim::Task<Outcome>>;
};

// co_await it, once, for the outcome.
class [[nodiscard]] Taking {
 public:
  template <StepOfSteps Kind>
  Taking(const Kind& step, Visit& visit)
      : way_(std::in_place_type<sim::Task<Outcome>>, step.take(visit)) {}
  template <PlainStep Kind>
  Taking(const Kind& step, Visit& visit)
      : way_(std::in_place_type<typename Kind::Taking>, step, visit) {}
  Taking(const Taking&) = delete;

  bool await_ready() const noexcept {
    return std::visit([](const auto& way) { return is_ready(way); }, way_);
  }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> who) {
    return std::visit([who](auto& way) { return begin(way, who); }, way_);
  }
  Outcome await_resume() {
    return std::visit([](auto& way) { return end(way); }, way_);
  }

 private:
  static bool is_ready(const sim::Task<Outcome>&) { return false; }
  static bool is_ready(const auto& plain) { return plain.await_ready(); }
  static std::coroutine_handle<> begin(sim::Task<Outcome>& task, std::coroutine_handle<> who) {
    return task.start_then(who);
  }
  static std::coroutine_handle<> begin(auto& plain, std::coroutine_handle<> who) {
    plain.await_suspend(who);
    return std::noop_coroutine();
  }
  static Outcome end(sim::Task<Outcome>& task) {
    const sim::Task<Outcome> ended = std::move(task);
    return ended.take_result();
  }
  static Outcome end(auto& plain) { return plain.await_resume(); }

  std::variant<sim::Task<Outcome>, Cpu::Taking, Wait::Taking, Decline::Taking> way_;
};

template <StepOfSteps Kind>
sim::Task<Outcome> task_of(const Kind& step, Visit& visit) {
  return step.take(visit);
}
template <PlainStep Kind>
sim::Task<Outcome> task_of(const Kind& step, Visit& visit) {
  typename Kind::Taking taking(step, visit);
  co_return co_await taking;
}

}  // namespace models

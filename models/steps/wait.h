// Waiting for something that is not modelled: a partner's answer, a disk.
#pragma once

#include <coroutine>
#include <string_view>

#include "models/durations/catalogue.h"
#include "models/steps/assembly.h"
#include "models/steps/visit.h"

namespace models {

class Wait {
 public:
  static constexpr std::string_view kName = "wait";
  static constexpr std::string_view kSummary = "Time that passes without work on a core.";
  struct Spec {
    sim::OneOf<Durations> wait;
    void fields(auto& f) { f.required("wait", wait, "How long it takes."); }
  };

  Wait(const Spec& spec, const Assembly& assembly);

  class [[nodiscard]] Taking {
   public:
    Taking(const Wait& step, const Visit& visit)
        : step_(step),
          visit_(visit),
          time_(step.drawn(visit)),
          sleep_(step.setting_->kernel.sleep(time_)) {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> who) { sleep_.await_suspend(who); }
    Outcome await_resume() {
      sleep_.await_resume();
      return step_.note(visit_, time_);
    }

   private:
    const Wait& step_;
    const Visit& visit_;
    sim::Duration time_;
    sim::Sleep sleep_;
  };

 private:
  sim::Duration drawn(const Visit& visit) const;
  Outcome note(const Visit& visit, sim::Duration time) const;

  const Setting* setting_;
  PlaceId elsewhere_;
  std::uint64_t purpose_;
  RandomDuration time_;
};

}  // namespace models

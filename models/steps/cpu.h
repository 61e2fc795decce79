// Work on a core of the node.
#pragma once

#include <coroutine>
#include <string_view>

#include "models/durations/catalogue.h"
#include "models/steps/assembly.h"
#include "models/steps/visit.h"

namespace models {

class Cpu {
 public:
  static constexpr std::string_view kName = "cpu";
  static constexpr std::string_view kSummary = "Work on a core of the node.";
  struct Spec {
    sim::OneOf<Durations> cpu;
    void fields(auto& f) { f.required("cpu", cpu, "How long it takes a core at speed 1."); }
  };

  Cpu(const Spec& spec, const Assembly& assembly);

  class [[nodiscard]] Taking {
   public:
    Taking(const Cpu& step, Visit& visit)
        : step_(step), visit_(visit), work_(visit.node.cores(), visit.request, step.drawn(visit)) {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> who) { work_.await_suspend(who); }
    Outcome await_resume() { return step_.note(visit_, work_.await_resume()); }

   private:
    const Cpu& step_;
    Visit& visit_;
    Cores::Work work_;
  };

 private:
  sim::Duration drawn(const Visit& visit) const;
  Outcome note(Visit& visit, const Worked& worked) const;

  const Setting* setting_;
  PlaceId on_a_core_;
  PlaceId in_line_;
  std::uint64_t purpose_;
  RandomDuration work_;
};

}  // namespace models

// Waiting for something that is not modelled: a partner's answer, a disk.
#pragma once

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
  sim::Task<Outcome> take(Visit& visit) const;

 private:
  const Setting* setting_;
  PlaceId elsewhere_;
  std::uint64_t purpose_;
  RandomDuration time_;
};

}  // namespace models

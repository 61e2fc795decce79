// Work on a core of the node.
#pragma once

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
  sim::Task<Outcome> take(Visit& visit) const;

 private:
  const Setting* setting_;
  PlaceId on_a_core_;
  PlaceId in_line_;
  std::uint64_t purpose_;
  RandomDuration work_;
};

}  // namespace models

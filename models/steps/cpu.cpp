// Work on a core of the node.
#include "models/steps/cpu.h"

namespace models {

Cpu::Cpu(const Spec& spec, const Assembly& assembly)
    : setting_(&assembly.setting),
      on_a_core_(assembly.on_a_core),
      in_line_(assembly.in_line),
      purpose_(assembly.purpose()),
      work_(spec.cpu) {}

sim::Duration Cpu::drawn(const Visit& visit) const {
  sim::Draws draws = visit.request.draws(purpose_);
  return work_.sample(draws);
}

Outcome Cpu::note(Visit& visit, const Worked& worked) const {
  visit.in_line += worked.waited;
  visit.on_core += worked.served;
  setting_->spent.add(visit.request.flow, in_line_, worked.waited);
  setting_->spent.add(visit.request.flow, on_a_core_, worked.served);
  return worked.outcome;
}

}  // namespace models

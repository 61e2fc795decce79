// Work on a core of the node.
#include "models/steps/cpu.h"

namespace models {

Cpu::Cpu(const Spec& spec, const Assembly& assembly)
    : setting_(&assembly.setting),
      on_a_core_(assembly.on_a_core),
      in_line_(assembly.in_line),
      purpose_(assembly.purpose()),
      work_(spec.cpu) {}

sim::Task<Outcome> Cpu::take(Visit& visit) const {
  sim::Draws draws = visit.request.draws(purpose_);
  const sim::Duration work = work_.sample(draws);
  TimeSpent& spent = setting_->spent;
  const Worked worked = co_await Cores::Work(visit.node.cores(), visit.request, work);
  visit.in_line += worked.waited;
  visit.on_core += worked.served;
  spent.add(visit.request.flow, in_line_, worked.waited);
  spent.add(visit.request.flow, on_a_core_, worked.served);
  co_return worked.outcome;
}

}  // namespace models

// Waiting for something that is not modelled.
#include "models/steps/wait.h"

namespace models {

Wait::Wait(const Spec& spec, const Assembly& assembly)
    : setting_(&assembly.setting),
      elsewhere_(assembly.elsewhere),
      purpose_(assembly.purpose()),
      time_(spec.wait) {}

sim::Duration Wait::drawn(const Visit& visit) const {
  sim::Draws draws = visit.request.draws(purpose_);
  return visit.node.slowed(time_.sample(draws));
}

Outcome Wait::note(const Visit& visit, sim::Duration time) const {
  setting_->spent.add(visit.request.flow, elsewhere_, time);
  return Outcome::served;
}

}  // namespace models

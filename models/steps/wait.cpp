// Waiting for something that is not modelled.
#include "models/steps/wait.h"

namespace models {

Wait::Wait(const Spec& spec, const Assembly& assembly)
    : setting_(&assembly.setting),
      elsewhere_(assembly.elsewhere),
      purpose_(assembly.purpose()),
      time_(spec.wait) {}

sim::Task<Outcome> Wait::take(Visit& visit) const {
  sim::Draws draws = visit.request.draws(purpose_);
  const sim::Duration time = visit.node.slowed(time_.sample(draws));
  co_await setting_->kernel.sleep(time);
  setting_->spent.add(visit.request.flow, elsewhere_, time);
  co_return Outcome::served;
}

}  // namespace models

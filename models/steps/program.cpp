// Steps one after the other.
#include "models/steps/program.h"

#include <algorithm>

#include "models/steps/catalogue.h"

namespace models {

Program::Program(const std::vector<StepSpec>& steps, const Assembly& assembly) {
  steps_.reserve(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) steps_.emplace_back(steps[i], assembly.inside(i));
}
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

sim::Task<Outcome> Program::run(Visit& visit) const {
  for (const Step& step : steps_) {
    if (visit.request.deadline < visit.node.now()) co_return Outcome::expired;
    auto taking = step.take(visit);
    const Outcome outcome = co_await std::move(taking);
    if (outcome != Outcome::served) co_return outcome;
  }
  co_return Outcome::served;
}

bool Program::has_effect() const {
  return std::any_of(steps_.begin(), steps_.end(),
                     [](const Step& step) { return step.has_effect(); });
}

}  // namespace models

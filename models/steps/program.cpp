// Steps one after the other.
#include "models/steps/program.h"

#include <algorithm>
#include <map>
#include <string>

#include "models/steps/catalogue.h"
#include "models/steps/course.h"

namespace models {

Program::Program(const std::vector<StepSpec>& steps, const Assembly& assembly) {
  steps_.reserve(steps.size());
  // Steps are named by what they do and not by where they stand, so that one put in front of the
  // others leaves what is drawn for them as it was.
  std::map<std::string, int> seen;
  for (const StepSpec& step : steps) {
    std::string name(step.step.kind());
    if (const auto* call = std::get_if<Call::Spec>(&step.step.spec)) name += " " + *call->call;
    if (const auto* read = std::get_if<Read::Spec>(&step.step.spec)) name += " " + *read->read;
    if (const auto* write = std::get_if<Write::Spec>(&step.step.spec)) name += " " + *write->write;
    if (const auto* published = std::get_if<Publish::Spec>(&step.step.spec))
      name += " " + *published->publish;
    if (const auto* cached = std::get_if<Cached::Spec>(&step.step.spec))
      name += " " + *cached->cache;
    if (const int earlier = seen[name]++; earlier > 0) name += " " + std::to_string(earlier);
    steps_.emplace_back(step, assembly.inside(name));
  }
}
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

// A single step is taken as it is.
sim::Task<Outcome> Program::run(Visit& visit) const {
  const bool goes_on = !visit.node.paused() && visit.request.deadline >= visit.node.now();
  return steps_.size() == 1 && goes_on ? steps_.front().task(visit) : run_all(visit);
}

sim::Task<Outcome> Program::run_all(Visit& visit) const {
  Course course(*this, visit);
  while (course.goes_on()) {
    if (visit.node.paused()) co_await visit.node.running().passage();
    if (course.is_late()) break;
    Taking taking = course.next();
    course.note(co_await taking);
  }
  co_return course.outcome();
}

bool Program::has_effect() const {
  return std::any_of(steps_.begin(), steps_.end(),
                     [](const Step& step) { return step.has_effect(); });
}

}  // namespace models

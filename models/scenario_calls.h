// Who calls whom in a scenario, and what that comes to.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "models/scenario.h"

namespace models {

// Every step in a list of steps, wherever it is nested; before those inside it.
void for_each_step(const std::vector<StepSpec>& steps,
                   const std::function<void(const StepSpec&)>& visit);
// Those of one kind.
template <class Spec>
void for_each_step(const std::vector<StepSpec>& steps,
                   const std::function<void(const Spec&)>& visit) {
  for_each_step(steps, [&visit](const StepSpec& step) {
    if (const auto* spec = std::get_if<Spec>(&step.step.spec)) visit(*spec);
  });
}
inline void for_each_call(const std::vector<StepSpec>& steps,
                          const std::function<void(const Call::Spec&)>& visit) {
  for_each_step<Call::Spec>(steps, visit);
}

// What payments of a flow may write, wherever they get to.
struct FlowWrites {
  bool any = false;
  bool debits = false;
  bool credits = false;
};
FlowWrites writes_of(const Scenario& scenario, const FlowSpec& flow);

// The services, stores and lock services that payments of a flow may come to.
std::set<std::string> called_by(const Scenario& scenario, const FlowSpec& flow);

// Complains about calls in a circle, calls nested too deep, and flows of which one payment may come
// to more calls than can be simulated. Calls of what does not exist are passed over.
void check_calls(const Scenario& scenario, sim::Problems& problems);

}  // namespace models

// What replications are to make precise.
#include "sim/study/goals.h"

#include <algorithm>
#include <cstddef>

#include "sim/report/measures.h"

namespace sim {

namespace {

constexpr double kLeastShare = 1e-6;

Goal goal_of(const FlowMeasure& measure, std::size_t flow, const std::vector<Measurements>& runs,
             double precision) {
  Goal goal;
  for (const Measurements& run : runs) {
    const Scope scope{.span = run.end - run.warmup_end, .runs = 1};
    if (const auto value = measure.of(run.flows[flow], scope)) goal.sample.add(*value);
  }
  goal.wanted.relative = precision;
  if (measure.unit == Unit::share) {
    const double lacking = 1 - goal.sample.mean().value_or(0);
    goal.wanted = {.relative = 0, .absolute = std::max(kLeastShare, precision * lacking)};
  }
  return goal;
}

}  // namespace

std::vector<Goal> goals_of(const models::Scenario& scenario,
                           const std::vector<Measurements>& runs) {
  std::vector<Goal> goals;
  const auto& replications = scenario.run.replications;
  if (!replications || !replications->precision) return goals;
  for (std::size_t flow = 0; flow < scenario.flows.size(); ++flow)
    for (const char* name : {"mean", "p99", "availability"})
      goals.push_back(
          goal_of(*find_flow_measure(name), flow, runs, replications->precision->value));
  return goals;
}

}  // namespace sim

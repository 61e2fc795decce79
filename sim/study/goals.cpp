// What replications are to make precise.
#include "sim/study/goals.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "sim/kernel/check.h"
#include "sim/report/measures.h"

namespace sim {

namespace {

constexpr double kLeastShare = 1e-6;

template <class Named>
const Named& called(const std::vector<Named>& all, const std::string& name) {
  const auto found = std::ranges::find(all, name, &Named::name);
  check(found != all.end(), "what is to be precise was measured");
  return *found;
}

// What of a run is to be precise: a measure of a flow, of a part of its payments, of a
// service, or of something else by name.
struct Wanted {
  Objective::Of of = Objective::Of::flow;
  std::string name;
  std::string slice;  // empty: all payments
  std::string measure;
  bool operator==(const Wanted&) const = default;

  std::optional<double> in(const Measurements& run) const {
    const Scope scope{.span = run.end - run.warmup_end, .runs = 1};
    switch (of) {
      case Objective::Of::flow: {
        const FlowMeasurements& flow = called(run.flows, name);
        return find_flow_measure(measure)->of(slice.empty() ? flow : called(flow.slices, slice),
                                              scope);
      }
      case Objective::Of::service:
        return find_station_measure(measure)->of(called(run.stations, name), scope);
      case Objective::Of::store:
        return find_store_measure(measure)->of(called(run.stores, name), scope);
      case Objective::Of::lock:
        return find_lock_measure(measure)->of(called(run.locks, name), scope);
      case Objective::Of::cache:
        return find_cache_measure(measure)->of(called(run.caches, name), scope);
      case Objective::Of::queue:
        return find_queue_measure(measure)->of(called(run.queues, name), scope);
    }
    return std::nullopt;
  }
  Unit unit() const { return Objective{.of = of, .measure = measure}.unit(); }
  bool is_availability() const {
    return of == Objective::Of::flow && find_flow_measure(measure)->method == Method::unavailable;
  }
};

std::vector<Wanted> wanted_of(const models::Scenario& scenario) {
  std::vector<Wanted> all;
  for (const auto& objective : scenario.objectives) {
    Wanted wanted{.of = objective->of,
                  .name = objective->name,
                  .slice = slice_of(*objective),
                  .measure = objective->measure};
    if (std::ranges::find(all, wanted) == all.end()) all.push_back(std::move(wanted));
  }
  if (!all.empty()) return all;
  for (const auto& [flow, spec] : scenario.flows)
    for (const char* measure : {"mean", "p99", "availability"})
      all.push_back({.of = Objective::Of::flow, .name = flow, .slice = {}, .measure = measure});
  return all;
}

Goal goal_of(const Wanted& wanted, const std::vector<Measurements>& runs, double precision) {
  Goal goal;
  for (const Measurements& run : runs)
    if (const auto value = wanted.in(run)) goal.sample.add(*value);
  goal.wanted.relative = precision;
  if (wanted.unit() == Unit::count) goal.wanted.absolute = precision;
  if (wanted.is_availability()) {
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
  for (const Wanted& wanted : wanted_of(scenario))
    goals.push_back(goal_of(wanted, runs, replications->precision->value));
  return goals;
}

}  // namespace sim

// How long runs take to become steady.
#include "sim/study/warm_up.h"

#include <cstddef>
#include <variant>

#include "sim/input/quantity.h"
#include "sim/statistics/mser5.h"

namespace sim {

namespace {

std::optional<std::string> why_changing(const models::LoadSpec& load) {
  if (std::holds_alternative<models::RecordedLoad::Spec>(load.source.spec))
    return "the load is recorded";
  const auto* const open = std::get_if<models::OpenLoad::Spec>(&load.source.spec);
  if (open != nullptr &&
      !std::holds_alternative<models::ConstantRate::Spec>(open->rate.chosen.spec))
    return "the load changes with time";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> why_transient(const models::Scenario& scenario) {
  for (const models::FailureSpec& failure : scenario.failures) {
    if (failure.at)
      return "'" + std::string(failure.what.kind()) + "' happens at " + print(*failure.at);
  }
  for (const models::OperatorSpec& operation : scenario.operations)
    return "'" + std::string(operation.what.kind()) + "' happens at " + print(operation.at);
  for (const models::LoadSpec& load : scenario.load)
    if (auto why = why_changing(load)) return why;
  return std::nullopt;
}

SteadyFrom steady_from(const std::vector<Measurements>& runs) {
  std::vector<double> averaged(runs.front().timeline.under_way.size(), 0.0);
  for (const Measurements& run : runs)
    for (std::size_t i = 0; i < averaged.size() && i < run.timeline.under_way.size(); ++i)
      averaged[i] += static_cast<double>(run.timeline.under_way[i]);
  for (double& value : averaged) value /= static_cast<double>(runs.size());
  const auto found = mser5(averaged);
  if (!found) return {.cut = {}, .too_short = true};
  return {.cut = static_cast<std::int64_t>(found->cut) * runs.front().timeline.window,
          .too_short = found->too_short};
}

}  // namespace sim

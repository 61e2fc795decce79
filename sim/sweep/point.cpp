// What one point of a sweep came to.
#include "sim/sweep/point.h"

#include <algorithm>
#include <span>

#include "sim/report/measures.h"

namespace sim {

namespace {

template <class Subject>
void add_measures(std::span<const Measure<Subject>> measures, const std::string& name,
                  const Sampled<Subject>& subject, std::vector<MeasureResult>& all) {
  for (const Measure<Subject>& measure : measures) {
    MeasureResult result{.subject = name,
                         .measure = std::string(measure.name),
                         .estimate = estimate_of(measure, subject),
                         .runs = {}};
    all.push_back(std::move(result));
  }
}

void add_runs(const Sampled<FlowMeasurements>& flow, MeasureResult& result) {
  if (std::ranges::find(kCompared, result.measure) == kCompared.end()) return;
  for (const auto& value : values_of(*find_flow_measure(result.measure), flow)) {
    if (!value) return result.runs.clear();
    result.runs.push_back(*value);
  }
}

}  // namespace

PointResult point_of(const Runs& runs, const Report& report, bool is_complete) {
  PointResult point{.scenario = report.scenario,
                    .sha256 = report.sha256,
                    .seed = report.seed,
                    .runs = report.replications,
                    .ended = report.ended,
                    .is_complete = is_complete,
                    .is_stable = report.stability.stable,
                    .fingerprint = report.fingerprint,
                    .verdict = report.verdict,
                    .objectives = {},
                    .flows = {},
                    .services = {}};
  for (const ObjectiveReport& objective : report.objectives)
    point.objectives.push_back(
        {objective.text, objective.unit, objective.estimate, objective.verdict});
  const Measurements& pooled = runs.pooled();
  for (std::size_t i = 0; i < pooled.flows.size(); ++i) {
    const std::size_t first = point.flows.size();
    add_measures(flow_measures(), pooled.flows[i].name, runs.flow(i), point.flows);
    for (std::size_t j = first; j < point.flows.size(); ++j) add_runs(runs.flow(i), point.flows[j]);
  }
  for (std::size_t i = 0; i < pooled.stations.size(); ++i)
    add_measures(station_measures(), pooled.stations[i].name, runs.station(i), point.services);
  for (std::size_t i = 0; i < pooled.stores.size(); ++i)
    add_measures(store_measures(), pooled.stores[i].name, runs.store(i), point.services);
  for (std::size_t i = 0; i < pooled.locks.size(); ++i)
    add_measures(lock_measures(), pooled.locks[i].name, runs.lock(i), point.services);
  for (std::size_t i = 0; i < pooled.caches.size(); ++i)
    add_measures(cache_measures(), pooled.caches[i].name, runs.cache(i), point.services);
  for (std::size_t i = 0; i < pooled.queues.size(); ++i)
    add_measures(queue_measures(), pooled.queues[i].name, runs.queue(i), point.services);
  return point;
}

const MeasureResult* find_measure(const std::vector<MeasureResult>& all, std::string_view subject,
                                  std::string_view measure) {
  const auto found = std::ranges::find_if(all, [&](const MeasureResult& result) {
    return result.subject == subject && result.measure == measure;
  });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace sim

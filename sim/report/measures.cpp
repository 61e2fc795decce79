// What can be asked of flows and services; and of all subjects, how sure an answer is.
#include "sim/report/measures.h"

#include <algorithm>

#include "sim/kernel/elementary.h"
#include "sim/report/measure_numbers.h"
#include "sim/report/seconds.h"
#include "sim/statistics/ratio_interval.h"
#include "sim/statistics/sectioning.h"

namespace sim {

namespace {

using detail::mean_of;
using detail::Number;
using detail::per_run;
using Flow = FlowMeasurements;
using Station = StationMeasurements;

template <const Share* Percentile>
Number latency(const Flow& flow, const Scope&) {
  return detail::seconds(flow.latency.interpolated_quantile(*Percentile));
}

double finished(const Flow& flow) {
  return static_cast<double>(flow.intents.offered - flow.intents.unfinished);
}

template <std::int64_t IntentCounts::* Count>
Number intents(const Flow& flow, const Scope& scope) {
  return per_run(flow.intents.*Count, scope);
}

// None if nothing is written for the payments of the flow.
template <Found Audit::* Finding>
Number found(const Flow& flow, const Scope& scope) {
  return flow.audit ? Number(per_run(((*flow.audit).*Finding).intents, scope)) : Number();
}

template <std::int64_t Station::* Count>
Number requests(const Station& station, const Scope& scope) {
  return per_run(station.*Count, scope);
}

// Of nodes side by side: levels add up, their time does not. None over no time.
Number level_of_all(const Station& station, LevelTotal NodeMeasurements::* level) {
  double sum = 0;
  bool any = false;
  for (const NodeMeasurements& node : station.nodes) {
    const auto mean = (node.*level).mean();
    any = any || mean;
    sum += mean.value_or(0);
  }
  return any ? Number(sum) : Number();
}

// The share in use of what nodes had while they were in service.
Number usage_of_all(const Station& station, LevelTotal NodeMeasurements::* level,
                    std::int64_t (*capacity)(const Station&, const NodeMeasurements&)) {
  Uint128 used = 0;
  Uint128 there = 0;
  for (const NodeMeasurements& node : station.nodes) {
    used += (node.*level).area;
    there += node.in_service.area * static_cast<Uint128>(capacity(station, node));
  }
  return detail::usage(used, there);
}

Number throughput(const Flow& flow, const Scope& scope) {
  const Duration span = flow.time ? *flow.time / scope.runs : scope.span;
  if (span <= Duration::zero()) return std::nullopt;
  return per_run(flow.intents.approved + flow.intents.declined, scope) / detail::seconds(span);
}

using enum Unit;
using enum Better;

constexpr FlowMeasure kFlowMeasures[] = {
    {"availability", share, more,
     [](const Flow& flow, const Scope&) {
       return detail::share(flow.intents.good, flow.intents.counted());
     },
     "good / (offered - declined - unfinished)", Method::unavailable},
    {"downtime", seconds, less,
     [](const Flow& flow, const Scope& scope) {
       return Number(detail::seconds(flow.outages.down_time) / static_cast<double>(scope.runs));
     },
     "seconds in which too few payments were good, per run", Method::rare},
    {"throughput", per_second, more, throughput, "approved and declined, a second"},
    {"mean", seconds, less, [](const Flow& flow, const Scope&) { return mean_of(flow.latency); },
     "latency of approved and declined, from when they were due"},
    {"p50", seconds, less, latency<&kP50>, "median of the latency"},
    {"p90", seconds, less, latency<&kP90>, "percentile of the latency"},
    {"p95", seconds, less, latency<&kP95>, "percentile of the latency"},
    {"p99", seconds, less, latency<&kP99>, "percentile of the latency"},
    {"p999", seconds, less, latency<&kP999>, "percentile of the latency"},
    {"p9999", seconds, less, latency<&kP9999>, "percentile of the latency"},
    {"attempts", factor, less,
     [](const Flow& flow, const Scope&) {
       const double payments = finished(flow);
       return payments > 0 ? Number(static_cast<double>(flow.attempts) / payments) : Number();
     },
     "attempts per finished payment"},
    {"approved", count, more, intents<&IntentCounts::approved>, "payments per run"},
    {"declined", count, neither, intents<&IntentCounts::declined>, "payments per run"},
    {"failed", count, less, intents<&IntentCounts::failed>, "payments per run", Method::rare},
    {"unknown", count, less, intents<&IntentCounts::unknown>, "payments per run", Method::rare},
    {"unfinished", count, less, intents<&IntentCounts::unfinished>, "payments per run",
     Method::rare},
    {"duplicates", count, less, found<&Audit::duplicate>,
     "payments per run of which something was done more than once", Method::rare},
    {"approved_and_lost", count, less, found<&Audit::lost>,
     "payments per run whose payers were told that all is done, with something lost since",
     Method::rare},
    {"stranded", count, less, found<&Audit::stranded>,
     "payments per run that were done in part: debited and not credited, or credited only",
     Method::rare},
    {"failed_and_applied", count, less, found<&Audit::failed_applied>,
     "payments per run whose payers were told that nothing is done, and all was", Method::rare},
    {"unknown_and_applied", count, less, found<&Audit::unknown_applied>,
     "payments per run whose payers do not know, and all was done", Method::rare},
    {"unknown_and_not_applied", count, less, found<&Audit::unknown_not_applied>,
     "payments per run whose payers do not know, and nothing was done", Method::rare},
};

constexpr StationMeasure kStationMeasures[] = {
    {"utilization", share, less,
     [](const Station& station, const Scope&) {
       return usage_of_all(station, &NodeMeasurements::busy,
                           [](const Station&, const NodeMeasurements& node) { return node.cores; });
     },
     "share of the cores of its nodes in service that is busy"},
    {"thread_utilization", share, less,
     [](const Station& station, const Scope&) {
       return usage_of_all(
           station, &NodeMeasurements::threads,
           [](const Station& all, const NodeMeasurements&) { return all.threads_per_node; });
     },
     "share of the threads of its nodes in service that is held"},
    {"line", count, less,
     [](const Station& station, const Scope&) {
       return level_of_all(station, &NodeMeasurements::line);
     },
     "requests that wait, on average over time"},
    {"wait_mean", seconds, less,
     [](const Station& station, const Scope&) { return mean_of(station.wait); },
     "time in line, per request"},
    {"wait_p99", seconds, less,
     [](const Station& station, const Scope&) {
       return detail::seconds(station.wait.interpolated_quantile(kP99));
     },
     "percentile of the time in line"},
    {"stay_mean", seconds, less,
     [](const Station& station, const Scope&) { return mean_of(station.stay); },
     "time from coming in to the answer"},
    {"stay_p99", seconds, less,
     [](const Station& station, const Scope&) {
       return detail::seconds(station.stay.interpolated_quantile(kP99));
     },
     "percentile of the time from coming in to the answer"},
    {"rejected", count, less, requests<&Station::rejected>, "requests per run: the line was full",
     Method::rare},
    {"shed", count, less, requests<&Station::shed>,
     "requests per run that were sent away from the line", Method::rare},
    {"refused", count, less, requests<&Station::refused>, "requests per run: the node was down",
     Method::rare},
    {"lost", count, less, requests<&Station::lost>, "requests per run, with a node or on the way",
     Method::rare},
    {"no_connection", count, less, requests<&Station::no_connection>,
     "calls per run that did not get a connection in time", Method::rare},
    {"cut_over", count, less, requests<&Station::cut_over>,
     "calls per run that were refused because their key went from one unit to another",
     Method::rare},
    {"too_late", count, less, requests<&Station::too_late>,
     "answers per run that nobody waited for any more", Method::rare},
};

// As many as would all have been good by chance one time in twenty, had each been bad with this
// probability: the "rule of three".
double bound_without_any(std::int64_t trials) {
  return 1 - exp(log(0.05) / static_cast<double>(trials));
}

// What is bad comes in bunches, so where nothing was bad, windows of time are what was tried: at
// worst all of a window is.
Estimate without_outage(const Flow& flow) {
  Estimate estimate{.estimate = 1.0, .low = {}, .high = 1.0};
  if (flow.outages.judged > 0) estimate.low = 1 - bound_without_any(flow.outages.judged);
  return estimate;
}

Estimate availability(const Sampled<Flow>& flow, double pooled) {
  if (pooled == 1) return without_outage(*flow.pooled);
  std::vector<Cycle> cycles;
  for (const Flow* run : flow.runs) {
    const IntentCounts& intents = run->intents;
    cycles.push_back({.part = static_cast<double>(intents.counted() - intents.good),
                      .whole = static_cast<double>(intents.counted())});
  }
  Estimate estimate{.estimate = pooled, .low = {}, .high = {}};
  if (const auto bad = ratio_interval(cycles, Scale::logarithmic)) {
    estimate.low = std::max(0.0, 1 - bad->high);
    estimate.high = 1 - bad->low;
  }
  return estimate;
}

template <class Subject>
std::vector<Number> values(const Measure<Subject>& measure, const Sampled<Subject>& subject) {
  std::vector<Number> values;
  for (const Subject* run : subject.runs)
    values.push_back(measure.of(*run, {.span = subject.scope.span, .runs = 1}));
  return values;
}

template <class Subject>
Estimate sectioned(const Measure<Subject>& measure, const Sampled<Subject>& subject,
                   double pooled) {
  Estimate estimate{.estimate = pooled, .low = {}, .high = {}};
  std::vector<double> sections;
  for (const Number& value : values(measure, subject)) {
    if (!value) return estimate;
    sections.push_back(*value);
  }
  if (const auto interval = sectioned_quantile(pooled, sections)) {
    estimate.low = std::max(0.0, interval->low);
    estimate.high = interval->high;
  }
  return estimate;
}

// Where nothing was seen, as many as would not have been seen by chance one time in twenty, had
// they come one by one at random; a window is one, of downtime.
template <class Subject>
Estimate rare(const Measure<Subject>& measure, const Sampled<Subject>& subject, double pooled) {
  Estimate estimate{.estimate = pooled, .low = {}, .high = {}};
  std::vector<Cycle> cycles;
  for (const Number& value : values(measure, subject))
    cycles.push_back({.part = value.value_or(0), .whole = 1});
  if (cycles.size() < 2) return estimate;
  if (pooled == 0) {
    estimate.low = 0;
    estimate.high = -log(0.05) / static_cast<double>(cycles.size());
  } else if (const auto interval = ratio_interval(cycles, Scale::logarithmic)) {
    estimate.low = interval->low;
    estimate.high = interval->high;
  }
  return estimate;
}

template <class Subject>
Estimate estimated(const Measure<Subject>& measure, const Sampled<Subject>& subject) {
  const Number pooled = measure.of(*subject.pooled, subject.scope);
  if (!pooled) return {};
  return measure.method == Method::rare ? rare(measure, subject, *pooled)
                                        : sectioned(measure, subject, *pooled);
}

// Between runs, as what is found in one run hangs together.
Estimate hit_ratio(const CacheMeasure& measure, const Sampled<CacheMeasurements>& cache) {
  Estimate estimate{.estimate = measure.of(*cache.pooled, cache.scope), .low = {}, .high = {}};
  std::vector<Cycle> cycles;
  for (const CacheMeasurements* run : cache.runs)
    cycles.push_back({.part = static_cast<double>(run->hits),
                      .whole = static_cast<double>(run->hits + run->misses)});
  if (const auto interval = ratio_interval(cycles)) {
    estimate.low = std::max(0.0, interval->low);
    estimate.high = std::min(1.0, interval->high);
  }
  return estimate;
}

template <class Of>
const Of* find(std::span<const Of> all, std::string_view name) {
  const auto found = std::ranges::find(all, name, &Of::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::span<const FlowMeasure> flow_measures() {
  return kFlowMeasures;
}
std::span<const StationMeasure> station_measures() {
  return kStationMeasures;
}
const FlowMeasure* find_flow_measure(std::string_view name) {
  return find(flow_measures(), name);
}
const StationMeasure* find_station_measure(std::string_view name) {
  return find(station_measures(), name);
}
const StoreMeasure* find_store_measure(std::string_view name) {
  return find(store_measures(), name);
}
const LockMeasure* find_lock_measure(std::string_view name) {
  return find(lock_measures(), name);
}
const CacheMeasure* find_cache_measure(std::string_view name) {
  return find(cache_measures(), name);
}
const QueueMeasure* find_queue_measure(std::string_view name) {
  return find(queue_measures(), name);
}

Estimate estimate_of(const FlowMeasure& measure, const Sampled<FlowMeasurements>& flow) {
  const Number pooled = measure.of(*flow.pooled, flow.scope);
  if (!pooled) return {};
  if (flow.runs.size() < 2) return {.estimate = pooled, .low = {}, .high = {}};
  switch (measure.method) {
    case Method::unavailable:
      return availability(flow, *pooled);
    case Method::rare:
      return rare(measure, flow, *pooled);
    case Method::ratio:
    case Method::sectioned:
      break;
  }
  return sectioned(measure, flow, *pooled);
}

Estimate estimate_of(const StationMeasure& measure, const Sampled<StationMeasurements>& station) {
  return estimated(measure, station);
}
Estimate estimate_of(const StoreMeasure& measure, const Sampled<StoreMeasurements>& store) {
  return estimated(measure, store);
}
Estimate estimate_of(const LockMeasure& measure, const Sampled<LockMeasurements>& lock) {
  return estimated(measure, lock);
}
Estimate estimate_of(const CacheMeasure& measure, const Sampled<CacheMeasurements>& cache) {
  return measure.method == Method::ratio ? hit_ratio(measure, cache) : estimated(measure, cache);
}
Estimate estimate_of(const QueueMeasure& measure, const Sampled<QueueMeasurements>& queue) {
  return estimated(measure, queue);
}

std::vector<std::optional<double>> values_of(const FlowMeasure& measure,
                                             const Sampled<FlowMeasurements>& flow) {
  return values(measure, flow);
}
std::vector<std::optional<double>> values_of(const StationMeasure& measure,
                                             const Sampled<StationMeasurements>& station) {
  return values(measure, station);
}
std::vector<std::optional<double>> values_of(const StoreMeasure& measure,
                                             const Sampled<StoreMeasurements>& store) {
  return values(measure, store);
}
std::vector<std::optional<double>> values_of(const LockMeasure& measure,
                                             const Sampled<LockMeasurements>& lock) {
  return values(measure, lock);
}
std::vector<std::optional<double>> values_of(const CacheMeasure& measure,
                                             const Sampled<CacheMeasurements>& cache) {
  return values(measure, cache);
}
std::vector<std::optional<double>> values_of(const QueueMeasure& measure,
                                             const Sampled<QueueMeasurements>& queue) {
  return values(measure, queue);
}

}  // namespace sim

// Verdicts from intervals.
#include "sim/objectives/judge.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/kernel/check.h"
#include "sim/report/number_text.h"

namespace sim {

namespace {

template <class Named>
std::size_t index_of(const std::vector<Named>& all, const std::string& name) {
  const auto found = std::ranges::find(all, name, &Named::name);
  check(found != all.end(), "what an objective speaks of was measured");
  return static_cast<std::size_t>(found - all.begin());
}

Sampled<FlowMeasurements> payments_of(const Objective& objective, const Runs& runs) {
  const std::size_t flow = index_of(runs.pooled().flows, objective.name);
  const std::string slice = slice_of(objective);
  if (slice.empty()) return runs.flow(flow);
  return runs.slice(flow, index_of(runs.pooled().flows[flow].slices, slice));
}

Sampled<StationMeasurements> station_of(const Objective& objective, const Runs& runs) {
  return runs.station(index_of(runs.pooled().stations, objective.name));
}

Sampled<StoreMeasurements> store_of(const Objective& objective, const Runs& runs) {
  return runs.store(index_of(runs.pooled().stores, objective.name));
}

Sampled<LockMeasurements> lock_of(const Objective& objective, const Runs& runs) {
  return runs.lock(index_of(runs.pooled().locks, objective.name));
}

Sampled<CacheMeasurements> cache_of(const Objective& objective, const Runs& runs) {
  return runs.cache(index_of(runs.pooled().caches, objective.name));
}

Sampled<QueueMeasurements> queue_of(const Objective& objective, const Runs& runs) {
  return runs.queue(index_of(runs.pooled().queues, objective.name));
}

std::vector<std::optional<double>> values_of(const Objective& objective, const Runs& runs) {
  switch (objective.of) {
    case Objective::Of::flow:
      return values_of(*find_flow_measure(objective.measure), payments_of(objective, runs));
    case Objective::Of::service:
      return values_of(*find_station_measure(objective.measure), station_of(objective, runs));
    case Objective::Of::store:
      return values_of(*find_store_measure(objective.measure), store_of(objective, runs));
    case Objective::Of::lock:
      return values_of(*find_lock_measure(objective.measure), lock_of(objective, runs));
    case Objective::Of::cache:
      return values_of(*find_cache_measure(objective.measure), cache_of(objective, runs));
    case Objective::Of::queue:
      return values_of(*find_queue_measure(objective.measure), queue_of(objective, runs));
  }
  return {};
}

bool is_of_payments(const Objective& objective) {
  return objective.of == Objective::Of::flow;
}

std::size_t runs_with_value(const Objective& objective, const Runs& runs) {
  const auto values = values_of(objective, runs);
  return static_cast<std::size_t>(
      std::ranges::count_if(values, [](const auto& value) { return value.has_value(); }));
}

std::int64_t payments_due(const Objective& objective, const Runs& runs) {
  return payments_of(objective, runs).pooled->intents.offered;
}

std::string sample_of(const Objective& objective, const Runs& runs) {
  switch (objective.of) {
    case Objective::Of::flow:
      return count_of(payments_due(objective, runs), "payment");
    case Objective::Of::service:
      return count_of(station_of(objective, runs).pooled->arrived, "request");
    case Objective::Of::store:
      return count_of(store_of(objective, runs).pooled->writes, "write");
    case Objective::Of::lock:
      return count_of(lock_of(objective, runs).pooled->wait.count(), "request");
    case Objective::Of::cache: {
      const auto cache = cache_of(objective, runs);
      return count_of(cache.pooled->hits + cache.pooled->misses, "look-up");
    }
    case Objective::Of::queue:
      return count_of(queue_of(objective, runs).pooled->published, "message");
  }
  return {};
}

// "48,211 payments in 10 runs".
std::string sample_text(const Objective& objective, const Runs& runs) {
  return sample_of(objective, runs) + " in " + count_of(runs.count(), "run");
}

std::string why_no_estimate(const Objective& objective, const Runs& runs) {
  if (is_of_payments(objective) && payments_due(objective, runs) == 0)
    return "No payment was due " +
           (slice_of(objective).empty() ? std::string("in the measured time")
                                        : "in \"" + slice_of(objective) + "\"") +
           ".";
  return sample_text(objective, runs) + " cannot support a " + objective.measure + ".";
}

std::string why_no_interval(const Objective& objective, const Runs& runs) {
  if (runs.count() == 1) return "One run has no interval; replications would give one.";
  return "Only " + count_text(static_cast<std::int64_t>(runs_with_value(objective, runs))) +
         " of " + count_of(runs.count(), "run") + " have a value, too few for an interval.";
}

}  // namespace

Estimate estimate_of(const Objective& objective, const Runs& runs) {
  switch (objective.of) {
    case Objective::Of::flow: {
      const auto payments = payments_of(objective, runs);
      if (payments.pooled->intents.offered == 0) return {};
      return estimate_of(*find_flow_measure(objective.measure), payments);
    }
    case Objective::Of::service:
      return estimate_of(*find_station_measure(objective.measure), station_of(objective, runs));
    case Objective::Of::store:
      return estimate_of(*find_store_measure(objective.measure), store_of(objective, runs));
    case Objective::Of::lock:
      return estimate_of(*find_lock_measure(objective.measure), lock_of(objective, runs));
    case Objective::Of::cache:
      return estimate_of(*find_cache_measure(objective.measure), cache_of(objective, runs));
    case Objective::Of::queue:
      return estimate_of(*find_queue_measure(objective.measure), queue_of(objective, runs));
  }
  return {};
}

ObjectiveReport judge(const Objective& objective, const Runs& runs) {
  ObjectiveReport report{.text = print(objective),
                         .unit = objective.unit(),
                         .estimate = estimate_of(objective, runs),
                         .verdict = Verdict::inconclusive,
                         .evidence = {}};
  const Estimate& estimate = report.estimate;
  if (!estimate.estimate) {
    report.evidence = why_no_estimate(objective, runs);
  } else if (objective.asks_for_none()) {
    const bool none = *estimate.estimate == 0;
    report.verdict = none ? Verdict::pass : Verdict::fail;
    report.evidence =
        (none ? "None was seen (" : "Some were seen (") + sample_text(objective, runs) + ").";
  } else if (!estimate.low || !estimate.high) {
    report.evidence = why_no_interval(objective, runs);
  } else {
    const bool low_holds = objective.holds_for(*estimate.low);
    const bool high_holds = objective.holds_for(*estimate.high);
    const std::string from = " (" + sample_text(objective, runs) + ").";
    if (low_holds && high_holds) {
      report.verdict = Verdict::pass;
      report.evidence = "The whole interval keeps the limit" + from;
    } else if (!low_holds && !high_holds) {
      report.verdict = Verdict::fail;
      report.evidence = "The whole interval breaks the limit" + from;
    } else if (objective.measure == "availability" && *estimate.estimate == 1) {
      report.evidence =
          "Nothing went wrong, but in too little time to show that it does not" + from;
    } else {
      report.evidence = "The limit lies within the interval; more replications narrow it" + from;
    }
  }
  return report;
}

std::vector<ObjectiveReport> judge_all(std::span<const Located<Objective>> objectives,
                                       const Runs& runs) {
  std::vector<ObjectiveReport> reports;
  for (const auto& objective : objectives) reports.push_back(judge(*objective, runs));
  return reports;
}

}  // namespace sim

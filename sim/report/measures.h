// What can be asked of a flow, a service, a store, a lock service, a cache or a queue by name: one
// list of each for reports, objectives, comparisons and sweeps. A new measure is a line there.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/measure/measurements.h"
#include "sim/report/report.h"

namespace sim {

enum class Better : std::uint8_t { less, more, neither };

// How the interval of an estimate comes from independent runs.
enum class Method : std::uint8_t {
  sectioned,    // around the value of all runs together, by the spread of the single ones
  unavailable,  // a ratio of sums that is near 1: by the logarithm of what it lacks
  ratio,        // a ratio of sums, by how both vary together
  rare,         // a count of what should not happen: by its logarithm, and bounded if it did not
};

// The time that was measured, and in how many runs.
struct Scope {
  Duration span{};  // of one run
  std::int64_t runs = 1;
};

// Of one run, or of several added up: counts are then per run.
template <class Subject>
struct Measure {
  std::string_view name;
  Unit unit;
  Better better;
  std::optional<double> (*of)(const Subject&, const Scope&);
  std::string_view doc;
  Method method = Method::sectioned;
};

using FlowMeasure = Measure<FlowMeasurements>;
using StationMeasure = Measure<StationMeasurements>;
using StoreMeasure = Measure<StoreMeasurements>;
using LockMeasure = Measure<LockMeasurements>;
using CacheMeasure = Measure<CacheMeasurements>;
using QueueMeasure = Measure<QueueMeasurements>;

std::span<const FlowMeasure> flow_measures();
std::span<const StationMeasure> station_measures();
std::span<const StoreMeasure> store_measures();
std::span<const LockMeasure> lock_measures();
std::span<const CacheMeasure> cache_measures();
std::span<const QueueMeasure> queue_measures();

// Null if there is none of that name.
const FlowMeasure* find_flow_measure(std::string_view name);
const StationMeasure* find_station_measure(std::string_view name);
const StoreMeasure* find_store_measure(std::string_view name);
const LockMeasure* find_lock_measure(std::string_view name);
const CacheMeasure* find_cache_measure(std::string_view name);
const QueueMeasure* find_queue_measure(std::string_view name);

// A subject in all runs added up, and in each of them, in their order.
template <class Subject>
struct Sampled {
  const Subject* pooled = nullptr;
  std::vector<const Subject*> runs{};
  Scope scope{};  // of all
};

// With an interval if there are several runs and each of them has a value.
Estimate estimate_of(const FlowMeasure& measure, const Sampled<FlowMeasurements>& flow);
Estimate estimate_of(const StationMeasure& measure, const Sampled<StationMeasurements>& station);
Estimate estimate_of(const StoreMeasure& measure, const Sampled<StoreMeasurements>& store);
Estimate estimate_of(const LockMeasure& measure, const Sampled<LockMeasurements>& lock);
Estimate estimate_of(const CacheMeasure& measure, const Sampled<CacheMeasurements>& cache);
Estimate estimate_of(const QueueMeasure& measure, const Sampled<QueueMeasurements>& queue);

// The value in each run; nothing for a run that has none.
std::vector<std::optional<double>> values_of(const FlowMeasure& measure,
                                             const Sampled<FlowMeasurements>& flow);
std::vector<std::optional<double>> values_of(const StationMeasure& measure,
                                             const Sampled<StationMeasurements>& station);
std::vector<std::optional<double>> values_of(const StoreMeasure& measure,
                                             const Sampled<StoreMeasurements>& store);
std::vector<std::optional<double>> values_of(const LockMeasure& measure,
                                             const Sampled<LockMeasurements>& lock);
std::vector<std::optional<double>> values_of(const CacheMeasure& measure,
                                             const Sampled<CacheMeasurements>& cache);
std::vector<std::optional<double>> values_of(const QueueMeasure& measure,
                                             const Sampled<QueueMeasurements>& queue);

}  // namespace sim

// All that the runs of one scenario wrote down: each by itself, and added up.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "sim/measure/measurements.h"
#include "sim/measure/merge.h"
#include "sim/report/measures.h"

namespace sim {

class Runs {
 public:
  // At least one, in the order of their replications.
  explicit Runs(std::vector<Measurements> each) : each_(std::move(each)), pooled_(merged(each_)) {}

  const std::vector<Measurements>& each() const { return each_; }
  const Measurements& first() const { return each_.front(); }
  const Measurements& pooled() const { return pooled_; }
  std::int64_t count() const { return pooled_.runs; }

  // What was measured, in each run.
  Duration span() const { return std::max(Duration::zero(), pooled_.end - pooled_.warmup_end); }

  Sampled<FlowMeasurements> flow(std::size_t index) const {
    return sampled(&Measurements::flows, index);
  }
  // A part of a flow's payments.
  Sampled<FlowMeasurements> slice(std::size_t flow_index, std::size_t index) const {
    Sampled<FlowMeasurements> part = flow(flow_index);
    part.pooled = &part.pooled->slices[index];
    for (const FlowMeasurements*& run : part.runs) run = &run->slices[index];
    return part;
  }
  Sampled<StationMeasurements> station(std::size_t index) const {
    return sampled(&Measurements::stations, index);
  }
  Sampled<StoreMeasurements> store(std::size_t index) const {
    return sampled(&Measurements::stores, index);
  }
  Sampled<LockMeasurements> lock(std::size_t index) const {
    return sampled(&Measurements::locks, index);
  }
  Sampled<CacheMeasurements> cache(std::size_t index) const {
    return sampled(&Measurements::caches, index);
  }
  Sampled<QueueMeasurements> queue(std::size_t index) const {
    return sampled(&Measurements::queues, index);
  }

 private:
  template <class Subject>
  Sampled<Subject> sampled(std::vector<Subject> Measurements::* all, std::size_t index) const {
    Sampled<Subject> subject{
        .pooled = &(pooled_.*all)[index], .runs = {}, .scope = {.span = span(), .runs = count()}};
    for (const Measurements& run : each_) subject.runs.push_back(&(run.*all)[index]);
    return subject;
  }

  std::vector<Measurements> each_;
  Measurements pooled_;
};

}  // namespace sim

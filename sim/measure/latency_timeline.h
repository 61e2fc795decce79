// Latency over the run, for charts: per window of simulated time a coarse histogram, from which
// p50, p99 and the largest are read.
#pragma once

#include "sim/kernel/time.h"
#include "sim/measure/latency_histogram.h"
#include "sim/measure/window_series.h"

namespace sim {

// About 2 kB for each window in which anything was recorded.
class LatencyTimeline {
 public:
  explicit LatencyTimeline(TimelineSpec spec)
      : windows_(spec, LatencyHistogram(Resolution::coarse)) {}

  // `at` says in which window the latency shows: when it was due, or when it ended.
  void record(Instant at, Duration latency) { windows_.at(at).record(latency); }
  // Covers the run, of which `end` is no longer part.
  void finish(Instant end) { windows_.finish(end); }

  void merge(const LatencyTimeline& other) { windows_.merge(other.windows_); }

  const WindowSeries<LatencyHistogram>& series() const { return windows_; }

  bool operator==(const LatencyTimeline&) const = default;

 private:
  WindowSeries<LatencyHistogram> windows_;
};

}  // namespace sim

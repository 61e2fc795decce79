// What measures of all subjects have in common.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/measure/latency_histogram.h"
#include "sim/report/measures.h"

namespace sim::detail {

using Number = std::optional<double>;

inline double per_run(std::int64_t count, const Scope& scope) {
  return static_cast<double>(count) / static_cast<double>(scope.runs);
}

// In seconds.
inline Number mean_of(const LatencyHistogram& times) {
  const auto mean = times.mean_ns();
  return mean ? Number(*mean / 1e9) : Number();
}

}  // namespace sim::detail

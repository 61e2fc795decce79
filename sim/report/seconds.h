// Nanoseconds and counts as the numbers of a report.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "sim/kernel/time.h"
#include "sim/measure/wide.h"

namespace sim::detail {

// Divided and not multiplied, so that 300 ms is 0.3 and not its neighbour.
inline double seconds(Duration duration) {
  return static_cast<double>(duration.count()) / 1e9;
}
inline double seconds(Instant instant) {
  return seconds(instant - kStart);
}
inline double seconds(Uint128 nanoseconds) {
  return static_cast<double>(nanoseconds) / 1e9;
}

inline std::optional<double> seconds(std::optional<Duration> duration) {
  if (!duration) return std::nullopt;
  return seconds(*duration);
}
inline std::optional<double> seconds(std::optional<Instant> instant) {
  if (!instant) return std::nullopt;
  return seconds(*instant);
}

// The share in use of what was there, both in level times nanoseconds; none if nothing was.
inline std::optional<double> usage(Uint128 used, Uint128 there) {
  if (there == 0) return std::nullopt;
  return std::min(1.0, static_cast<double>(used) / static_cast<double>(there));
}

// Part of a whole; none of nothing.
inline std::optional<double> share(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace sim::detail

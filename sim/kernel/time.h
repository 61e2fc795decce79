// Simulated time: whole nanoseconds, so that equal means equal and a run is the same on every
// machine.
#pragma once

#include <chrono>
#include <cstdint>

namespace sim {

using namespace std::chrono_literals;  // 250ms, 3s, 2h

// Has no now(): simulated time comes from a Kernel, and wall-clock time does not convert to it.
struct SimClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<SimClock>;
};

// Signed 64-bit nanoseconds last 292 years; horizons beyond 100 are refused when a scenario is
// read, so that sums of an instant and a duration cannot overflow.
using Duration = SimClock::duration;
using Instant = SimClock::time_point;

inline constexpr Instant kStart{};

// For arithmetic that leaves whole nanoseconds (means, rates); never to compute an instant.
inline double to_seconds(Duration duration) {
  return static_cast<double>(duration.count()) * 1e-9;
}
inline double to_seconds(Instant instant) {
  return to_seconds(instant - kStart);
}

}  // namespace sim

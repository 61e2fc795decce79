// What a station comes to in the long run. All of this room keeps to: rates a second, times in
// seconds, no NaN; what a formula does not hold for is nothing.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

namespace sim::theory {

// Averages over those who are let in. Jobs come to one line, which several servers empty.
struct Averages {
  double utilization = 0;  // share of the servers that is busy
  double wait = 0;         // in the station, but not served
  double stay = 0;         // in the station
  double in_line = 0;      // how many are there, but not served
  double present = 0;      // how many are there
  bool operator==(const Averages&) const = default;
};

// More servers, or more places, than these are not asked about: the recursions take a step for
// each.
inline constexpr std::int64_t kMostServers = 10'000'000;
inline constexpr std::int64_t kMostPlaces = 10'000'000;

namespace detail {

// False for what is negative, infinite or not a number.
constexpr bool is_number(double x) {
  return x >= 0 && x <= std::numeric_limits<double>::max();
}

constexpr bool is_positive(double x) {
  return x > 0 && is_number(x);
}

constexpr bool is_count(std::int64_t servers) {
  return servers >= 1 && servers <= kMostServers;
}

// For those who come at `rate` and wait for `wait` on average, by Little's law (1961), L = rate W.
// Nothing if a result is beyond what a double can hold.
inline std::optional<Averages> with_little(std::int64_t servers, double rate, double service_time,
                                           double wait) {
  const double stay = wait + service_time;
  const Averages averages{.utilization = rate * service_time / static_cast<double>(servers),
                          .wait = wait,
                          .stay = stay,
                          .in_line = rate * wait,
                          .present = rate * stay};
  if (!is_number(averages.wait) || !is_number(averages.present)) return std::nullopt;
  return averages;
}

}  // namespace detail
}  // namespace sim::theory

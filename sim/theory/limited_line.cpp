// M/M/c/K by recursion over the places.
#include "sim/theory/limited_line.h"

#include <algorithm>

namespace sim::theory {

// One place more leaves the odds of the states below as they were, so that every average becomes
// old * (1 - full) + new * full, where `full` is the probability of the new state.
std::optional<LimitedAverages> averages_of(const LimitedLine& station) {
  const double load = station.arrival_rate * station.service_time;
  const bool makes_sense = detail::is_count(station.servers) && station.places <= kMostPlaces &&
                           station.servers <= station.places &&
                           detail::is_number(station.arrival_rate) &&
                           detail::is_positive(station.service_time) && detail::is_number(load);
  if (!makes_sense) return std::nullopt;
  double full = 1;
  double carried = 0;
  double in_line = 0;
  for (std::int64_t place = 1; place <= station.places; ++place) {
    const auto busy = static_cast<double>(std::min(place, station.servers));
    const double refused = load * full;
    full = refused / (busy + refused);
    carried = busy / (busy + refused);
    in_line = in_line * carried + (static_cast<double>(place) - busy) * full;
  }
  const double throughput = station.arrival_rate * carried;
  const double wait = throughput > 0 ? in_line / throughput : 0;
  const auto let_in = detail::with_little(station.servers, throughput, station.service_time, wait);
  if (!let_in) return std::nullopt;
  return LimitedAverages{.loss = full, .throughput = throughput, .let_in = *let_in};
}

}  // namespace sim::theory

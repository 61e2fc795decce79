// Means and variances only.
#include "sim/theory/two_moments.h"

#include <algorithm>
#include <cmath>

#include "sim/kernel/elementary.h"
#include "sim/theory/averages.h"
#include "sim/theory/many_servers.h"

namespace sim::theory {

namespace {

std::optional<Averages> with_exponential_times(const TwoMoments& station) {
  if (!detail::is_number(station.arrival_scv) || !detail::is_number(station.service_scv))
    return std::nullopt;
  return averages_of(ManyServers{.servers = station.servers,
                                 .arrival_rate = station.arrival_rate,
                                 .service_time = station.service_time});
}

std::optional<double> if_number(double x) {
  if (!detail::is_number(x)) return std::nullopt;
  return x;
}

}  // namespace

std::optional<double> allen_cunneen(const TwoMoments& station) {
  const auto exponential = with_exponential_times(station);
  if (!exponential) return std::nullopt;
  return if_number(exponential->wait * (station.arrival_scv / 2 + station.service_scv / 2));
}

std::optional<double> kraemer_langenbach_belz(const TwoMoments& station) {
  const auto wait = allen_cunneen(station);
  if (!wait || station.servers != 1) return std::nullopt;
  const double regular = 1 - station.arrival_scv;
  if (*wait == 0 || regular <= 0) return wait;
  const double rho = station.arrival_rate * station.service_time;
  const double exponent =
      2 * (1 - rho) * regular * regular / (3 * rho * (station.arrival_scv + station.service_scv));
  return *wait * exp(-exponent);
}

std::optional<double> kingman_bound(const TwoMoments& station) {
  if (!with_exponential_times(station) || station.servers != 1) return std::nullopt;
  if (!(station.arrival_rate > 0)) return std::nullopt;
  const double rho = station.arrival_rate * station.service_time;
  const double of_gaps = station.arrival_scv / station.arrival_rate;
  const double of_service = rho * station.service_scv * station.service_time;
  return if_number((of_gaps + of_service) / (2 * (1 - rho)));
}

std::optional<double> departure_scv(const TwoMoments& station) {
  const auto exponential = with_exponential_times(station);
  if (!exponential) return std::nullopt;
  const double busy = exponential->utilization * exponential->utilization;
  const double root = std::sqrt(static_cast<double>(station.servers));
  // 1 + (1 - busy) (a - 1) is written as (1 - busy) a + busy, so that the result stays above 0.
  return if_number((1 - busy) * station.arrival_scv + busy +
                   busy * (std::max(station.service_scv, 0.2) - 1) / root);
}

}  // namespace sim::theory

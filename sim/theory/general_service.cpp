// Pollaczek-Khinchine, and stations that feel no more of the law of the service time than its mean.
#include "sim/theory/general_service.h"

#include "sim/theory/many_servers.h"

namespace sim::theory {

std::optional<Averages> averages_of(const GeneralService& station) {
  const double load = station.arrival_rate * station.service_time;
  const bool makes_sense = detail::is_number(station.arrival_rate) &&
                           detail::is_positive(station.service_time) &&
                           detail::is_number(station.service_scv) && load < 1;
  if (!makes_sense) return std::nullopt;
  const double wait = load / (1 - load) * station.service_time * ((1 + station.service_scv) / 2);
  return detail::with_little(1, station.arrival_rate, station.service_time, wait);
}

std::optional<Averages> averages_of(const SharedServers& station) {
  return averages_of(ManyServers{.servers = station.servers,
                                 .arrival_rate = station.arrival_rate,
                                 .service_time = station.service_time});
}

std::optional<double> stay_of_size(const SharedServers& station, double size) {
  const auto averages = averages_of(station);
  if (!averages || station.servers != 1 || !detail::is_number(size)) return std::nullopt;
  const double stay = size / (1 - averages->utilization);
  if (!detail::is_number(stay)) return std::nullopt;
  return stay;
}

}  // namespace sim::theory

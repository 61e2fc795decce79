// M/M/c by Erlang C.
#include "sim/theory/many_servers.h"

#include "sim/kernel/elementary.h"
#include "sim/theory/erlang.h"
#include "sim/theory/halving.h"

namespace sim::theory {

namespace {

// What the formulas are made of: the service time is the unit of time.
struct Terms {
  double waits;  // Erlang C
  double spare;  // servers - load, above 0

  double waiting_longer(double x) const { return waits * exp(-spare * x); }

  // Neither power of e can overflow: the smaller exponent is taken out of the difference.
  double staying_longer(double x) const {
    const double d = spare - 1;
    if (d == 0) return exp(-x) * (1 + waits * x);
    const double difference =
        d > 0 ? -exp(-x) * expm1(-d * x) / d : exp(-spare * x) * expm1(d * x) / d;
    return exp(-x) + waits * difference;
  }
};

std::optional<Terms> terms_of(const ManyServers& station) {
  if (!detail::is_number(station.arrival_rate) || !detail::is_positive(station.service_time))
    return std::nullopt;
  const double load = station.arrival_rate * station.service_time;
  const auto waits = erlang_c(station.servers, load);
  if (!waits) return std::nullopt;
  return Terms{.waits = *waits, .spare = static_cast<double>(station.servers) - load};
}

bool is_share(double p) {
  return p >= 0 && p < 1;
}

}  // namespace

std::optional<Averages> averages_of(const ManyServers& station) {
  const auto terms = terms_of(station);
  if (!terms) return std::nullopt;
  const double wait = terms->waits / terms->spare * station.service_time;
  return detail::with_little(station.servers, station.arrival_rate, station.service_time, wait);
}

std::optional<double> share_waiting_longer(const ManyServers& station, double seconds) {
  const auto terms = terms_of(station);
  if (!terms || !detail::is_number(seconds)) return std::nullopt;
  return terms->waiting_longer(seconds / station.service_time);
}

std::optional<double> share_staying_longer(const ManyServers& station, double seconds) {
  const auto terms = terms_of(station);
  if (!terms || !detail::is_number(seconds)) return std::nullopt;
  return terms->staying_longer(seconds / station.service_time);
}

std::optional<double> wait_percentile(const ManyServers& station, double p) {
  const auto terms = terms_of(station);
  if (!terms || !is_share(p)) return std::nullopt;
  const double tail = 1 - p;
  if (terms->waits <= tail) return 0;
  return log(terms->waits / tail) / terms->spare * station.service_time;
}

std::optional<double> stay_percentile(const ManyServers& station, double p) {
  const auto terms = terms_of(station);
  if (!terms || !is_share(p)) return std::nullopt;
  const double tail = 1 - p;
  const auto kept = [&](double x) { return terms->staying_longer(x) <= tail; };
  const auto found = detail::least_that(kept);
  if (!found) return std::nullopt;
  return *found * station.service_time;
}

std::optional<std::int64_t> fewest_servers(const Demand& demand, const ServiceLevel& level) {
  const bool makes_sense = detail::is_number(demand.arrival_rate) &&
                           detail::is_positive(demand.service_time) && is_share(level.share) &&
                           detail::is_number(level.within);
  const double load = demand.arrival_rate * demand.service_time;
  if (!makes_sense || !(load < static_cast<double>(kMostServers))) return std::nullopt;
  const double x = level.within / demand.service_time;
  detail::ErlangB erlang(load);
  while (erlang.servers() < kMostServers) {
    erlang.add_server();
    const double spare = static_cast<double>(erlang.servers()) - load;
    if (!(spare > 0)) continue;
    const Terms terms{.waits = erlang.waits(), .spare = spare};
    if (terms.waiting_longer(x) <= 1 - level.share) return erlang.servers();
  }
  return std::nullopt;
}

}  // namespace sim::theory

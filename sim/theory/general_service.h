// One server and any law of the service time: M/G/1, with M/D/1 to its percentiles; and servers
// shared by all who are there.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/theory/averages.h"

namespace sim::theory {

// Arrivals of a Poisson process, one server, service times independent of each other and of the
// arrivals.
struct GeneralService {
  double arrival_rate = 0;  // a second
  double service_time = 0;  // mean, seconds
  double service_scv = 0;   // variance over squared mean: 1 exponential, 0 constant
};

// Pollaczek (1930), Khinchine (1932): the mean wait is load s (1 + scv) / (2 (1 - load)), in any
// order that interrupts nobody and does not look at the service times. For arrival_rate >= 0,
// service_time > 0, service_scv >= 0 and load = arrival_rate * service_time < 1; otherwise nothing.
std::optional<Averages> averages_of(const GeneralService& station);

// Arrivals of a Poisson process; servers shared equally by all who are there, none of whom gets
// more than one server. `wait` is what the stay is longer than with a server of one's own.
struct SharedServers {
  std::int64_t servers = 1;
  double arrival_rate = 0;  // a second
  double service_time = 0;  // mean with a server of one's own, seconds; any law
};

// The averages are those of M/M/c whatever the law of the service time: Cohen (1979), "The multiple
// phase service network with generalized processor sharing". Range as for ManyServers.
std::optional<Averages> averages_of(const SharedServers& station);

// The mean stay of a job of `size` seconds with one server: size / (1 - load), Kleinrock (1967),
// "Time-shared systems: a theoretical treatment". For one server and size >= 0, range as above;
// otherwise nothing.
std::optional<double> stay_of_size(const SharedServers& station, double size);

// Arrivals of a Poisson process, one server, all service times the same, first come first served:
// M/D/1. Averages are those of GeneralService with service_scv = 0.
struct ConstantService {
  double arrival_rate = 0;  // a second
  double service_time = 0;  // seconds
};

// P(wait > t) by Franx (2001), "A simple solution for the M/D/c waiting time distribution", with
// one server: sums of positive terms, where Erlang's own formula (1909) cancels. The absolute error
// is some 1e-14. Range as for GeneralService, and t at most 20,000 service times; otherwise
// nothing.
std::optional<double> share_waiting_longer(const ConstantService& station, double seconds);

// The time that a share `p` of the jobs does not wait longer than, 0 <= p <= 1 - 1e-9, by halving.
std::optional<double> wait_percentile(const ConstantService& station, double p);

}  // namespace sim::theory

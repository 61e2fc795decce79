// Many servers and one line without an end: M/M/c, with M/M/1 as its smallest.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/theory/averages.h"

namespace sim::theory {

// Arrivals of a Poisson process, exponential service times, first come first served.
struct ManyServers {
  std::int64_t servers = 1;
  double arrival_rate = 0;  // a second
  double service_time = 0;  // mean, seconds
};

// All that follows holds for 1 <= servers <= kMostServers, arrival_rate >= 0, service_time > 0 and
// arrival_rate * service_time < servers; otherwise nothing. Sources: Erlang (1917); Kleinrock
// (1975), Queueing Systems I, 3.5; Gross & Harris (1998), Fundamentals of Queueing Theory, 2.3.

// The mean wait is C s / (c - load), with C of Erlang C.
std::optional<Averages> averages_of(const ManyServers& station);

// P(wait > t) = C e^(-(c - load) t / s), for t >= 0.
std::optional<double> share_waiting_longer(const ManyServers& station, double seconds);

// P(wait + service > t), for t >= 0: with x = t / s and d = c - 1 - load,
// e^-x + C (e^-x - e^-(1+d)x) / d, and e^-x (1 + C x) where d = 0.
std::optional<double> share_staying_longer(const ManyServers& station, double seconds);

// The time that a share `p` of the jobs does not exceed, 0 <= p < 1. The second has no closed form
// and is found by halving, to the last bit of share_staying_longer.
std::optional<double> wait_percentile(const ManyServers& station, double p);
std::optional<double> stay_percentile(const ManyServers& station, double p);

// A promise: at least `share` of the jobs, 0 <= share < 1, wait at most `within` seconds.
struct ServiceLevel {
  double share = 0;
  double within = 0;
};

// The fewest servers that keep the promise, for arrival_rate >= 0 and service_time > 0. Nothing as
// well if it takes more than kMostServers.
struct Demand {
  double arrival_rate = 0;
  double service_time = 0;
};
std::optional<std::int64_t> fewest_servers(const Demand& demand, const ServiceLevel& level);

}  // namespace sim::theory

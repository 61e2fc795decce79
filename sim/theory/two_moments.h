// Stations of which only means and variances are known: G/G/c, by approximations, and a bound.
#pragma once

#include <cstdint>
#include <optional>

namespace sim::theory {

// Gaps between arrivals independent of each other, and so are service times; first come first
// served. A squared coefficient of variation (scv) is the variance over the squared mean: 0
// constant, 1 exponential.
struct TwoMoments {
  std::int64_t servers = 1;
  double arrival_rate = 0;  // a second
  double arrival_scv = 1;   // of the gaps between arrivals
  double service_time = 0;  // mean, seconds
  double service_scv = 1;
};

// All that follows holds for 1 <= servers <= kMostServers, arrival_rate >= 0, service_time > 0,
// both scv >= 0 and load = arrival_rate * service_time < servers; otherwise nothing. Waits are
// means, in seconds; rho is load / servers.

// Allen & Cunneen (Allen, 1978, Probability, Statistics and Queueing Theory): the wait of M/M/c
// times (arrival_scv + service_scv) / 2. Exact for M/M/c and M/G/1, and in the limit of full load.
// Against exact M/D/c with 20 servers it is 5 % too low at rho = 0.9 and 11 % at 0.8, with fewer
// servers less; far worse where hardly anybody waits. Arrivals more regular than a Poisson process
// make it too high, for D/M/1 by 8 % at rho = 0.9 and by 96 % at 0.5.
std::optional<double> allen_cunneen(const TwoMoments& station);

// Kraemer & Langenbach-Belz (1976), as in Whitt (1983), "The queueing network analyzer": the same
// times exp(-2 (1 - rho) (1 - arrival_scv)^2 / (3 rho (arrival_scv + service_scv))) where arrivals
// are more regular than a Poisson process. For one server; otherwise nothing. Against exact GI/M/1
// with constant and Erlang gaps it is up to 9 % too high at rho = 0.5, 3 % at 0.8, 1.3 % at 0.9.
std::optional<double> kraemer_langenbach_belz(const TwoMoments& station);

// Kingman (1962), "Some inequalities for the queue GI/G/1": the wait is at most
// rate (variance of gaps + variance of service) / (2 (1 - rho)). For one server and
// arrival_rate > 0; otherwise nothing.
std::optional<double> kingman_bound(const TwoMoments& station);

// The scv of the gaps between departures, approximately: 1 + (1 - rho^2) (arrival_scv - 1)
// + rho^2 (max(service_scv, 0.2) - 1) / sqrt(servers), Whitt (1983). Exact for M/M/c.
std::optional<double> departure_scv(const TwoMoments& station);

}  // namespace sim::theory

// Stations between which jobs wander, from outside to outside.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/theory/averages.h"

namespace sim::theory {

struct OpenStation {
  std::int64_t servers = 1;
  double service_time = 0;  // mean, seconds, exponential, independent of all else
  double from_outside = 0;  // arrivals a second of a Poisson process
};

// A job done at station i goes on to station j with probability routes[i][j], and leaves with what
// is missing to 1.
struct OpenNetwork {
  std::vector<OpenStation> stations;
  std::vector<std::vector<double>> routes;
};

struct OpenAverages {
  std::vector<double> arrival_rates;              // a second, at each station, from everywhere
  std::vector<std::optional<Averages>> stations;  // per visit; nothing for one overloaded
  std::vector<std::size_t> overloaded;            // those whose load is not below their servers
  std::optional<double> stay;                     // mean seconds from coming to leaving
};

// Jackson (1957; 1963): rates from the traffic equations rate = from_outside + routes^T rate, then
// each station as M/M/c for itself. If a station is overloaded the rates are those that would be if
// it kept up, there is no `stay`, and stations behind it get less than their rate.
// For 1 to 500 stations, 1 <= servers <= kMostServers, service times > 0, from_outside >= 0 and not
// all 0, a square of routes with probabilities >= 0 and rows that sum up to at most 1, and a way
// out from every station; otherwise nothing. Chances of leaving below 1e-9 are no way out, and sums
// may be above 1 by as much, since decimal fractions do not add up to 1 exactly.
std::optional<OpenAverages> averages_of(const OpenNetwork& network);

}  // namespace sim::theory

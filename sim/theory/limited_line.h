// Many servers and a line that only so many fit in; whoever finds it full goes away: M/M/c/K.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/theory/averages.h"

namespace sim::theory {

// Arrivals of a Poisson process, exponential service times, first come first served.
struct LimitedLine {
  std::int64_t servers = 1;
  std::int64_t places = 1;  // K: in line and in service together
  double arrival_rate = 0;  // a second, those who find no place included
  double service_time = 0;  // mean, seconds
};

struct LimitedAverages {
  double loss = 0;        // share of the arrivals that finds no place
  double throughput = 0;  // of those let in, a second
  Averages let_in;
};

// Birth and death process of Kleinrock (1975), Queueing Systems I, 3.5-3.7; by a recursion over the
// places like that of Erlang B, which only adds, multiplies and divides what is positive. For
// 1 <= servers <= places <= kMostPlaces, arrival_rate >= 0 and service_time > 0, overload included;
// otherwise nothing.
std::optional<LimitedAverages> averages_of(const LimitedLine& station);

}  // namespace sim::theory

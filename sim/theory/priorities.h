// Stations that serve the important first. Classes stand in order of importance, the first before
// all others; within a class, first come first served.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sim::theory {

// Arrivals of Poisson processes; service times independent of each other and of the arrivals.
struct PriorityClass {
  double arrival_rate = 0;  // a second
  double service_time = 0;  // mean, seconds
  double service_scv = 1;   // variance over squared mean
};

struct ClassTimes {
  double wait = 0;  // mean time in the station without being served, interruptions included
  double stay = 0;  // mean time in the station
  bool operator==(const ClassTimes&) const = default;
};

using ManyClassTimes = std::vector<ClassTimes>;  // one for each class, in their order

// One server. For at least one class, arrival rates and scv >= 0, service times > 0 and a load of
// all classes together below 1; otherwise nothing. With s(k) the load of classes 1 to k and W(k)
// the sum of rate E[service^2] / 2 over them (Cobham 1954; Kleinrock 1976, Queueing Systems II,
// chapter 3):

// Who is being served is not interrupted: wait(k) = W(all) / ((1 - s(k-1)) (1 - s(k))).
std::optional<ManyClassTimes> non_preemptive(std::span<const PriorityClass> classes);

// Who comes interrupts those less important, who later go on where they were:
// stay(k) = service time / (1 - s(k-1)) + W(k) / ((1 - s(k-1)) (1 - s(k))). What comes after class
// k does not matter to it: leave it out to ask about a station that is overloaded as a whole.
std::optional<ManyClassTimes> preemptive_resume(std::span<const PriorityClass> classes);

// Several servers, exponential service times with one mean for all classes.
struct PriorityServers {
  std::int64_t servers = 1;
  double service_time = 0;            // mean, seconds
  std::vector<double> arrival_rates;  // a second, of each class
};

// For 1 <= servers <= kMostServers, service_time > 0, at least one class, and a load of all classes
// together below `servers`; otherwise nothing.

// For rates >= 0. wait(k) = C s / (servers (1 - r(k-1)) (1 - r(k))), with C of Erlang C for all
// classes and r(k) the load of classes 1 to k per server: Cobham (1954), Davis (1966).
std::optional<ManyClassTimes> non_preemptive(const PriorityServers& station);

// For rates > 0. Classes 1 to k see an M/M/c of their own, so that the number of class k there is
// the difference of two: Buzen & Bondi (1983). A class that is a share e of those up to it loses
// the digits of e.
std::optional<ManyClassTimes> preemptive_resume(const PriorityServers& station);

}  // namespace sim::theory

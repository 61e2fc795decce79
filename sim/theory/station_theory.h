// Which of the models of this room fits a station, what it says, and how far it can be trusted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sim::theory {

enum class ArrivalLaw {
  poisson,      // exponential gaps, independent of all else
  independent,  // gaps drawn from one law, independent of each other and of all else
  unknown,
};

enum class ServiceLaw {
  exponential,  // independent of all else
  independent,  // drawn from one law, independent of each other and of all else
  unknown,
};

enum class ServiceOrder {
  first_come,
  shared,  // nobody waits; all who are there share the servers equally
  other,
};

// What is known of one station: one line and the servers that empty it, each of which takes whoever
// is first. A service of several nodes with a line each is several stations.
struct StationFacts {
  std::optional<std::int64_t> servers = 1;  // nothing: as many as are needed
  bool steady = true;                       // the arrival rate does not change with time
  double arrival_rate = 0;                  // a second, those who find the line full included
  ArrivalLaw arrivals = ArrivalLaw::unknown;
  std::optional<double> arrival_scv{};  // variance over squared mean of the gaps between arrivals
  double service_time = 0;              // mean, seconds that a server is taken
  ServiceLaw service = ServiceLaw::unknown;
  std::optional<double> service_scv{};       // not needed for laws whose name says it
  std::optional<std::int64_t> line_limit{};  // how many may wait; nothing: endless
  ServiceOrder order = ServiceOrder::first_come;
  bool retries = false;    // some who failed come again
  bool time_outs = false;  // some who wait or are served too long go away or are given up
  bool failures = false;   // servers are down or slow at times
};

// `approximation` comes with the reasons why it may differ; a `bound` is not exceeded by the mean.
enum class Validity { exact, approximation, bound };

struct StationTheory {
  std::string name;  // "M/M/c (Erlang C)"
  Validity validity = Validity::approximation;
  double utilization = 0;  // share of the servers that is busy; 0 where there is no end of them
  double wait = 0;         // mean seconds in the station without being served, of those let in
  double stay = 0;         // mean seconds in the station, of those let in
  double loss = 0;         // share of the arrivals that finds the line full
  std::optional<double> wait_p99{};
  std::optional<double> stay_p99{};
  std::optional<double> wait_at_most{};          // a mean above it is an error (Kingman)
  std::vector<std::string> why_it_may_differ{};  // clauses without full stops; empty if exact
  bool operator==(const StationTheory&) const = default;
};

// Cautious: `exact` only if a theorem says so of every fact given. Exact are M/M/c and M/M/c/K
// first come first served, M/G/1 of a known law (mean wait), shared servers under Poisson arrivals,
// and servers without an end; and none of them where retries, time-outs or failures touch the
// station. Otherwise Allen-Cunneen or Kraemer & Langenbach-Belz for scv up to 4; beyond, for one
// server, Kingman's bound. Nothing if no model fits: load not below the servers and a line without
// an end, a rate that changes, a scv that is needed and unknown, or a line limit that matters and
// laws that are not exponential; nor for a service_time of 0, or numbers out of the ranges of the
// models.
std::optional<StationTheory> theory_of(const StationFacts& facts);

}  // namespace sim::theory

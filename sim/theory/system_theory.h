// What theory says of the services of a whole system, and which of them it knows nothing of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/theory/priorities.h"
#include "sim/theory/station_theory.h"

namespace sim::theory {

// A service: nodes that are all alike, each a line with servers of its own.
struct ServiceFacts {
  std::string name;
  StationFacts node{};  // one of them; in a population `arrival_rate` is visits per round
  std::int64_t nodes = 1;
  double requests = 0;  // to all of them, a second or per round
  double visits = 0;    // to a line, by all requests, a second or per round
  // Mean seconds that a request spends in the service, but at no line; nothing if unknown.
  std::optional<double> elsewhere{};
  bool needs_free_threads =
      false;                // what is said of any service holds if nobody waits for a thread
  bool in_network = false;  // some requests come from other lines
  // Requests go to nodes where fewer are, instead of to any of them.
  bool is_informed = false;
  std::vector<PriorityClass> classes{};  // at one node; empty: all are alike
  bool preemptive = false;
  std::string no_wait{};    // why theory knows no wait, as a phrase; empty if it may
  std::string no_theory{};  // why it knows nothing at all; empty if it may
};

struct Population {
  std::int64_t customers = 1;
  double think_time = 0;  // mean seconds per round at no line
};

struct SystemFacts {
  std::vector<ServiceFacts> services{};
  std::optional<Population> population{};  // nothing: requests come from outside
  std::string no_theory{};                 // why theory knows nothing of any, as a phrase
};

// Means in the long run. Times in seconds, per request.
struct ServiceTheory {
  std::string service{};
  std::string model{};  // "M/M/c (Erlang C)"; empty if there is none
  Validity validity = Validity::exact;
  std::optional<double> utilization{};  // always exact
  std::optional<double> wait{};
  std::optional<double> stay{};
  std::optional<double> in_line{};  // at all nodes together
  std::optional<double> wait_at_most{};
  std::optional<double> wait_at_least{};
  // How far off an approximation may be, as a part of it; nothing if nobody knows.
  std::optional<double> tolerance{};
  double memory = 0;   // seconds, about, until a node has forgotten how it was
  std::string note{};  // a phrase: why it may differ, or why there is no model
  bool operator==(const ServiceTheory&) const = default;
};

// One for each service, in their order. The utilization is that of the flow of work, which holds
// for any laws and any order: rate times work over servers.
std::vector<ServiceTheory> theory_of(const SystemFacts& system);

}  // namespace sim::theory

// How much work the load asks of each service, before any simulation: rates times visits times
// mean durations, every call answered at the first attempt.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/scenario.h"

namespace models {

// Per second of the measured time, or at the time of the highest rate of all loads together.
struct ServiceWork {
  std::string service;      // or a lock service, of which only the leader works
  double calls = 0;         // per second, on average
  double work = 0;          // core-seconds per second at speed 1, on average
  double highest_work = 0;  // the same at the peak
  double capacity = 0;      // cores times speed; 0: work never waits for a core
};

struct OfferedWork {
  std::vector<ServiceWork> services;  // in the order of their names
  // Loads whose rate shows only in the run: populations, recordings.
  bool is_partial = false;
};

// Whether caches hold nothing of what is looked up in them, or all of it: the most and the least
// that is asked of the services behind them.
enum class Caches { cold, full };

OfferedWork offered_work(const Scenario& scenario, Caches caches);

}  // namespace models

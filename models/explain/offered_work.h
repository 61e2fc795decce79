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
  std::string service;
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

OfferedWork offered_work(const Scenario& scenario);

}  // namespace models

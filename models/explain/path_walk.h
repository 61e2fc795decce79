// The ways of payments through a scenario before it runs, as far as theory wants to know: how often
// each line is visited, with which work, and after which other lines.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "models/scenario.h"

namespace models {

// The work of visits to a line, seconds at speed 1, each weighed with its rate.
struct WorkSums {
  double rate = 0;
  double mean = 0;    // rate times mean
  double square = 0;  // rate times mean of the square
};

// All requests to a service. Rates are a second, or per round of a population.
struct Traffic {
  double requests = 0;
  WorkSums work{};
  std::map<std::int64_t, WorkSums> by_priority{};
  double elsewhere = 0;            // seconds of waiting steps, times rate
  bool calls_others = false;       // or does several things at once: a stay has no simple sum
  bool is_exponential = true;      // all work, with one mean
  std::optional<double> mean{};    // of all work so far, while it is the same
  std::int64_t places = 0;         // in the flows from which it is visited
  bool comes_first = true;         // nothing random lies between the load and all visits
  std::set<std::string> behind{};  // services whose lines requests may have left before
  std::string not_random{};        // why visits do not come at random; empty if they do
};

struct Paths {
  std::map<std::string, Traffic> services{};
  double elsewhere = 0;   // seconds per payment at no line, times rate
  std::string trouble{};  // why rates are not known, as a phrase
};

// Where requests queue in a service.
enum class Queueing : std::uint8_t {
  nowhere,      // or only for threads that are thought to be always free
  for_cores,    // likewise
  for_threads,  // for the whole of an operation that calls nobody, on cores without limit
};
Queueing queueing_of(const ServiceSpec& spec);
// Whether threads besides cores, or held while others are called, are thought to be always free.
bool needs_free_threads(const ServiceSpec& spec);

// Payments of one load: `rate` of them, all steps taken, every call answered at the first attempt.
void follow(const Scenario& scenario, const LoadSpec& load, double rate,
            const std::string& not_random, Paths& paths);

}  // namespace models

// What may have set off an overload and was over before the run was: failures, operations, and load
// that rose for a time.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/measure/measurements.h"
#include "sim/report/windows.h"

namespace sim::detail {

struct Trigger {
  std::string what;
  double began = 0;  // seconds
  double ended = 0;
  std::size_t from = 0;                // the first window it touches
  std::size_t to = 0;                  // the first one after it
  std::optional<std::size_t> event{};  // its place among the events of the run
  bool is_several = false;             // put together
};

// "slow a/*, crash b/1 (3 times) and the surge of load"; beyond four names how many more there are.
std::string in_words(const std::vector<Trigger>& triggers);

// In order of when they began. A surge is a stretch of measured windows each with more than 1.5
// times the median load, and by more than chance: 4.5 standard deviations of a Poisson count.
std::vector<Trigger> find_triggers(const Measurements& measured, const Windows& windows);

// The first window touched by a failure that was not over by the end; the number of windows if
// there is none.
std::size_t first_lasting_failure(const Measurements& measured, const Windows& windows);

}  // namespace sim::detail

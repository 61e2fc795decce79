// Whether more replications are needed: they are added in fixed blocks until every measure is as
// precise as asked, so that the answer does not depend on which of them finished first.
#pragma once

#include <cstdint>
#include <span>

#include "sim/statistics/interval.h"
#include "sim/statistics/sample.h"

namespace sim {

// What half of an interval's width may be at most: this part of the truth, or this much, whichever
// is more. Without an absolute part the relative precision of what is near zero (loss) is never
// reached.
struct Precision {
  double relative = 0;
  double absolute = 0;
};

struct Goal {
  Sample sample;
  Precision wanted;
};

struct StopRule {
  std::int64_t min = 10;
  std::int64_t block = 10;
  std::int64_t max = 10;
  double level = kLevel;  // of all measures together
};

enum class Stopping : std::uint8_t { go_on, reached, precision_not_reached };

struct NextStep {
  Stopping stopping = Stopping::go_on;
  std::int64_t replications = 0;  // to add before asking again

  bool operator==(const NextStep&) const = default;
};

// half-width <= max(absolute, relative / (1 + relative) * |mean|): Law, Simulation Modeling and
// Analysis, section 9.4.1. The mean stands for the truth, from which it may itself be that far.
// False for fewer than two values.
bool is_precise(const Sample& sample, Precision wanted, double level = kLevel);

// `replications` have been run. Several measures share the error, (1 - level) / k each
// (Bonferroni). The question is answered after `min` replications, after each block beyond and at
// `max`; in between, the step leads to the next of these. A measure that too few replications gave
// a value for is not precise. Where there is nothing to measure, `min` is enough.
NextStep next_step(std::int64_t replications, std::span<const Goal> goals, const StopRule& rule);

}  // namespace sim

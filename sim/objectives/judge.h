// Whether what was to hold does, as far as the runs tell.
#pragma once

#include <span>
#include <vector>

#include "sim/input/problem.h"
#include "sim/objectives/objective.h"
#include "sim/report/report.h"
#include "sim/report/runs.h"

namespace sim {

// What the runs say of that which an objective limits. None if no payment was due in its part of
// the flow. The flow or service, and the slice, were measured.
Estimate estimate_of(const Objective& objective, const Runs& runs);

// An objective passes if its whole 95 % interval keeps the limit, fails if its whole interval
// breaks it, and is inconclusive if the limit lies within, or if there is no interval: one run
// alone has none.
ObjectiveReport judge(const Objective& objective, const Runs& runs);

// Of a scenario: for RunFacts::objectives.
std::vector<ObjectiveReport> judge_all(std::span<const Located<Objective>> objectives,
                                       const Runs& runs);

}  // namespace sim

// What was measured, beside what theory says of it.
#pragma once

#include <string>
#include <vector>

#include "sim/report/report.h"
#include "sim/report/runs.h"
#include "sim/theory/system_theory.h"

namespace sim {

// Nothing is compared where the system was unstable, or where requests were turned away, given up,
// tried again or failed: the facts suppose that this does not happen, but for a line with a limit
// in a system of one service. Intervals are of 99.9 % for all comparisons together. What is shorter
// than some hundred times the memory of a station, or of one run, is shown and not judged.
TheoryReport compare_with_theory(const Runs& runs, const theory::SystemFacts& system,
                                 const Stability& stability);

// "at most 12 ms".
std::string theory_text(const TheoryCheck& check);

// Sentences about what differs from what is certain.
std::vector<std::string> warnings_of(const TheoryReport& theory);

}  // namespace sim

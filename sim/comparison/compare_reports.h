// Two finished reports, each of runs of its own: unpaired, so far less can be told apart than by
// running both scenarios together.
#pragma once

#include <optional>
#include <string>

#include "sim/comparison/comparison.h"
#include "sim/input/value.h"

namespace sim {

// Whether a JSON text is a report and not a scenario.
bool is_report(const Value& json);

// Of measures whose 95 % intervals both reports have, by Welch's test. Nothing if one of them is
// not a report of this format; `why` says so.
std::optional<ComparisonReport> compare_reports(const Value& first, const Value& second,
                                                std::string& why);

}  // namespace sim

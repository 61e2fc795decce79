// Two scenarios run on common random numbers: the r-th run of both meets the same chance.
#pragma once

#include "sim/comparison/comparison.h"
#include "sim/report/report.h"
#include "sim/report/runs.h"

namespace sim {

// Equally many runs of both. The reports are those of the same runs. Flows and services that only
// one of them has are left out.
ComparisonReport compare(const Runs& first, const Report& first_report, const Runs& second,
                         const Report& second_report);

namespace detail {

// Fills in adjusted p-values, what is significant and what it means.
void judge(std::vector<Difference>& differences, const std::vector<double>& p_values);

// Adds to what is called so: to its state before, or after.
void add_moved(const std::string& what, double amount, bool after, std::vector<Moved>& all);
void sort_by_change(std::vector<Moved>& all);

// The places and failures of both, by name; the largest change first.
std::vector<Moved> moved_time(const Report& first, const Report& second);
std::vector<Moved> moved_failures(const Report& first, const Report& second);

}  // namespace detail

}  // namespace sim

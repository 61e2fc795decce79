// What the lock services came to.
#pragma once

#include <vector>

#include "sim/input/value.h"
#include "sim/report/page.h"
#include "sim/report/report.h"
#include "sim/report/runs.h"

namespace sim::detail {

std::vector<LockReport> lock_reports(const Runs& runs);

PageSection locks_section(const Report& report);
// By name, each measure with its interval.
Value locks_json(const std::vector<LockReport>& locks);

}  // namespace sim::detail

// What the stores came to, and the books of what was written to them.
#pragma once

#include <vector>

#include "sim/input/value.h"
#include "sim/report/page.h"
#include "sim/report/report.h"
#include "sim/report/runs.h"

namespace sim::detail {

std::vector<StoreReport> store_reports(const Runs& runs);

PageSection stores_section(const Report& report);
// By name: each measure with its interval, and the failovers.
Value stores_json(const std::vector<StoreReport>& stores);

PageSection books_section(const Report& report);
// Of a flow that has one.
Value audit_json(const FlowReport& flow);

}  // namespace sim::detail

// What links and interfaces came to.
#pragma once

#include <vector>

#include "sim/input/value.h"
#include "sim/report/page.h"
#include "sim/report/report.h"
#include "sim/report/runs.h"

namespace sim::detail {

std::vector<WireReport> wire_reports(const Runs& runs);

// Empty if nothing has a capacity.
PageSection network_section(const Report& report);

// By name, for report.json.
Value wires_json(const std::vector<WireReport>& wires);

}  // namespace sim::detail

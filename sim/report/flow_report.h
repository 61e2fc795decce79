// What one flow, and what went wrong around it, came to.
#pragma once

#include <vector>

#include "sim/measure/measurements.h"
#include "sim/report/report.h"

namespace sim::detail {

// `measured` is how long was measured. Breaks off if the books do not balance.
FlowReport flow_report(const FlowMeasurements& flow, const std::vector<std::string>& places,
                       Duration measured);

// Per finished payment of any flow, longest first.
std::vector<PlaceReport> time_spent_by_all(const Measurements& measured);

// Money is told if all flows that have a currency have the same.
std::vector<EventReport> event_reports(const Measurements& measured);

}  // namespace sim::detail

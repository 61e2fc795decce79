// What one flow, and what went wrong around it, came to.
#pragma once

#include <string>
#include <vector>

#include "sim/measure/measurements.h"
#include "sim/report/measures.h"
#include "sim/report/report.h"

namespace sim::detail {

// Breaks off if the books do not balance.
FlowReport flow_report(const Sampled<FlowMeasurements>& flow,
                       const std::vector<std::string>& places);

// Per finished payment of any flow, longest first.
std::vector<PlaceReport> time_spent_by_all(const Measurements& measured);

// The one that all flows have that have any.
std::optional<std::string> common_currency(const std::vector<FlowMeasurements>& flows);

// Money is told if there is a common currency. What happened at the same time in all runs is told
// as it was on average, anything else as it was in the first.
std::vector<EventReport> event_reports(const std::vector<Measurements>& runs);

}  // namespace sim::detail

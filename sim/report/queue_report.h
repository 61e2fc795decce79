// What the queues came to.
#pragma once

#include <vector>

#include "sim/input/value.h"
#include "sim/report/page.h"
#include "sim/report/report.h"
#include "sim/report/runs.h"

namespace sim::detail {

std::vector<QueueReport> queue_reports(const Runs& runs);

PageSection queues_section(const Report& report);

// By name, for report.json.
Value queues_json(const std::vector<QueueReport>& queues);

}  // namespace sim::detail

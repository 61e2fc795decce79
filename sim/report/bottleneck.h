// Which service runs out of cores or threads first, and where payments spend their time.
#pragma once

#include "sim/measure/measurements.h"
#include "sim/report/report.h"

namespace sim {

// From the services and the time spent that the report already has.
Bottleneck find_bottleneck(const Report& report, const Measurements& measured);

}  // namespace sim

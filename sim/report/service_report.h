// What one service came to.
#pragma once

#include <cstddef>

#include "sim/measure/measurements.h"
#include "sim/report/report.h"
#include "sim/report/windows.h"

namespace sim::detail {

// Of the station at `index`.
ServiceReport service_report(const Measurements& measured, std::size_t index,
                             const Windows& windows);

}  // namespace sim::detail

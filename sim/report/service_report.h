// What one service came to.
#pragma once

#include <cstddef>

#include "sim/report/report.h"
#include "sim/report/runs.h"
#include "sim/report/windows.h"

namespace sim::detail {

// Of the station at `index`.
ServiceReport service_report(const Runs& runs, std::size_t index, const Windows& windows);

}  // namespace sim::detail

// What a cache came to.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/input/value.h"
#include "sim/report/report.h"
#include "sim/report/runs.h"

namespace sim::detail {

CacheReport cache_report(const Runs& runs, std::size_t index);

// By name, for report.json.
Value json_of(const std::vector<CacheReport>& caches);

}  // namespace sim::detail

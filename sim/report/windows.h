// The run window by window, all flows together: what verdicts about its course are judged by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/measure/measurements.h"
#include "sim/report/report.h"

namespace sim::detail {

struct Window {
  std::int64_t offered = 0;
  std::int64_t good = 0;
  std::int64_t bad = 0;
  std::int64_t declined = 0;
  std::int64_t attempts = 0;
  std::int64_t lost = 0;  // failed or unknown
  Uint128 at_risk = 0;    // their money, in minor units of whatever currencies
  std::int64_t under_way = 0;

  std::int64_t unfinished() const { return offered - good - bad - declined; }
};

struct Windows {
  double width = 0;               // seconds
  std::size_t measured_from = 0;  // the first window without any warm-up in it
  std::vector<Window> all;
};

Windows windows_of(const Measurements& measured);

// One column of one flow; 0 for a window that the flow does not reach.
std::int64_t amount_of(const Timeline& timeline, const char* column, std::size_t window);

// What the windows from `from` on, before `to`, were like as a whole.
Condition condition_over(const Measurements& measured, const Windows& windows, std::size_t from,
                         std::size_t to);

// The share of a station's cores in service that was busy in the windows from `from` on, before
// `to`; none if there were none.
std::optional<double> cores_in_use(const Measurements& measured, std::size_t station,
                                   std::size_t from, std::size_t to);

// Cores of all nodes of a station; 0: as many as are needed.
std::int64_t cores_of(const StationMeasurements& station);

}  // namespace sim::detail

// A comparison to read, and for scripts.
#pragma once

#include <string>

#include "sim/comparison/comparison.h"
#include "sim/report/page.h"

namespace sim {

Page page_of(const ComparisonReport& report);

// "pay p99 was 120 ms and is 12.0 ms more": of two reports of one scenario.
std::string drift_sentence(const Difference& difference);

// Ends with a newline.
std::string write_json(const ComparisonReport& report);

}  // namespace sim

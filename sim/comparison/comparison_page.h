// A comparison to read, and for scripts.
#pragma once

#include <string>

#include "sim/comparison/comparison.h"
#include "sim/report/page.h"

namespace sim {

Page page_of(const ComparisonReport& report);

// Ends with a newline.
std::string write_json(const ComparisonReport& report);

}  // namespace sim

// What a reader must know before believing the numbers of a report.
#pragma once

#include <string>
#include <vector>

#include "sim/report/report.h"
#include "sim/report/summarize.h"

namespace sim {

// Sentences, the gravest first.
std::vector<std::string> find_warnings(const Report& report, const RunFacts& facts);

}  // namespace sim

// The verdicts of several scenarios for continuous integration: junit.xml, a suite per scenario and
// a case per objective.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "sim/report/report.h"

namespace sim {

// A scenario that was checked, or why it could not be.
struct Checked {
  std::string name;  // of the scenario, or its file
  std::optional<Report> report{};
  std::string trouble{};             // a sentence
  std::vector<std::string> drift{};  // sentences: what is not as it was, for certain
};

// An objective that does not hold is a failure, one that is inconclusive an error, as is a scenario
// that could not be run. No times: they would differ from run to run. Ends with a newline.
std::string write_junit(std::span<const Checked> all);

}  // namespace sim

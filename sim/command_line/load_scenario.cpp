// The scenario that a command is about.
#include "sim/command_line/load_scenario.h"

#include <iostream>

#include "sim/input/printable.h"
#include "sim/input/scenario_file.h"

namespace sim {

std::optional<models::Scenario> load_scenario(const ScenarioOptions& options) {
  Files files;
  Problems problems;
  std::vector<std::string> assignments = options.assignments;
  if (options.seed) assignments.push_back("run.seed=" + std::to_string(*options.seed));
  std::optional<models::Scenario> scenario;
  const auto json = load_json_file(options.scenario, files, problems, assignments);
  if (json) scenario = models::read_scenario(*json, files, problems);
  if (problems.empty()) return scenario;
  std::cerr << problems.render();
  std::cerr << printable(options.scenario) << ": " << problems.count()
            << (problems.count() == 1 ? " problem\n" : " problems\n");
  return std::nullopt;
}

}  // namespace sim

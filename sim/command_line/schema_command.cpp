// headroom schema: the JSON Schema of scenarios, from the definitions that read them.
#include <iostream>

#include "models/scenario.h"
#include "sim/command_line/commands.h"
#include "sim/command_line/standard_output.h"
#include "sim/input/json.h"

namespace sim {

ExitCode print_schema() {
  std::cout << to_json(models::scenario_schema()) << "\n";
  return written(ExitCode::done);
}

}  // namespace sim

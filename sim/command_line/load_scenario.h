// The scenario that a command is about.
#pragma once

#include <optional>

#include "models/scenario.h"
#include "sim/command_line/options.h"

namespace sim {

// Nothing if anything is wrong with it; all of that has then been told on stderr.
std::optional<models::Scenario> load_scenario(const ScenarioOptions& options);

}  // namespace sim

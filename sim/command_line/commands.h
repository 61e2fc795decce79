// The commands, one file each.
#pragma once

#include <string>
#include <vector>

#include "sim/command_line/command_line.h"
#include "sim/command_line/options.h"

namespace sim {

ExitCode run_scenario(const RunOptions& options);
std::vector<std::string> report_formats();

ExitCode check_scenarios(const CheckOptions& options);

ExitCode compare_scenarios(const CompareOptions& options);

ExitCode sweep_scenario(const SweepOptions& options);

ExitCode explain_scenario(const ExplainOptions& options);

ExitCode print_schema();

// `kind`: the name of a catalogue; empty for all.
ExitCode list_kinds(const std::string& kind);
std::vector<std::string> catalogue_names();

}  // namespace sim

// Whether what was printed has arrived.
#pragma once

#include <string>

#include "sim/command_line/command_line.h"

namespace sim {

// `code` if all of standard output could be written; otherwise says so and returns not_written.
ExitCode written(ExitCode code);

// Says why something could not be written, and returns that.
ExitCode not_written(const std::string& why);

}  // namespace sim

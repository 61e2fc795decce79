// Whether what was printed has arrived.
#pragma once

#include "sim/command_line/command_line.h"

namespace sim {

// `code` if all of standard output could be written; otherwise says so and returns not_written.
ExitCode written(ExitCode code);

}  // namespace sim

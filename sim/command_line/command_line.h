// What a user types, and what the process ends with.
#pragma once

namespace sim {

// Exit codes, as scripts rely on them.
enum class ExitCode : int {
  done = 0,
  violated = 1,
  wrong_input = 2,
  inconclusive = 3,
  not_written = 4,
  bug = 70,
  interrupted = 130,
};

int run_command_line(int argc, const char* const* argv);

}  // namespace sim

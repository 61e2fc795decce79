// Other programs, run to their end.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

struct Finished {
  int exit_code = 0;   // 128 and the signal's number if one ended it
  std::string output;  // what it wrote, to the standard output and about errors
};

// Finds the program, the first of the arguments, by PATH. It has nothing to read. Nothing, and a
// sentence in `why`, if it cannot be started.
std::optional<Finished> run_program(const std::vector<std::string>& arguments, std::string& why);

// Does nothing for so long, or until a signal comes.
void sleep_for(std::chrono::milliseconds time);

// The file of the program that is running.
std::string this_program();

// As one word for a shell.
std::string quoted_for_shell(std::string_view text);

}  // namespace sim

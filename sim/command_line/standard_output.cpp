#include "sim/command_line/standard_output.h"

#include <iostream>

namespace sim {

ExitCode written(ExitCode code) {
  if (std::cout.flush()) return code;
  std::cerr << "standard output could not be written\n";
  return ExitCode::not_written;
}

ExitCode not_written(const std::string& why) {
  std::cerr << why << "\n";
  return ExitCode::not_written;
}

}  // namespace sim

// A progress bar on stderr, while stderr is a terminal; and whether the user wants to stop.
#pragma once

#include <chrono>
#include <string>

#include "sim/kernel/time.h"

namespace sim {

// Ctrl-C once asks the run to end at the next opportunity, twice ends the process.
void catch_interrupts();
bool is_interrupted();

class Progress {
 public:
  // Shows nothing unless `wanted` and stderr is a terminal.
  Progress(bool wanted, Duration duration);
  Progress(const Progress&) = delete;
  ~Progress();

  void show(Instant now);

 private:
  bool shown_;
  Duration duration_;
  std::chrono::steady_clock::time_point began_;
  std::chrono::steady_clock::time_point drawn_;
};

}  // namespace sim

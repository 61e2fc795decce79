// A progress bar on stderr, while stderr is a terminal; and whether the user wants to stop.
#pragma once

#include <chrono>

namespace sim {

// Ctrl-C once asks the run to end at the next opportunity; twice ends the process at once, without
// files that are half written.
void catch_interrupts();
bool is_interrupted();

class Progress {
 public:
  // Shows nothing unless `wanted` and stderr is a terminal.
  explicit Progress(bool wanted);
  Progress(const Progress&) = delete;
  ~Progress();

  // `done` from 0 to 1.
  void show(double done);

 private:
  bool shown_;
  std::chrono::steady_clock::time_point began_;
  std::chrono::steady_clock::time_point drawn_;
};

}  // namespace sim

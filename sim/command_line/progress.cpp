// A progress bar on stderr; and whether the user wants to stop.
#include "sim/command_line/progress.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <string>
#include <unistd.h>

#include "sim/files/temporary_names.h"

namespace sim {

namespace {

// What a signal may touch.
std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

// Only what POSIX lets a signal handler call.
extern "C" void note_interrupt(int signal) {
  if (!interrupted.exchange(true)) return;
  remove_temporary_files();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

constexpr int kWidth = 40;

}  // namespace

void catch_interrupts() {
  std::signal(SIGINT, note_interrupt);
  std::signal(SIGTERM, note_interrupt);
}

bool is_interrupted() {
  return interrupted;
}

Progress::Progress(bool wanted)
    : shown_(wanted && isatty(STDERR_FILENO) == 1),
      began_(std::chrono::steady_clock::now()),
      drawn_(began_) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\033[K", stderr);
}

void Progress::show(double done) {
  using namespace std::chrono;
  if (!shown_ || steady_clock::now() - drawn_ < 100ms) return;
  drawn_ = steady_clock::now();
  done = std::clamp(done, 0.0, 1.0);
  const double elapsed = duration_cast<duration<double>>(drawn_ - began_).count();
  std::string bar(static_cast<std::size_t>(done * kWidth), '#');
  bar.resize(kWidth, '.');
  std::fprintf(stderr, "\r[%s] %3.0f%%", bar.c_str(), 100 * done);
  if (done > 0) std::fprintf(stderr, "  %.0f s left \033[K", elapsed * (1 - done) / done);
  std::fflush(stderr);
}

}  // namespace sim

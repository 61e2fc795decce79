// The program itself, started as a user starts it.
#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>
#include <utility>
#include <vector>

#include "tests/sim/files/temporary_folder.h"

namespace sim::testing {

struct Ended {
  int code = 0;    // exit code; -1 if a signal ended it
  int signal = 0;  // which one
  std::string out{};
  std::string err{};
};

struct Started {
  std::vector<std::string> arguments;
  std::string out{};  // where standard output goes; kept in Ended::out if empty
  std::vector<std::pair<std::string, std::string>> environment{};
  long largest_file = -1;    // bytes; no limit below 0
  bool on_terminal = false;  // standard error is one, so that progress is shown
};

class Headroom {
 public:
  explicit Headroom(Started started);
  Headroom(const Headroom&) = delete;
  ~Headroom();

  // Needs a terminal. Returns when the simulation is under way: the first progress is shown.
  void wait_for_progress();
  void send(int signal) const;
  // Signals sent from now on wait until SIGCONT, and then come all at once.
  void stop() const;
  Ended wait();

 private:
  [[noreturn]] void become(const Started& started, const std::string& terminal) const;

  TemporaryFolder folder_;
  pid_t process_ = -1;
  int terminal_ = -1;
  bool keeps_out_;
};

// Whether there are pseudo-terminals here: not in a chroot without /dev/pts.
bool has_terminals();

Ended headroom(std::vector<std::string> arguments);
Ended headroom(Started started);

// A scenario of one bank that answers after `work`, with more members of the object.
std::string bank(std::string_view more = "", std::string_view work = "1ms");
// The same for as long as there can be: nobody sees its end.
std::string endless_bank();

}  // namespace sim::testing

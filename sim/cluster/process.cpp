// Other programs, run to their end.
#include "sim/cluster/process.h"

#include <array>
#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

extern char** environ;

namespace sim {

namespace {

// Both ends of a pipe; closed when they are not needed any more.
class Pipe {
 public:
  Pipe() : is_open_(::pipe2(ends_.data(), O_CLOEXEC) == 0) {}
  Pipe(const Pipe&) = delete;
  ~Pipe() {
    close_input();
    if (is_open_) ::close(ends_[0]);
  }

  bool is_open() const { return is_open_; }
  int input() const { return ends_[1]; }
  void close_input() {
    if (is_open_ && ends_[1] >= 0) ::close(ends_[1]);
    ends_[1] = -1;
  }
  std::string read_all() const {
    std::string text;
    std::array<char, 4096> chunk{};
    for (;;) {
      const auto got = ::read(ends_[0], chunk.data(), chunk.size());
      if (got > 0) text.append(chunk.data(), static_cast<std::size_t>(got));
      if (got == 0 || (got < 0 && errno != EINTR)) return text;
    }
  }

 private:
  std::array<int, 2> ends_ = {-1, -1};
  bool is_open_;
};

int exit_code_of(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Zero, or the number of what went wrong.
int start(const std::vector<std::string>& arguments, const Pipe& output, pid_t& process) {
  std::vector<std::string> copies = arguments;  // argv is not const
  std::vector<char*> argv;
  for (std::string& argument : copies) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output.input(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.input(), STDERR_FILENO);
  const int error = ::posix_spawnp(&process, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

}  // namespace

std::optional<Finished> run_program(const std::vector<std::string>& arguments, std::string& why) {
  Pipe output;
  pid_t process = 0;
  const int error = output.is_open() ? start(arguments, output, process) : errno;
  if (error != 0) {
    why = "cannot run '" + arguments.front() + "': " + std::generic_category().message(error);
    return std::nullopt;
  }
  output.close_input();
  std::string text = output.read_all();
  return Finished{.exit_code = exit_code_of(process), .output = std::move(text)};
}

void sleep_for(std::chrono::milliseconds time) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
  timespec rest{};
  rest.tv_sec = seconds.count();
  rest.tv_nsec = std::chrono::nanoseconds(time - seconds).count();
  ::nanosleep(&rest, nullptr);
}

std::string this_program() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).string();
}

std::string quoted_for_shell(std::string_view text) {
  std::string quoted = "'";
  for (const char letter : text) {
    if (letter == '\'') {
      quoted += "'\\''";
    } else {
      quoted += letter;
    }
  }
  return quoted + "'";
}

}  // namespace sim

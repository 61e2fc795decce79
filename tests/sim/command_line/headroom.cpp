#include "tests/sim/command_line/headroom.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace sim::testing {

namespace {

void redirect(int descriptor, const std::string& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (file < 0 || ::dup2(file, descriptor) < 0) ::_exit(99);
  ::close(file);
}

}  // namespace

Headroom::Headroom(Started started) : keeps_out_(started.out.empty()) {
  if (keeps_out_) started.out = folder_.file("out");
  std::string terminal;
  if (started.on_terminal) {
    terminal_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    EXPECT_TRUE(terminal_ >= 0 && ::grantpt(terminal_) == 0 && ::unlockpt(terminal_) == 0);
    terminal = ::ptsname(terminal_);
  }
  process_ = ::fork();
  if (process_ == 0) become(started, terminal);
  EXPECT_GT(process_, 0);
}

void Headroom::become(const Started& started, const std::string& terminal) const {
  redirect(STDOUT_FILENO, started.out);
  redirect(STDERR_FILENO, terminal.empty() ? folder_.file("err") : terminal);
  for (const auto& [name, value] : started.environment) ::setenv(name.c_str(), value.c_str(), 1);
  if (started.largest_file >= 0) {
    const auto most = static_cast<rlim_t>(started.largest_file);
    const rlimit limit{most, most};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(99);
  }
  std::vector<std::string> words = {HEADROOM_PROGRAM};
  words.insert(words.end(), started.arguments.begin(), started.arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execv(pointers.front(), pointers.data());
  ::_exit(99);
}

Headroom::~Headroom() {
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  if (terminal_ >= 0) ::close(terminal_);
}

bool has_terminals() {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0) return false;
  const bool works = ::grantpt(terminal) == 0 && ::unlockpt(terminal) == 0;
  const char* const name = works ? ::ptsname(terminal) : nullptr;
  const bool is_there = name != nullptr && ::access(name, R_OK | W_OK) == 0;
  ::close(terminal);
  return is_there;
}

void Headroom::wait_for_progress() {
  char first = 0;
  EXPECT_EQ(::read(terminal_, &first, 1), 1) << "the program ended before it showed progress";
}

void Headroom::send(int signal) const {
  EXPECT_EQ(::kill(process_, signal), 0);
}

void Headroom::stop() const {
  send(SIGSTOP);
  int status = 0;
  EXPECT_EQ(::waitpid(process_, &status, WUNTRACED), process_);
  EXPECT_TRUE(WIFSTOPPED(status));
}

Ended Headroom::wait() {
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
  Ended ended;
  ended.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  ended.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  if (keeps_out_) ended.out = content_of(folder_.file("out"));
  if (terminal_ < 0) ended.err = content_of(folder_.file("err"));
  return ended;
}

Ended headroom(std::vector<std::string> arguments) {
  return headroom(Started{.arguments = std::move(arguments)});
}

Ended headroom(Started started) {
  return Headroom(std::move(started)).wait();
}

std::string bank(std::string_view more, std::string_view work) {
  return R"({"name": "bank", "run": {"duration": "10s"},
             "services": {"bank": {"operations": {"pay": [{"wait": ")" +
         std::string(work) + R"("}]}}},
             "flows": {"pay": {"entry": "bank.pay"}},
             "load": [{"flow": "pay", "rate": "10/s", "arrivals": "steady"}])" +
         std::string(more) + "}";
}

std::string endless_bank() {
  std::string scenario = bank();
  return scenario.replace(scenario.find("10s"), 3, "36500d");
}

}  // namespace sim::testing

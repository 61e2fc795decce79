// Coroutines, notes and counts that read as words in the tests of the kernel.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/kernel/kernel.h"
#include "sim/kernel/task.h"

namespace sim {

// What happened, each line with the nanosecond at which it did: "5 came".
class Diary {
 public:
  explicit Diary(Kernel& kernel) : kernel_(kernel) {}
  Diary(const Diary&) = delete;

  void note(const std::string& what) {
    const Duration since = kernel_.now() - kStart;
    lines_.push_back(std::to_string(since.count()) + " " + what);
  }
  const std::vector<std::string>& lines() const { return lines_; }
  Kernel& kernel() const { return kernel_; }

 private:
  Kernel& kernel_;
  std::vector<std::string> lines_;
};

// Counts how many of its kind live.
class Alive {
 public:
  explicit Alive(int& count) : count_(count) { ++count_; }
  Alive(const Alive&) = delete;
  ~Alive() { --count_; }

 private:
  int& count_;
};

// Notes when it goes out of scope.
class Farewell {
 public:
  Farewell(Diary& diary, std::string name) : diary_(diary), name_(std::move(name)) {}
  Farewell(const Farewell&) = delete;
  ~Farewell() { diary_.note(name_ + " is gone"); }

 private:
  Diary& diary_;
  std::string name_;
};

inline Task<int> answer_at_once(int answer) {
  co_return answer;
}

inline Task<int> answer_after(Kernel& kernel, Duration time, int answer) {
  co_await kernel.sleep(time);
  co_return answer;
}

// Notes "name", and "name is gone" however it ends.
inline Task<int> work(Diary& diary, Duration time, std::string name) {
  const Farewell farewell(diary, name);
  co_await diary.kernel().sleep(time);
  diary.note(name);
  co_return 1;
}

inline Task<> sleep_then_note(Diary& diary, Duration time, std::string name) {
  co_await diary.kernel().sleep(time);
  diary.note(name);
}

// Begins a task that is then held by the test, so that the test can abandon it.
template <class T>
void begin(Task<T>& task) {
  task.start_then(std::noop_coroutine()).resume();
}

}  // namespace sim

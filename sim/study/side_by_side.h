// Work that is independent of each other, on several threads.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>

namespace sim {

// As many threads as this machine runs at once.
std::int64_t cores_of_this_machine();

// Calls work(first) ... work(last - 1), each once, on up to `jobs` threads, in this order as far as
// one can speak of it; meanwhile calls `watch` ten times a second on the thread of the caller.
// Returns when all are done. Of several exceptions the one of the lowest number is thrown on.
void side_by_side(std::int64_t jobs, std::int64_t first, std::int64_t last,
                  const std::function<void(std::int64_t)>& work,
                  const std::function<void()>& watch);

// For what such work must not do at the same time.
class OneAtATime {
 public:
  void operator()(const std::function<void()>& work) {
    const std::lock_guard lock(mutex_);
    work();
  }

 private:
  std::mutex mutex_;
};

}  // namespace sim

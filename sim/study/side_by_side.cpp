// Work that is independent of each other, on several threads.
#include "sim/study/side_by_side.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace sim {

namespace {

constexpr std::chrono::milliseconds kBetweenLooks{100};

class Workers {
 public:
  Workers(std::int64_t first, std::int64_t last, const std::function<void(std::int64_t)>& work)
      : last_(last), next_(first), failure_at_(last), work_(work) {}

  void run(std::int64_t jobs, const std::function<void()>& watch) {
    std::vector<std::thread> threads;
    working_ = jobs;
    for (std::int64_t i = 0; i < jobs; ++i) threads.emplace_back([this] { take_all(); });
    for (std::unique_lock lock(mutex_);
         !all_done_.wait_for(lock, kBetweenLooks, [this] { return working_ == 0; });) {
      lock.unlock();
      watch();
      lock.lock();
    }
    for (std::thread& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void take_all() {
    for (std::int64_t number = next_++; number < last_; number = next_++) {
      try {
        work_(number);
      } catch (...) {
        note_failure(number);
      }
    }
    const std::lock_guard lock(mutex_);
    if (--working_ == 0) all_done_.notify_one();
  }

  void note_failure(std::int64_t number) {
    const std::lock_guard lock(mutex_);
    next_ = last_;
    if (failure_ && number > failure_at_) return;
    failure_at_ = number;
    failure_ = std::current_exception();
  }

  const std::int64_t last_;
  std::atomic<std::int64_t> next_;
  std::mutex mutex_;
  std::condition_variable all_done_;
  std::int64_t working_ = 0;
  std::int64_t failure_at_;
  std::exception_ptr failure_;
  const std::function<void(std::int64_t)>& work_;
};

}  // namespace

std::int64_t cores_of_this_machine() {
  return std::max(1U, std::thread::hardware_concurrency());
}

void side_by_side(std::int64_t jobs, std::int64_t first, std::int64_t last,
                  const std::function<void(std::int64_t)>& work,
                  const std::function<void()>& watch) {
  if (first >= last) return;
  Workers(first, last, work).run(std::clamp<std::int64_t>(jobs, 1, last - first), watch);
}

}  // namespace sim

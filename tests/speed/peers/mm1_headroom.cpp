// M/M/1 on the kernel alone, each customer a coroutine: mm1_headroom CUSTOMERS
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "sim/kernel/crowd.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/slots.h"
#include "sim/kernel/stream.h"
#include "sim/kernel/variates.h"

namespace {

sim::Duration exponential(sim::Stream& stream, double mean_seconds) {
  return sim::Duration{
      static_cast<std::int64_t>(1e9 * mean_seconds * sim::unit_exponential(stream))};
}

class Counter {
 public:
  explicit Counter(std::int64_t customers) : left_(customers) { crowd_.spawn(arrive()); }

  void run() { kernel_.run_until(sim::Instant::max()); }
  double mean_stay() const {
    return std::chrono::duration<double>(stays_).count() / static_cast<double>(served_);
  }

 private:
  sim::Task<> customer() {
    const sim::Instant came = kernel_.now();
    const sim::Slots::Lease lease = co_await server_.acquire();
    co_await kernel_.sleep(exponential(works_, 0.9));
    stays_ += kernel_.now() - came;
    ++served_;
  }
  sim::Task<> arrive() {
    for (; left_ > 0; --left_) {
      co_await kernel_.sleep(exponential(gaps_, 1.0));
      crowd_.spawn(customer());
    }
  }

  sim::Kernel kernel_;
  sim::Slots server_{kernel_, "server", 1};
  sim::Stream gaps_{1, "gaps"};
  sim::Stream works_{1, "works"};
  std::int64_t left_;
  std::int64_t served_ = 0;
  sim::Duration stays_{};
  sim::Crowd crowd_{kernel_};
};

}  // namespace

int main(int, char** arguments) {
  Counter counter(std::atoll(arguments[1]));
  const auto began = std::chrono::steady_clock::now();
  counter.run();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  std::printf("%.6f %.6f\n", took.count(), counter.mean_stay());
}

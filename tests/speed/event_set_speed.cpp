// Nanoseconds per event of the pending-event set and of time-outs, beside what else could be used.
#include <benchmark/benchmark.h>
#include <cstdint>
#include <functional>
#include <queue>
#include <set>
#include <vector>

#include "sim/kernel/crowd.h"
#include "sim/kernel/event_queue.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/stream.h"
#include "sim/kernel/variates.h"
#include "sim/kernel/within.h"

namespace {

using namespace std::chrono_literals;
using sim::Appointment;
using sim::Duration;
using sim::Instant;

struct Later {
  bool operator()(const Appointment& one, const Appointment& other) const {
    return other.before(one);
  }
};
struct Sooner {
  bool operator()(const Appointment& one, const Appointment& other) const {
    return one.before(other);
  }
};

// The standard library's, with the same words as sim::EventQueue.
class BinaryHeap {
 public:
  void push(const Appointment& appointment) { queue_.push(appointment); }
  Appointment take() {
    const Appointment next = queue_.top();
    queue_.pop();
    return next;
  }

 private:
  std::priority_queue<Appointment, std::vector<Appointment>, Later> queue_;
};
class Tree {
 public:
  void push(const Appointment& appointment) { tree_.insert(appointment); }
  Appointment take() {
    const Appointment next = *tree_.begin();
    tree_.erase(tree_.begin());
    return next;
  }

 private:
  std::set<Appointment, Sooner> tree_;
};
class Ours {
 public:
  void push(const Appointment& appointment) { queue_.push(appointment); }
  Appointment take() {
    const Appointment next = *queue_.next();
    queue_.pop();
    return next;
  }

 private:
  sim::EventQueue queue_;
};

Duration exponential(sim::Stream& stream) {
  return Duration{static_cast<std::int64_t>(1e9 * sim::unit_exponential(stream))};
}

// The hold model: take the next event, schedule another one an exponential time later.
template <class Set>
void hold(benchmark::State& state) {
  Set set;
  sim::Stream stream(1, "hold");
  std::uint64_t sequence = 0;
  for (std::int64_t i = 0; i < state.range(0); ++i)
    set.push({sim::kStart + exponential(stream), ++sequence, nullptr});
  for (auto _ : state) {
    const Appointment next = set.take();
    set.push({next.at + exponential(stream), ++sequence, nullptr});
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(hold<Ours>)->Name("hold/EventQueue")->Arg(10)->Arg(1000)->Arg(100000)->Arg(1000000);
BENCHMARK(hold<BinaryHeap>)
    ->Name("hold/std::priority_queue")
    ->Arg(10)
    ->Arg(1000)
    ->Arg(100000)
    ->Arg(1000000);
BENCHMARK(hold<Tree>)->Name("hold/std::set")->Arg(10)->Arg(1000)->Arg(100000)->Arg(1000000);

// As hold, and with each event a time-out is set, far away, and cancelled at the next event of the
// same caller: by the mark in the event queue, or in a line of time-outs of one duration.
void timeouts_by_mark(benchmark::State& state) {
  sim::EventQueue queue;
  sim::Stream stream(1, "hold");
  std::uint64_t sequence = 0;
  const auto callers = static_cast<std::size_t>(state.range(0));
  std::vector<std::uint64_t> pending(callers);
  std::vector<std::size_t> caller_of(callers);
  for (std::size_t i = 0; i < callers; ++i) {
    caller_of[i] = i;
    queue.push({sim::kStart + exponential(stream), ++sequence, &caller_of[i]});
  }
  for (auto _ : state) {
    const Appointment next = *queue.next();
    queue.pop();
    const std::size_t caller = *static_cast<std::size_t*>(next.who);
    if (pending[caller] != 0) queue.cancel(pending[caller]);
    pending[caller] = ++sequence;
    queue.push({next.at + 100s, pending[caller], nullptr});
    queue.push({next.at + exponential(stream), ++sequence, next.who});
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(timeouts_by_mark)->Arg(10)->Arg(1000)->Arg(100000)->Arg(1000000);

sim::Task<int> answer(sim::Kernel& kernel, sim::Stream& stream) {
  co_await kernel.sleep(exponential(stream));
  co_return 1;
}

sim::Task<> call_for_ever(sim::Crowd& crowd, sim::TimerLine& line, sim::Stream& stream,
                          std::int64_t& calls) {
  for (;;) {
    sim::Within<int> within(crowd, &line, answer(crowd.kernel(), stream));
    co_await within;
    ++calls;
  }
}

// The same through coroutines, as models do it: a call with a time-out that is met.
void timeouts_in_a_line(benchmark::State& state) {
  sim::Kernel kernel;
  sim::Stream stream(1, "hold");
  std::int64_t calls = 0;
  sim::Crowd crowd(kernel);
  sim::TimerLine& line = kernel.timers(100s);
  for (std::int64_t i = 0; i < state.range(0); ++i)
    crowd.spawn(call_for_ever(crowd, line, stream, calls));
  const Duration slice{static_cast<std::int64_t>(1e12) / state.range(0)};
  for (auto _ : state) kernel.run_until(kernel.now() + slice);
  state.SetItemsProcessed(calls);
}
BENCHMARK(timeouts_in_a_line)->Arg(10)->Arg(1000)->Arg(100000)->Arg(1000000);

}  // namespace

BENCHMARK_MAIN();

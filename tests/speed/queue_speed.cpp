// Customers per second of M/M/1 and M/M/10 on the kernel alone, each customer a coroutine.
#include <benchmark/benchmark.h>
#include <cstdint>

#include "sim/kernel/crowd.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/slots.h"
#include "sim/kernel/stream.h"
#include "sim/kernel/variates.h"

namespace {

using sim::Duration;

Duration exponential(sim::Stream& stream, double mean) {
  return Duration{static_cast<std::int64_t>(mean * sim::unit_exponential(stream))};
}

struct Bench {
  Bench(std::int64_t servers, double arrivals_apart)
      : slots(kernel, "servers", servers), apart(arrivals_apart) {
    crowd.spawn(arrive());
  }

  sim::Task<> customer(Duration work) {
    const sim::Slots::Lease lease = co_await slots.acquire();
    co_await kernel.sleep(work);
    ++served;
  }
  sim::Task<> arrive() {
    for (;;) {
      co_await kernel.sleep(exponential(gaps, apart));
      crowd.spawn(customer(exponential(works, 1e9)));
    }
  }

  sim::Kernel kernel;
  sim::Slots slots;
  double apart;
  sim::Stream gaps{1, "gaps"};
  sim::Stream works{1, "works"};
  std::int64_t served = 0;
  sim::Crowd crowd{kernel};
};

void m_m_c(benchmark::State& state) {
  Bench bench(state.range(0), 1e9 / (0.9 * static_cast<double>(state.range(0))));
  for (auto _ : state) bench.kernel.run_until(bench.kernel.now() + std::chrono::seconds{10000});
  state.SetItemsProcessed(bench.served);
}
BENCHMARK(m_m_c)->Name("M/M/c, rho 0.9, customers")->Arg(1)->Arg(10);

}  // namespace

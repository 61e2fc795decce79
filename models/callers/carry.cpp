// A message on its way between two zones.
#include "models/callers/carry.h"

namespace models {

sim::Task<bool> carry(const Setting& setting, std::uint32_t from, std::uint32_t to, Request request,
                      std::uint64_t purpose, bool counted) {
  const Network& network = setting.network;
  const sim::Instant began = setting.kernel.now();
  sim::Duration again = network.retransmit();
  while (!network.reachable(ZoneId{from}, ZoneId{to})) {
    const sim::Instant end = began + network.give_up();
    if (setting.kernel.now() + again > end) {
      co_await setting.kernel.sleep(end - setting.kernel.now());
      co_return false;
    }
    co_await setting.kernel.sleep(again);
    again *= 2;
  }
  sim::Draws draws = request.draws(purpose);
  co_await setting.kernel.sleep(network.latency(ZoneId{from}, ZoneId{to}, draws));
  if (counted)
    setting.spent.add(request.flow, setting.on_the_network, setting.kernel.now() - began);
  co_return true;
}

}  // namespace models

// A message on its way between two zones.
#include "models/callers/carry.h"

namespace models {

namespace {

sim::Task<bool> find_way(const Setting& setting, std::uint32_t from, std::uint32_t to) {
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
  co_return true;
}

}  // namespace

sim::Task<bool> travel(const Setting& setting, std::uint32_t from, std::uint32_t to,
                       sim::Draws draws) {
  auto finding = find_way(setting, from, to);
  if (!co_await std::move(finding)) co_return false;
  co_await setting.kernel.sleep(setting.network.latency(ZoneId{from}, ZoneId{to}, draws));
  co_return true;
}

// What finds no way to its receiver takes the interface of its sender alone.
std::vector<Wire*> wires_of(const Setting& setting, const Journey& journey) {
  std::vector<Wire*> wires;
  if (journey.from != nullptr && journey.from == journey.to) return wires;
  if (journey.from != nullptr && journey.from->interface() != nullptr)
    wires.push_back(&journey.from->interface()->out);
  setting.network.wires_along(journey.from_zone, journey.to_zone,
                              [&wires](Wire& wire) { wires.push_back(&wire); });
  const bool has_way =
      journey.from_zone == kNowhere || journey.to_zone == kNowhere ||
      setting.network.reachable(ZoneId{journey.from_zone}, ZoneId{journey.to_zone});
  if (has_way && journey.to != nullptr && journey.to->interface() != nullptr)
    wires.push_back(&journey.to->interface()->in);
  return wires;
}

sim::Task<> pass(const Setting& setting, Journey journey, std::uint64_t bytes) {
  for (Wire* const wire : wires_of(setting, journey)) {
    const sim::Instant now = setting.kernel.now();
    co_await setting.kernel.sleep(wire->admit(now, bytes) - now);
  }
}

sim::Task<bool> Message::carry(Journey journey, std::uint64_t bytes, sim::Draws draws) const {
  if (setting_.has_wires) {
    const sim::Instant began = setting_.kernel.now();
    auto passing = pass(setting_, journey, bytes);
    co_await std::move(passing);
    note_time(began);
  }
  if (!setting_.network.takes_time(journey.from_zone, journey.to_zone)) co_return true;
  const sim::Instant began = setting_.kernel.now();
  auto travelling = travel(setting_, journey.from_zone, journey.to_zone, draws);
  if (!co_await std::move(travelling)) co_return false;
  note_time(began);
  co_return true;
}

}  // namespace models

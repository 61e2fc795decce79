// A message on its way between two zones.
#pragma once

#include <cstdint>
#include <vector>

#include "models/node/node.h"
#include "models/setting.h"
#include "sim/kernel/task.h"

namespace models {

// As TCP does: what is lost, or finds no way, is sent again after a time that doubles. False if no
// way was found for as long as one tries. Only where Network::takes_time.
sim::Task<bool> travel(const Setting& setting, std::uint32_t from, std::uint32_t to,
                       sim::Draws draws);

// Its two parts, for those who send so many that a coroutine for each would be felt. The first is
// only needed where there is no way at once.
sim::Task<bool> find_way(const Setting& setting, std::uint32_t from, std::uint32_t to);
inline sim::Sleep on_the_way(const Setting& setting, std::uint32_t from, std::uint32_t to,
                             sim::Draws draws) {
  return setting.kernel.sleep(setting.network.latency(ZoneId{from}, ZoneId{to}, draws));
}

// Between two nodes; null: somebody outside, whose interface is not ours.
struct Journey {
  Node* from = nullptr;
  Node* to = nullptr;
  std::uint32_t from_zone = kNowhere;
  std::uint32_t to_zone = kNowhere;

  Journey back() const { return {to, from, to_zone, from_zone}; }
  static Journey between(Node& from, Node& to) { return {&from, &to, from.zone, to.zone}; }
};

// What has a capacity on the way, in order: interfaces and links of the present route.
std::vector<Wire*> wires_of(const Setting& setting, const Journey& journey);

// So many bytes through all that has a capacity on the way, first come, first served; ends when the
// last byte is through. Only where Setting::has_wires. What it takes to get there besides is for
// `carry` to say.
sim::Task<> pass(const Setting& setting, Journey journey, std::uint64_t bytes);

}  // namespace models

// A message on its way between two zones.
#pragma once

#include <cstdint>
#include <vector>

#include "models/node/node.h"
#include "models/setting.h"
#include "sim/kernel/task.h"

namespace models {

// As TCP does: what is lost, or finds no way, is sent again after a time that doubles. False if no
// way was found for as long as one tries. `purpose` names what is drawn for it. The time counts as
// spent on the network by the flow. Only where Network::takes_time.
sim::Task<bool> carry(const Setting& setting, std::uint32_t from, std::uint32_t to, Request request,
                      std::uint64_t purpose);

// The same for what is nobody's payment, or is counted elsewhere.
sim::Task<bool> travel(const Setting& setting, std::uint32_t from, std::uint32_t to,
                       sim::Draws draws);

// Between two nodes; null: somebody outside, whose interface is not ours.
struct Journey {
  Node* from = nullptr;
  Node* to = nullptr;
  std::uint32_t from_zone = kNowhere;
  std::uint32_t to_zone = kNowhere;

  static Journey between(Node& from, Node& to) { return {&from, &to, from.zone, to.zone}; }
};

// What has a capacity on the way, in order: interfaces and links of the present route.
std::vector<Wire*> wires_of(const Setting& setting, const Journey& journey);

// So many bytes through all that has a capacity on the way, first come, first served; ends when the
// last byte is through. Only where Setting::has_wires. What it takes to get there besides is for
// `carry` to say.
sim::Task<> pass(const Setting& setting, Journey journey, std::uint64_t bytes);

}  // namespace models

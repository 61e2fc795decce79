// A message on its way between two zones.
#pragma once

#include <cstdint>

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

}  // namespace models

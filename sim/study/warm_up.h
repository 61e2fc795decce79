// How long runs take to become steady.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/scenario.h"
#include "sim/measure/measurements.h"

namespace sim {

// Why a scenario has no steady state to wait for: "slow risk/2 happens at 8 min". Nothing if it may
// have one.
std::optional<std::string> why_transient(const models::Scenario& scenario);

struct SteadyFrom {
  Duration cut{};
  bool too_short = false;
};

// MSER-5 on the payments under way, averaged over the runs window by window: one cut for all.
SteadyFrom steady_from(const std::vector<Measurements>& runs);

}  // namespace sim

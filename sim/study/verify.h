// Whether a run is the same when it is done again: the promise that all comparisons rest on.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "models/scenario.h"

namespace sim {

// Runs a replication twice and compares the fingerprints after every so many events; where they
// differ, runs it again to find the first event that does. Nothing, or a sentence that says which,
// when, and what had been measured differently by then. Given up, with nothing, when `goes_on` is
// false.
std::optional<std::string> find_difference(const models::Scenario& scenario,
                                           std::uint64_t replication,
                                           const std::function<bool()>& goes_on);

}  // namespace sim

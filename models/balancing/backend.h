// What a balancing policy may know of a node: its name, its weight, its zone and how many requests
// have been sent to it that are not answered yet.
#pragma once

#include <cstdint>

#include "sim/kernel/draws.h"

namespace models {

struct Backend {
  static constexpr std::uint32_t kNoZone = 0xffffffff;  // of a party outside

  std::uint64_t name = 0;     // a hash of the node's name, the same in every run
  double weight = 1.0;        // its share of the requests, relative to the others'
  std::uint32_t zone = 0;     // the index of its zone
  std::int64_t assigned = 0;  // requests sent to it and not answered yet
};

// Weights that a scenario may give: sums of them lose none.
constexpr bool is_weight(double weight) {
  return weight >= 0.001 && weight <= 1000.0;
}
inline constexpr const char* kWeightsInWords = "must all be from 0.001 to 1000";

// One request that looks for a node.
struct Choice {
  std::uint64_t key = 0;   // what the request is about, for policies that hash it
  std::uint32_t zone = 0;  // where the request comes from
  sim::Draws draws;        // randomness of its own
};

}  // namespace models

// Equal parts of all keys, into which keys fall at random, always in the same way.
#pragma once

#include <cstdint>

#include "sim/kernel/hash.h"
#include "sim/measure/wide.h"

namespace models {

// Where a key is on a circle of 2^64.
inline std::uint64_t position_of_key(std::uint64_t key) {
  return sim::mix(key, sim::hash_of("keys of a store"));
}

// In which of so many equal arcs of the circle it is.
inline std::uint64_t part_at(std::uint64_t position, std::uint64_t parts) {
  return static_cast<std::uint64_t>((static_cast<sim::Uint128>(position) * parts) >> 64);
}

}  // namespace models

// Philox4x64-10, a random function: any of its 2^256 blocks under any of its 2^128 keys is computed
// on the spot, from nothing. Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy
// as 1, 2, 3".
#pragma once

#include <array>
#include <cstdint>

#include "sim/kernel/bits.h"

namespace sim {

using PhiloxCounter = std::array<std::uint64_t, 4>;
using PhiloxKey = std::array<std::uint64_t, 2>;
using PhiloxBlock = std::array<std::uint64_t, 4>;

constexpr PhiloxBlock philox(PhiloxCounter counter, PhiloxKey key) {
  constexpr int kRounds = 10;
  for (int round = 0; round < kRounds; ++round) {
    const detail::Wide first = static_cast<detail::Wide>(counter[0]) * 0xd2e7470ee14c6c93;
    const detail::Wide second = static_cast<detail::Wide>(counter[2]) * 0xca5a826395121157;
    counter = {static_cast<std::uint64_t>(second >> 64) ^ counter[1] ^ key[0],
               static_cast<std::uint64_t>(second),
               static_cast<std::uint64_t>(first >> 64) ^ counter[3] ^ key[1],
               static_cast<std::uint64_t>(first)};
    key[0] += 0x9e3779b97f4a7c15;  // 2^64 / golden ratio
    key[1] += 0xbb67ae8584caa73b;  // 2^64 (sqrt(3) - 1)
  }
  return counter;
}

}  // namespace sim

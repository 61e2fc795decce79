// A fixed way to number things anew, so that keys that are much in use are not neighbours.
#pragma once

#include <bit>
#include <cstdint>

#include "sim/kernel/check.h"

namespace models {

// Maps ranks 0 ... count - 1 one to one onto keys 0 ... count - 1, always in the same way. The bits
// that count - 1 has are shuffled by steps that can each be undone (an addition, multiplications by
// odd numbers, shifts onto themselves), again and again until a key below count comes out: less
// than twice on average.
class Scatter {
 public:
  explicit Scatter(std::uint64_t count)
      : count_(count),
        half_((65 - std::countl_zero(count - 1)) / 2),
        mask_(count == 1 ? 0 : ~std::uint64_t{0} >> std::countl_zero(count - 1)) {
    sim::check(count >= 1, "there is a key");
  }

  std::uint64_t key(std::uint64_t rank) const {
    do {
      rank = shuffled(rank);
    } while (rank >= count_);
    return rank;
  }

 private:
  // Multipliers of MurmurHash3's finalizer (Appleby), and the golden ratio of SplitMix64.
  std::uint64_t shuffled(std::uint64_t x) const {
    x = (x + 0x9e3779b97f4a7c15) & mask_;
    x = (x * 0xff51afd7ed558ccd) & mask_;
    x ^= x >> half_;
    x = (x * 0xc4ceb9fe1a85ec53) & mask_;
    return x ^ (x >> half_);
  }

  std::uint64_t count_;
  int half_;
  std::uint64_t mask_;
};

}  // namespace models

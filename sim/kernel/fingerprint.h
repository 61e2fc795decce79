// A 64-bit digest of what happened, in the order in which it happened: the kernel folds the instant
// of every event, the models fold who was served where and what came of it.
#pragma once

#include <cstdint>

#include "sim/kernel/time.h"

namespace sim {

class Fingerprint {
 public:
  void fold(Instant at) { fold(static_cast<std::uint64_t>(at.time_since_epoch().count())); }
  void fold(std::uint64_t word) {
    hash_ = (hash_ ^ word) * 0x9e3779b97f4a7c15ULL;  // golden ratio, as in SplitMix64
    hash_ ^= hash_ >> 29;
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0x243f6a8885a308d3;  // of pi; from 0 the facts 0 would leave no trace
};

}  // namespace sim

// The sum of many levels that change each by itself: cores busy at all nodes of a service. Told of
// each change, it knows at any time what asking all of them would tell, for a few instructions.
#pragma once

#include <cstdint>

#include "sim/kernel/time.h"
#include "sim/measure/wide.h"

namespace sim {

class LevelSum {
 public:
  void change(Instant now, std::int64_t delta) {
    level_ += static_cast<std::uint64_t>(delta);
    missed_ += static_cast<Uint128>(static_cast<Int128>(delta) * now.time_since_epoch().count());
  }
  // Level times nanoseconds, since the start.
  Uint128 integral(Instant now) const {
    return static_cast<Uint128>(level_) *
               static_cast<std::uint64_t>(now.time_since_epoch().count()) -
           missed_;
  }

 private:
  std::uint64_t level_ = 0;
  // What the present level would have come to since the start, had it always been so high, less
  // what there was; modulo 2^128 while there was more.
  Uint128 missed_ = 0;
};

}  // namespace sim

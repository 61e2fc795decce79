// What a level (cores busy, length of a line) summed to over a stretch of simulated time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "sim/kernel/time.h"
#include "sim/measure/wide.h"

namespace sim {

struct LevelTotal {
  Uint128 area = 0;  // level times nanoseconds
  Duration span{};
  std::int64_t max = 0;

  // None over no time at all.
  std::optional<double> mean() const {
    if (span == Duration::zero()) return std::nullopt;
    return static_cast<double>(area) / static_cast<double>(span.count());
  }

  void merge(const LevelTotal& other) {
    area += other.area;
    span += other.span;
    max = std::max(max, other.max);
  }

  bool operator==(const LevelTotal&) const = default;
};

}  // namespace sim

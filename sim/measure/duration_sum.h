// Mean and variance of durations from exact sums: nothing is rounded until they are read, so that
// merging in any order gives the same bits.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/kernel/check.h"
#include "sim/kernel/time.h"
#include "sim/measure/wide.h"

namespace sim {

// Holds while the sum of squares is below 2^128 ns²: 3 * 10^20 durations of a second, 4 * 10^10 of
// a day, or any number of stretches of time that do not overlap. Beyond, add() and merge() break
// off.
class DurationSum {
 public:
  void add(Duration duration) {
    check(duration >= Duration::zero(), "nothing takes less than no time");
    const auto value = static_cast<std::uint64_t>(duration.count());
    const Uint128 squares = squares_ + static_cast<Uint128>(value) * value;
    check(squares >= squares_, "a sum of squares stays below 2^128");
    ++count_;
    sum_ += value;
    squares_ = squares;
  }

  void merge(const DurationSum& other);

  std::int64_t count() const { return count_; }
  Uint128 sum_ns() const { return sum_; }
  // None without a duration.
  std::optional<double> mean_ns() const;
  // The sample variance, in square nanoseconds; none with fewer than two.
  std::optional<double> variance_ns2() const;

  bool operator==(const DurationSum&) const = default;

 private:
  std::int64_t count_ = 0;
  Uint128 sum_ = 0;
  Uint128 squares_ = 0;
};

}  // namespace sim

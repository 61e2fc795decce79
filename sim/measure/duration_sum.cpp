#include "sim/measure/duration_sum.h"

#include <limits>

namespace sim {

void DurationSum::merge(const DurationSum& other) {
  const Uint128 squares = squares_ + other.squares_;
  check(squares >= squares_, "a sum of squares stays below 2^128");
  count_ += other.count_;
  sum_ += other.sum_;
  squares_ = squares;
}

std::optional<double> DurationSum::mean_ns() const {
  if (count_ == 0) return std::nullopt;
  return static_cast<double>(sum_) / static_cast<double>(count_);
}

// With sum = n q + r, the squares around the whole number q come to squares - n q² - 2 q r, which
// never leaves 128 bits; around the mean itself they are smaller by r² / n.
std::optional<double> DurationSum::variance_ns2() const {
  if (count_ < 2) return std::nullopt;
  const auto n = static_cast<Uint128>(count_);
  const Uint128 whole = sum_ / n;
  const Uint128 rest = sum_ % n;
  const Uint128 around_whole = squares_ - n * whole * whole - 2 * whole * rest;
  const auto count = static_cast<double>(count_);
  if (around_whole <= std::numeric_limits<std::uint64_t>::max())  // n times it fits: still exact
    return static_cast<double>(n * around_whole - rest * rest) / count / (count - 1.0);
  return (static_cast<double>(around_whole) - static_cast<double>(rest * rest) / count) /
         (count - 1.0);
}

}  // namespace sim

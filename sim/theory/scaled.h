// Numbers above 0 that may be far larger or smaller than a double can hold.
#pragma once

#include <cmath>
#include <cstdint>

namespace sim::theory::detail {

// fraction * 2^exponent, with a fraction from 0.5 up to 1, or zero. frexp and ldexp are exact.
class Scaled {
 public:
  Scaled() = default;
  explicit Scaled(double value) : Scaled(value, 0) {}

  friend Scaled operator*(const Scaled& one, double factor) {
    return {one.fraction_ * factor, one.exponent_};
  }
  friend Scaled operator*(const Scaled& one, const Scaled& other) {
    return {one.fraction_ * other.fraction_, one.exponent_ + other.exponent_};
  }
  friend Scaled operator+(const Scaled& one, const Scaled& other) {
    if (one.fraction_ == 0) return other;
    if (other.fraction_ == 0) return one;
    if (one.exponent_ < other.exponent_) return other + one;
    const std::int64_t behind = one.exponent_ - other.exponent_;
    if (behind > kDigits) return one;
    return {one.fraction_ + std::ldexp(other.fraction_, -static_cast<int>(behind)), one.exponent_};
  }
  // `of` is not zero, and the result is one that a double can hold.
  double over(const Scaled& of) const {
    const std::int64_t exponent = exponent_ - of.exponent_;
    if (exponent < -kFurthest) return 0;
    return std::ldexp(fraction_ / of.fraction_, static_cast<int>(exponent));
  }

 private:
  static constexpr std::int64_t kDigits = 64;  // what lies further below changes no sum
  static constexpr std::int64_t kFurthest = 1100;

  Scaled(double value, std::int64_t exponent) {
    int shift = 0;
    fraction_ = std::frexp(value, &shift);
    exponent_ = fraction_ == 0 ? 0 : exponent + shift;
  }

  double fraction_ = 0;
  std::int64_t exponent_ = 0;
};

}  // namespace sim::theory::detail

// The curve under which Zipf's law is drawn: x^-exponent, its integral and the inverse of that.
#include "sim/kernel/variates.h"

#include <algorithm>

#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#endif

namespace sim {
namespace {

double valid_exponent(double exponent) {
  check(exponent >= 0.0 && exponent < 1000.0, "a Zipf exponent is from 0 to below 1000");
  return exponent;
}

double valid_count(std::uint64_t count) {
  check(count >= 1 && count <= std::uint64_t{1} << 40, "Zipf ranks are 1 to 2^40");
  return static_cast<double>(count);
}

}  // namespace

Zipf::Zipf(double exponent, std::uint64_t count)
    : exponent_(valid_exponent(exponent)),
      count_(valid_count(count)),
      slope_(1.0 - exponent_),
      reciprocal_(slope_ == 0.0 ? 0.0 : 1.0 / slope_),
      bottom_(area_below(1.5) - 1.0),
      top_(area_below(count_ + 0.5)),
      sure_(2.0 - position(area_below(2.5) - exp(-exponent_ * log(2.0)))) {}

// The integral of t^-exponent from 1 to x.
double Zipf::area_below(double x) const {
  if (slope_ == 0.0) return log(x);
  return expm1(slope_ * log(x)) * reciprocal_;
}

// The inverse of area_below(), kept within the ranks. The plain logarithm is the faster one; where
// the exponent is not close to 1 it moves the result by less than one part in 10^12.
double Zipf::position(double area) const {
  constexpr double kClose = 0x1p-10;
  const double power_less_one = std::max(area * slope_, -1.0);
  double logarithm = area;
  if (std::abs(slope_) >= kClose) {
    logarithm = log(1.0 + power_less_one) * reciprocal_;
  } else if (slope_ != 0.0) {
    logarithm = log1p(power_less_one) * reciprocal_;
  }
  return std::clamp(exp(logarithm), 1.0, count_);
}

bool Zipf::accepts(double area, double number) const {
  return area >= area_below(number + 0.5) - exp(-exponent_ * log(number));
}

}  // namespace sim

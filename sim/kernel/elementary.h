// Elementary functions that give the same bits with every compiler, at every optimisation level and
// on every CPU, because they use nothing but + - * / sqrt and whole numbers; and the one way from
// real numbers to simulated time.
#pragma once

#include <cmath>
#include <cstdint>

#include "sim/kernel/time.h"

namespace sim {

// Natural logarithm, within 0.51 ulp. -infinity at 0, NaN below.
double log(double x);

// log(1 + x), within 0.7 ulp. -infinity at -1, NaN below.
double log1p(double x);

// e^x, within 0.51 ulp (0.76 where the result is subnormal); 0 and infinity beyond what a double
// can hold.
double exp(double x);

// e^x - 1, within 0.75 ulp.
double expm1(double x);

// base^exponent for base >= 0, within 0.55 ulp; NaN for a negative base. As in C, x^0 and 1^y are 1
// whatever x and y.
double pow(double base, double exponent);

// The value that a standard normal variable stays below with probability `p`, relative error below
// 1e-15; infinite at 0 and 1, NaN outside. Wichura (1988), algorithm AS 241, PPND16.
double normal_quantile(double p);

// Euler's gamma function of x > 0, relative error below 1e-14; infinity from 171.63 on, NaN for
// x <= 0.
double gamma_function(double x);

// The logarithm of gamma_function(x) for x > 0, error below 1e-14 times max(1, the result).
double log_gamma(double x);

namespace detail {
std::int64_t round_large(double x);
Duration duration_of_large(double nanoseconds);

// Halves go to the even neighbour. |x| < 2^52, where a double can still hold a fraction.
inline std::int64_t round_small(double x) {
  const double shift = std::copysign(0x1p52, x);
  return static_cast<std::int64_t>((x + shift) - shift);
}
}  // namespace detail

// The nearest whole number, halves to the even one. NaN and what does not fit are broken
// invariants.
inline std::int64_t round_half_even(double x) {
  if (std::abs(x) < 0x1p52) [[likely]]
    return detail::round_small(x);
  return detail::round_large(x);
}

// The longest duration that a real number can become: 2^62 ns, 146 years. Added to an instant
// within the longest horizon (100 years) it cannot overflow.
inline constexpr Duration kDurationLimit{std::int64_t{1} << 62};

// The one way from real numbers to simulated time: to the nearest nanosecond, halves to the even
// one, cut off at +-kDurationLimit. NaN is a broken invariant.
inline Duration to_duration(double nanoseconds) {
  if (std::abs(nanoseconds) < 0x1p52) [[likely]]
    return Duration{detail::round_small(nanoseconds)};
  return detail::duration_of_large(nanoseconds);
}

}  // namespace sim

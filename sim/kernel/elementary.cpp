// The logarithm follows Tang (1990), ACM TOMS 16, 378: a table of reciprocals so short that the
// reduction is exact; the exponential Tang (1989), ACM TOMS 15, 144.
#include "sim/kernel/elementary.h"

#include <array>
#include <bit>
#include <cfloat>
#include <cstddef>
#include <limits>

#include "sim/kernel/check.h"
#include "sim/kernel/elementary_tables.h"

#ifdef __FAST_MATH__
#error "fast-math changes results; build without it"
#endif
#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#endif

namespace sim {
namespace {

static_assert(FLT_EVAL_METHOD == 0, "intermediate results must be rounded to double");
static_assert(std::numeric_limits<double>::is_iec559);

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::uint64_t bits_of(double x) {
  return std::bit_cast<std::uint64_t>(x);
}
double double_of(std::uint64_t bits) {
  return std::bit_cast<double>(bits);
}

// The leading 26 bits, so that the product of two such numbers is exact.
double leading_half(double x) {
  return double_of(bits_of(x) & ~std::uint64_t{0x7ffffff});
}

template <std::size_t N>
double polynomial(const std::array<double, N>& coefficients, double x) {
  double sum = coefficients[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

// log 2: `high` is a multiple of 2^-42.
constexpr double kLog2High = 0x1.62e42fefa38p-1;
constexpr double kLog2Low = 0x1.ef35793c7673p-45;

// log 2 / 128: `high` is a multiple of 2^-42.
constexpr double kStepHigh = 0x1.62e42fefcp-8;
constexpr double kStepLow = -0x1.c610ca86c3899p-44;
constexpr double kStepsPerUnit = 0x1.71547652b82fep+7;  // 128 / log 2

// The bits of a positive finite x, with the exponent of a subnormal one running below zero.
std::uint64_t extended_bits(double x) {
  if (x >= std::numeric_limits<double>::min()) [[likely]]
    return bits_of(x);
  return bits_of(x * 0x1p52) - (std::uint64_t{52} << 52);
}

// log(x) = head + tail + (log(1 + r) - r), where r = r_high + r_low and |r| < 0.0043.
struct Reduced {
  double head;
  double tail;
  double r_high;
  double r_low;
};

// x = 2^k z, with z from about 0.6855 to twice that, so that 1 lies inside one slice: there k and
// the slice's logarithm are 0, and nothing cancels. Every operation up to `sum` is exact: `sum` is
// a multiple of 2^-42 below 2^10.
inline Reduced reduce(std::uint64_t bits) {
  constexpr std::uint64_t kFirstSlice = 0x3fe5f00000000000;
  const std::uint64_t offset = bits - kFirstSlice;
  const detail::LogSlice& slice = detail::kLogSlices[(offset >> 45) & 127];
  const double k = static_cast<double>(static_cast<std::int64_t>(offset) >> 52);
  const std::uint64_t z_bits = bits - (offset & (std::uint64_t{0xfff} << 52));
  const double z_high = double_of(z_bits & ~std::uint64_t{0xffffff});
  const double r_high = z_high * slice.inverse - 1.0;
  const double r_low = (double_of(z_bits) - z_high) * slice.inverse;
  const double sum = k * kLog2High + slice.high + r_high;
  const double head = sum + r_low;
  const double tail = ((sum - head) + r_low) + (k * kLog2Low + slice.low);
  return {head, tail, r_high, r_low};
}

// log of the number with these bits, plus a correction far below it.
inline double log_of_bits(std::uint64_t bits, double correction) {
  const Reduced x = reduce(bits);
  const double r = x.r_high + x.r_low;
  const double square = r * r;
  const double low_terms = 0x1.5555555555555p-2 - r * 0x1.ffffffff8a876p-3;
  const double high_terms = 0x1.99999999312e6p-3 - r * 0x1.5556d91a3bbcap-3;
  const double terms = low_terms + square * (high_terms + square * 0x1.2493a1d39f927p-3);
  return x.head + ((x.tail + correction) + square * (r * terms - 0.5));
}

struct TwoParts {
  double high;
  double low;
};

// log(x) with a relative error of about 2^-67.
TwoParts log_in_two_parts(double x) {
  const Reduced x_reduced = reduce(extended_bits(x));
  const double r = x_reduced.r_high + x_reduced.r_low;
  const double r_rounding = (x_reduced.r_high - r) + x_reduced.r_low;
  const double r_half = leading_half(r);
  const double r_rest = (r - r_half) + r_rounding;
  const double square_high = -0.5 * r_half * r_half;
  const double square_low = -0.5 * r_rest * (r + r_half);
  const double sum = x_reduced.head + square_high;
  const double rounding = (x_reduced.head - sum) + square_high;
  const double square = r * r;
  const double low_terms = (0x1.5555555555555p-2 - r * 0x1.0000000000001p-2) +
                           square * (0x1.999999999999cp-3 - r * 0x1.555555544e323p-3);
  const double high_terms =
      (0x1.24924923a311ep-3 - r * 0x1.0001b24daa32p-3) + square * 0x1.c71f876ba70b1p-4;
  const double terms = low_terms + square * square * high_terms;
  const double rest = (rounding + x_reduced.tail) + (square_low + r * square * terms);
  const double high = sum + rest;
  return {high, (sum - high) + rest};
}

// e^(x + low) = 2^k scale (1 + growth), with scale from 1 to 2.
struct Power {
  std::int64_t k;
  std::uint64_t scale_bits;
  double growth;
};

// |x| < 1000.
inline Power power_of_e(double x, double low) {
  constexpr double kRounder = 0x1.8p52;
  const double steps = (x * kStepsPerUnit + kRounder) - kRounder;
  const auto whole_steps = static_cast<std::int64_t>(steps);
  const detail::PowerOfTwo& cell =
      detail::kPowersOfTwo[static_cast<std::size_t>(whole_steps & 127)];
  const double r = ((x - steps * kStepHigh) - steps * kStepLow) + low;
  const double square = r * r;
  const double terms = (0x1.fffffffffff57p-2 + r * 0x1.5555555555525p-3) +
                       square * (0x1.55555acf8df82p-5 + r * 0x1.1111143255ff1p-7);
  return {whole_steps >> 7, cell.value, (cell.tail + r) + square * terms};
}

double scaled(std::int64_t k, const Power& power) {
  const double scale = double_of(power.scale_bits + (static_cast<std::uint64_t>(k) << 52));
  return scale + scale * power.growth;
}

// e^(x + low) where the result may be too large or too small for an ordinary double.
[[gnu::noinline]] double exp_far(double x, double low) {
  if (std::isnan(x)) return kNaN;
  if (x > 710.0) return kInfinity;
  if (x < -746.0) return 0.0;
  const Power power = power_of_e(x, low);
  if (power.k > 0) return scaled(power.k - 1000, power) * 0x1p1000;
  return scaled(power.k + 1000, power) * 0x1p-1000;
}

inline double exp_of_sum(double x, double low) {
  if (!(std::abs(x) < 700.0)) [[unlikely]]
    return exp_far(x, low);
  const Power power = power_of_e(x, low);
  return scaled(power.k, power);
}

[[gnu::noinline]] double log_outside(double x) {
  if (x == 0.0) return -kInfinity;
  if (x == kInfinity) return kInfinity;
  return x > 0.0 ? log_of_bits(extended_bits(x), 0.0) : kNaN;
}

// base^exponent for a base that is 0, infinite, negative or NaN, or an exponent that is NaN.
double pow_outside(double base, double exponent) {
  if (std::isnan(exponent) || !(base >= 0.0)) return kNaN;
  return (base == 0.0) == (exponent > 0.0) ? 0.0 : kInfinity;
}

// A quotient of two polynomials.
struct Rational {
  std::array<double, 8> numerator;
  std::array<double, 8> denominator;

  double at(double x) const { return polynomial(numerator, x) / polynomial(denominator, x); }
};

// The normal quantile's approximations in AS 241: over (p - 1/2)^2 in the middle, and over
// sqrt(-log p) up to 5 and beyond.
constexpr Rational kMiddle = {
    {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
     1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
     3.3430575583588128105e4, 2.5090809287301226727e3},
    {1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
     2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
     5.2264952788528545610e3}};
constexpr Rational kFlank = {
    {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
     3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
     2.27238449892691845833e-2, 7.74545014278341407640e-4},
    {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
     1.05075007164441684324e-9}};
constexpr Rational kFarTail = {
    {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
     2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
     2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15}};

// Gamma(y) = sqrt(2 pi) y^(y - 1/2) e^(-y + stirling_series(y)); y >= 12. Abramowitz & Stegun
// 6.1.41.
double stirling_series(double y) {
  constexpr std::array<double, 7> kTerms = {1.0 / 12.0,    -1.0 / 360.0, 1.0 / 1260.0,
                                            -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360360.0,
                                            1.0 / 156.0};
  return polynomial(kTerms, 1.0 / (y * y)) / y;
}

constexpr double kStirlingStart = 12.0;

}  // namespace

double log(double x) {
  const bool ordinary = x >= std::numeric_limits<double>::min() && x < kInfinity;
  if (!ordinary) [[unlikely]]
    return log_outside(x);
  return log_of_bits(bits_of(x), 0.0);
}

double log1p(double x) {
  if (!(x > -1.0 && x < kInfinity)) return log_outside(x + 1.0);
  if (std::abs(x) < 0x1p-54) return x;
  const double sum = 1.0 + x;
  const double rounding = x < 1.0 ? (1.0 - sum) + x : (x - sum) + 1.0;
  return log_of_bits(bits_of(sum), rounding / sum);
}

double exp(double x) {
  return exp_of_sum(x, 0.0);
}

double expm1(double x) {
  constexpr std::array<double, 10> kTerms = {
      0x1.5555555555555p-3,  0x1.5555555555555p-5,  0x1.1111111111087p-7,  0x1.6c16c16c16bc8p-10,
      0x1.a01a01a12e18p-13,  0x1.a01a01a0b7c1bp-16, 0x1.71de2e417576dp-19, 0x1.27e4f490d7bd5p-22,
      0x1.aed2bf88957cep-26, 0x1.1f2ca57893783p-29};
  if (std::abs(x) < 0.25) return x + x * x * (0.5 + x * polynomial(kTerms, x));
  if (!(x > -40.0 && x < 40.0)) return exp(x) - 1.0;
  const Power power = power_of_e(x, 0.0);
  const double scale = double_of(power.scale_bits + (static_cast<std::uint64_t>(power.k) << 52));
  const double sum = scale - 1.0;
  const double rounding = x < 0.0 ? scale - (sum + 1.0) : (scale - sum) - 1.0;
  return sum + (rounding + scale * power.growth);
}

double pow(double base, double exponent) {
  if (base == 1.0 || exponent == 0.0) return 1.0;
  if (!(base > 0.0 && base < kInfinity) || std::isnan(exponent)) [[unlikely]]
    return pow_outside(base, exponent);
  const TwoParts logarithm = log_in_two_parts(base);
  const double product = exponent * logarithm.high;
  if (!(std::abs(product) < 750.0)) return product > 0.0 ? kInfinity : 0.0;

  const double exponent_half = leading_half(exponent);
  const double exponent_rest = exponent - exponent_half;
  const double high_half = leading_half(logarithm.high);
  const double high_rest = logarithm.high - high_half;
  const double rounding = ((exponent_half * high_half - product) + exponent_half * high_rest +
                           exponent_rest * high_half) +
                          exponent_rest * high_rest;
  return exp_of_sum(product, rounding + exponent * logarithm.low);
}

double normal_quantile(double p) {
  if (!(p >= 0.0 && p <= 1.0)) return kNaN;
  if (p == 0.0 || p == 1.0) return p == 0.0 ? -kInfinity : kInfinity;
  const double from_middle = p - 0.5;
  if (std::abs(from_middle) <= 0.425) {
    const double r = 0.180625 - from_middle * from_middle;
    return from_middle * kMiddle.at(r);
  }
  const double r = std::sqrt(-log(p < 0.5 ? p : 1.0 - p));
  const double distance = r <= 5.0 ? kFlank.at(r - 1.6) : kFarTail.at(r - 5.0);
  return p < 0.5 ? -distance : distance;
}

double gamma_function(double x) {
  constexpr double kRootOfTwoPi = 0x1.40d931ff62706p+1;
  if (!(x > 0.0)) return kNaN;
  if (x > 171.7) return kInfinity;
  double product = 1.0;
  double steps = 0.0;
  for (; x + steps < kStirlingStart; steps += 1.0) product *= x + steps;
  const double y = x + steps;
  const double rounding = x - (y - steps);
  const double correction = 1.0 + rounding * (log(y) - 0.5 / y);
  const double root_of_power = pow(y, 0.5 * y - 0.25);
  const double factor = kRootOfTwoPi * exp(-y) * exp(stirling_series(y)) * correction / product;
  return root_of_power * factor * root_of_power;
}

double log_gamma(double x) {
  constexpr double kHalfLogOfTwoPi = 0x1.d67f1c864beb5p-1;
  if (x < 0x1p-60 && x > 0.0) return -log(x);
  if (x < kStirlingStart) return log(gamma_function(x));
  return ((x - 0.5) * log(x) - x) + (kHalfLogOfTwoPi + stirling_series(x));
}

namespace detail {

std::int64_t round_large(double x) {
  check(std::abs(x) < 0x1p63, "a number that is rounded to a whole one fits into 64 bits");
  return static_cast<std::int64_t>(x);
}

Duration duration_of_large(double nanoseconds) {
  check(!std::isnan(nanoseconds), "a duration is a number");
  if (nanoseconds >= 0x1p62) return kDurationLimit;
  if (nanoseconds <= -0x1p62) return -kDurationLimit;
  return Duration{static_cast<std::int64_t>(nanoseconds)};
}

}  // namespace detail
}  // namespace sim

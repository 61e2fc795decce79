// The continued fraction of DiDonato & Morris (1992), ACM TOMS 18, 360, whose terms do not cancel,
// times the density by Loader's deviances (2000), Fast and Accurate Computation of Binomial
// Probabilities: both stay exact where logarithms of gamma functions would cancel.
#include "sim/statistics/incomplete_beta.h"

#include <array>
#include <cmath>
#include <limits>

#include "sim/kernel/check.h"
#include "sim/kernel/elementary.h"
#include "sim/statistics/compensated_sum.h"
#include "sim/statistics/newton.h"

namespace sim {
namespace {

constexpr double kTwoPi = 0x1.921fb54442d18p+2;
constexpr double kSmallest = std::numeric_limits<double>::min();

// log(Gamma(x + 1)) less Stirling's sqrt(2 pi x) (x / e)^x: Abramowitz & Stegun 6.1.41 from 16 on,
// below by the recurrence of the gamma function.
double stirling_error(double x) {
  constexpr std::array<double, 7> kTerms = {1.0 / 12.0,    -1.0 / 360.0, 1.0 / 1260.0,
                                            -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360360.0,
                                            1.0 / 156.0};
  double below = 0;
  for (; x < 16; x += 1) below += (x + 0.5) * log1p(1 / x) - 1;
  double series = 0;
  for (std::size_t i = kTerms.size(); i-- > 0;) series = series / (x * x) + kTerms[i];
  return below + series / x;
}

// x log(x / mean) - surplus, with surplus = x - mean, which may be known better than its parts.
double deviance(double x, double mean, double surplus) {
  const double v = surplus / (x + mean);
  if (std::abs(v) > 0.5) return x * log(x / mean) - surplus;
  double sum = surplus * v;
  double power = 2 * x * v;
  for (int i = 3;; i += 2) {
    power *= v * v;
    const double next = sum + power / i;
    if (next == sum) return sum;
    sum = next;
  }
}

double weight_at(const detail::BetaPoint& at) {
  const double total = at.a + at.b;
  const double errors = stirling_error(total) - stirling_error(at.a) - stirling_error(at.b);
  const double deviances =
      deviance(at.a, total * at.x, at.surplus) + deviance(at.b, total * at.y, -at.surplus);
  return std::sqrt(at.a / total * (at.b / kTwoPi)) * exp(errors - deviances);
}

// The probability below x divided by the weight there. Below the mean all terms are positive while
// n < b, and what comes later is small.
double continued_fraction(const detail::BetaPoint& at) {
  constexpr double kPrecision = 0x1p-53;
  double numerator_before = 0;
  double numerator = 1;
  double denominator_before = 1;
  double denominator = at.a / (at.a + 1) * (at.surplus + 1);
  double fraction = 1 / denominator;
  for (double n = 1;; n += 1) {
    check(n < 1e9, "the incomplete beta function's continued fraction converges");
    const double step = at.a + 2 * n - 1;
    const double share = n * (at.b - n) * at.x / step;
    const double alpha = (at.a + n - 1) * ((at.a + at.b + n - 1) / step) * share * at.x;
    const double beta = n + share + (at.a + n) / (step + 2) * (at.surplus + 1 + n * (1 + at.y));
    const double next_numerator = alpha * numerator_before + beta * numerator;
    const double next_denominator = alpha * denominator_before + beta * denominator;
    numerator_before = numerator / next_denominator;
    denominator_before = denominator / next_denominator;
    numerator = next_numerator / next_denominator;
    denominator = 1;
    const double before = fraction;
    fraction = numerator;
    if (std::abs(fraction - before) <= kPrecision * fraction) return fraction;
  }
}

// The x up to 1/2 with a probability of `tail` below it, or above.
double lower_half_quantile(double a, double b, double tail, bool below) {
  const auto curve = [&](double x) {
    const detail::BetaPoint at = detail::beta_point(a, b, x);
    const auto [tails, weight] = detail::beta_value(at);
    const double side = below ? tails.below : tails.above;
    const double height = log(side) - log(tail);
    return detail::OnCurve{below ? height : -height, weight / (at.y * side)};
  };
  return detail::positive_root(curve, kSmallest, 0.5, a / (a + b));
}

// The smaller one of x and 1 - x is sought, so that it is found to full relative precision.
double quantile(double a, double b, double tail, bool below) {
  check(tail > 0 && tail <= 0.5, "a quantile is asked for by its smaller tail");
  const Tails middle = incomplete_beta(a, b, 0.5);
  if (below ? middle.below >= tail : middle.above <= tail)
    return lower_half_quantile(a, b, tail, below);
  return 1 - lower_half_quantile(b, a, tail, !below);
}

}  // namespace

namespace detail {

BetaPoint beta_point(double a, double b, double x) {
  CompensatedSum surplus;
  surplus.add(a);
  for (const double part : {a, b}) {
    const TwoParts product = exact_product(part, x);
    surplus.add(-product.high);
    surplus.add(-product.low);
  }
  return {a, b, x, 1 - x, surplus.value()};
}

BetaValue beta_value(const BetaPoint& point) {
  const double weight = weight_at(point);
  const bool mirrored = point.surplus < 0;
  const BetaPoint at =
      mirrored ? BetaPoint{point.b, point.a, point.y, point.x, -point.surplus} : point;
  const double side = weight > 0 ? weight * continued_fraction(at) : 0.0;
  return {mirrored ? Tails{1 - side, side} : Tails{side, 1 - side}, weight};
}

}  // namespace detail

Tails incomplete_beta(double a, double b, double x) {
  check(a > 0 && b > 0 && a < 1e300 && b < 1e300, "a beta distribution has positive parameters");
  check(x >= 0 && x <= 1, "a beta variable lies between 0 and 1");
  if (x == 0) return {0, 1};
  if (x == 1) return {1, 0};
  return detail::beta_value(detail::beta_point(a, b, x)).tails;
}

double beta_lower_quantile(double a, double b, double tail) {
  return quantile(a, b, tail, true);
}

double beta_upper_quantile(double a, double b, double tail) {
  return quantile(a, b, tail, false);
}

}  // namespace sim

// By the incomplete beta function: P(|T| > t) = I_x(degrees / 2, 1/2) with x = degrees / (degrees +
// t^2), Abramowitz & Stegun 26.7.1 and 26.5.27.
#include "sim/statistics/student_t.h"

#include <cmath>
#include <limits>

#include "sim/kernel/check.h"
#include "sim/kernel/elementary.h"
#include "sim/statistics/incomplete_beta.h"
#include "sim/statistics/interval.h"
#include "sim/statistics/newton.h"

namespace sim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNearest = 1e-100;
constexpr double kFarthest = 1e300;

// How much lies farther from 0 than t, how much nearer, and the slope of both by log(t).
struct Sides {
  double outside;
  double inside;
  double slope;
};

// t >= kNearest. So far out that squares might overflow, the tail falls like t^-degrees.
Sides sides_of(double t, double degrees) {
  constexpr double kFar = 1e80;
  const double far = kFar * std::sqrt(degrees);
  if (t > far) {
    const Sides at = sides_of(far, degrees);
    const double part = pow(far / t, degrees);
    return {at.outside * part, at.inside, at.slope * part};
  }
  const double ratio = t * (t / degrees);
  const double x = 1 / (1 + ratio);
  const double y = ratio < 1 ? ratio * x : 1 / (1 + 1 / ratio);
  const double a = degrees / 2;
  const double b = 0.5;
  const auto [tails, weight] = detail::beta_value({a, b, x, y, a * y - b * x});
  return {tails.below, tails.above, 2 * weight};
}

// From the normal quantile, for many degrees of freedom: Abramowitz & Stegun 26.7.5.
double first_guess(double outside, double degrees) {
  const double z = -normal_quantile(outside / 2);
  const double square = z * z;
  const double second = (5 * square + 16) * square + 3;
  return z * (1 + (square + 1) / (4 * degrees) + second / (96 * degrees * degrees));
}

// The t > 0 beyond which, on either side of 0, lies `outside` in total; `inside` is the rest. The
// smaller one is solved for.
double distance(double outside, double inside, double degrees) {
  const auto curve = [&](double t) {
    const Sides at = sides_of(t, degrees);
    if (outside < inside)
      return detail::OnCurve{log(outside) - log(at.outside), at.slope / at.outside};
    return detail::OnCurve{log(at.inside) - log(inside), at.slope / at.inside};
  };
  return detail::positive_root(curve, kNearest, kFarthest, first_guess(outside, degrees));
}

void check_degrees(double degrees) {
  check(degrees > 0 && degrees < kInfinity, "Student's t has positive degrees of freedom");
}

}  // namespace

double student_t_outside(double t, double degrees) {
  check_degrees(degrees);
  check(!std::isnan(t), "a variable of Student's t is a number");
  if (std::abs(t) < kNearest) return 1;
  if (std::abs(t) > kFarthest) return 0;
  return sides_of(std::abs(t), degrees).outside;
}

double student_t_cdf(double t, double degrees) {
  const double beyond = student_t_outside(t, degrees) / 2;
  return t < 0 ? beyond : 1 - beyond;
}

double student_t_quantile(double p, double degrees) {
  check_degrees(degrees);
  check(p >= 0 && p <= 1, "a probability lies between 0 and 1");
  if (p == 0 || p == 1) return p == 0 ? -kInfinity : kInfinity;
  if (p == 0.5) return 0;
  const double tail = p < 0.5 ? p : 1 - p;
  const double t = distance(2 * tail, 1 - 2 * tail, degrees);
  return p < 0.5 ? -t : t;
}

double student_t_critical(double level, double degrees) {
  check_degrees(degrees);
  return distance(2 * outside_each_side(level), level, degrees);
}

}  // namespace sim

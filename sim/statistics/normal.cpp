// Around 0 a power series, in the tails a continued fraction, both with positive terms only.
#include "sim/statistics/normal.h"

#include <cmath>

#include "sim/kernel/check.h"
#include "sim/kernel/elementary.h"

namespace sim {
namespace {

constexpr double kRootOfTwoPi = 0x1.40d931ff62706p+1;

// z^2 / 2 is formed in two parts, because the exponential would magnify its rounding.
double density(double z) {
  const double leading = static_cast<double>(static_cast<float>(z));
  const double rest = (z - leading) * (z + leading);
  return exp(-leading * leading / 2) * exp(-rest / 2) / kRootOfTwoPi;
}

// The probability between 0 and z > 0. Abramowitz & Stegun 26.2.11.
double middle(double z) {
  double term = z;
  double sum = z;
  for (int i = 3;; i += 2) {
    term *= z * z / i;
    const double next = sum + term;
    if (next == sum) return sum * density(z);
    sum = next;
  }
}

// The probability beyond z > 0: Laplace's continued fraction, Abramowitz & Stegun 26.2.14, from as
// far back as it takes: its relative error falls like exp(-2 z sqrt(terms)).
double tail(double z) {
  double fraction = z;
  for (int i = 20 + static_cast<int>(450 / (z * z)); i > 0; --i) fraction = z + i / fraction;
  return density(z) / fraction;
}

}  // namespace

double normal_cdf(double z) {
  constexpr double kTailStart = 1;
  constexpr double kBeyondAllNumbers = 40;
  check(!std::isnan(z), "a normal variable is a number");
  if (std::abs(z) < kTailStart) return z < 0 ? 0.5 - middle(-z) : 0.5 + middle(z);
  if (std::abs(z) > kBeyondAllNumbers) return z < 0 ? 0 : 1;
  return z < 0 ? tail(-z) : 1 - tail(z);
}

}  // namespace sim

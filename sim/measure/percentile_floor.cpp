#include "sim/measure/percentile_floor.h"

#include <algorithm>

namespace sim {
namespace {

constexpr double kTail = 0.025;

// By squaring, because the power function of the C library differs between machines.
double power(double base, std::int64_t exponent) {
  double result = 1.0;
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 == 1) result *= base;
    base *= base;
  }
  return result;
}

}  // namespace

bool sample_supports(Share p, std::int64_t count) {
  // The larger of the two tails decides.
  const Share nearer = std::max(p, p.complement());
  return power(nearer.value(), count) <= kTail;
}

std::optional<std::int64_t> smallest_sample_for(Share p) {
  if (p.parts() == 0 || p.parts() == Share::kWhole) return std::nullopt;
  std::int64_t enough = 1;
  while (!sample_supports(p, enough)) enough *= 2;
  std::int64_t too_few = enough / 2;
  while (enough - too_few > 1) {
    const std::int64_t middle = too_few + (enough - too_few) / 2;
    (sample_supports(p, middle) ? enough : too_few) = middle;
  }
  return enough;
}

}  // namespace sim

#include "models/keys/zipf_keys.h"

#include <algorithm>
#include <cmath>

#include "sim/kernel/elementary.h"

namespace models {

namespace {

constexpr std::uint64_t kSummed = 1000;

// The integral of x^-exponent from `low` to `high`.
double integral(double exponent, double low, double high) {
  const double rest = 1.0 - exponent;
  const double log_span = sim::log(high / low);
  if (std::abs(rest) < 1e-12) return log_span;
  return sim::pow(low, rest) * sim::expm1(rest * log_span) / rest;
}

}  // namespace

ZipfKeys::ZipfKeys(const Spec& spec)
    : ranks_(spec.exponent, spec.count),
      scatter_(spec.count),
      largest_share_(1.0 / generalized_harmonic(spec.exponent, spec.count)) {}

// The first terms one by one, the others by Euler and Maclaurin's formula up to the first
// derivative; what is left out is of the order of the third at kSummed.
double generalized_harmonic(double exponent, std::uint64_t count) {
  const auto term = [exponent](double i) { return sim::pow(i, -exponent); };
  const auto derivative = [&](double i) { return -exponent * term(i) / i; };
  const std::uint64_t summed = std::min(count, kSummed);
  double sum = 0.0;
  for (std::uint64_t i = summed; i >= 1; --i) sum += term(static_cast<double>(i));
  if (count == summed) return sum;
  const double low = static_cast<double>(summed);
  const double high = static_cast<double>(count);
  return sum + integral(exponent, low, high) + 0.5 * (term(high) - term(low)) +
         (derivative(high) - derivative(low)) / 12.0;
}

}  // namespace models

// Measures of how far random draws are from what they should be, in standard deviations or with a
// known distribution.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sim {

// Pearson's chi-square as a standard normal deviate, by Wilson & Hilferty's cube root (1931).
inline double chi_square_deviate(const std::vector<std::uint64_t>& counts,
                                 const std::vector<double>& expected) {
  double sum = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double surplus = static_cast<double>(counts[i]) - expected[i];
    sum += surplus * surplus / expected[i];
  }
  const auto freedom = static_cast<double>(counts.size() - 1);
  const double spread = 2.0 / (9.0 * freedom);
  return (std::cbrt(sum / freedom) - (1.0 - spread)) / std::sqrt(spread);
}

// The same for equally likely cells.
inline double chi_square_deviate(const std::vector<std::uint64_t>& counts) {
  double total = 0.0;
  for (const std::uint64_t count : counts) total += static_cast<double>(count);
  const double mean = total / static_cast<double>(counts.size());
  return chi_square_deviate(counts, std::vector<double>(counts.size(), mean));
}

// How far `successes` of `trials` are from `probability`.
inline double binomial_deviate(double successes, double trials, double probability) {
  const double variance = trials * probability * (1.0 - probability);
  return (successes - trials * probability) / std::sqrt(variance);
}

// Kolmogorov's sqrt(n) D of values that should be uniform over [0, 1]: above 2.7 with a probability
// of 2 exp(-2 * 2.7^2) = 1e-6.
inline double kolmogorov(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto count = static_cast<double>(values.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto below = static_cast<double>(i);
    distance = std::max({distance, values[i] - below / count, (below + 1.0) / count - values[i]});
  }
  return std::sqrt(count) * distance;
}

inline constexpr double kKolmogorovLimit = 2.7;

// A digest of results in their order, to compare machines and compilers by.
class Digest {
 public:
  void add(std::uint64_t word) { value_ = std::rotl(value_ ^ word, 29) * 0x9e3779b97f4a7c15; }
  void add(double x) { add(std::bit_cast<std::uint64_t>(x)); }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0;
};

}  // namespace sim

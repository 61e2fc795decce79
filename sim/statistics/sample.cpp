// Independent values of one thing, a value per replication: how many, their mean, their spread.
#include "sim/statistics/sample.h"

#include <cmath>

#include "sim/kernel/check.h"

namespace sim {

Sample::Sample(std::span<const double> values) {
  for (const double value : values) add(value);
}

void Sample::add(double value) {
  check(std::isfinite(value), "what is averaged is a finite number");
  if (count_ > 0) {
    const TwoParts mean = exact_mean();
    const double distance = (value - mean.high) - mean.low;
    const auto before = static_cast<double>(count_);
    squares_ += distance * distance * (before / (before + 1));
  }
  sum_.add(value);
  ++count_;
}

TwoParts Sample::exact_mean() const {
  return quotient(sum_.parts(), static_cast<double>(count_));
}

std::optional<double> Sample::mean() const {
  if (count_ == 0) return std::nullopt;
  return exact_mean().high;
}

std::optional<double> Sample::variance() const {
  if (count_ < 2) return std::nullopt;
  return squares_ / static_cast<double>(count_ - 1);
}

std::optional<double> Sample::standard_error() const {
  if (count_ < 2) return std::nullopt;
  return std::sqrt(*variance() / static_cast<double>(count_));
}

}  // namespace sim

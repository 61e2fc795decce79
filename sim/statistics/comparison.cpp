// Whether two scenarios differ, and by how much.
#include "sim/statistics/comparison.h"

#include <cmath>

#include "sim/kernel/check.h"
#include "sim/statistics/student_t.h"

namespace sim {
namespace {

MeanDifference compared(double difference, double error, double degrees, double level) {
  if (error == 0) return {Interval::around(difference, 0), difference == 0 ? 1.0 : 0.0};
  const double t = student_t_critical(level, degrees);
  return {Interval::around(difference, t * error), student_t_outside(difference / error, degrees)};
}

}  // namespace

std::optional<MeanDifference> paired_comparison(std::span<const double> first,
                                                std::span<const double> second, double level) {
  check(first.size() == second.size(), "values are compared in pairs");
  Sample differences;
  for (std::size_t i = 0; i < first.size(); ++i) differences.add(first[i] - second[i]);
  if (differences.count() < 2) return std::nullopt;
  return compared(*differences.mean(), *differences.standard_error(),
                  static_cast<double>(differences.count() - 1), level);
}

std::optional<MeanDifference> welch_comparison(const Sample& first, const Sample& second,
                                               double level) {
  if (first.count() < 2 || second.count() < 2) return std::nullopt;
  const double of_first = *first.variance() / static_cast<double>(first.count());
  const double of_second = *second.variance() / static_cast<double>(second.count());
  const double sum = of_first + of_second;
  const double share = sum > 0 ? of_first / sum : 0.5;
  const double degrees = 1 / (share * share / static_cast<double>(first.count() - 1) +
                              (1 - share) * (1 - share) / static_cast<double>(second.count() - 1));
  return compared(*first.mean() - *second.mean(), std::sqrt(sum), degrees, level);
}

}  // namespace sim

// The interval of a percentile whose data depend on each other within a replication.
#include "sim/statistics/sectioning.h"

#include <cmath>

#include "sim/kernel/check.h"
#include "sim/statistics/compensated_sum.h"
#include "sim/statistics/student_t.h"

namespace sim {

std::optional<Interval> sectioned_quantile(double pooled, std::span<const double> sections,
                                           double level) {
  if (sections.size() < 2) return std::nullopt;
  CompensatedSum squares;
  for (const double section : sections) {
    check(std::isfinite(section - pooled), "quantiles are finite numbers");
    squares.add((section - pooled) * (section - pooled));
  }
  const auto count = static_cast<double>(sections.size());
  const double error = std::sqrt(squares.value() / (count - 1) / count);
  return Interval::around(pooled, student_t_critical(level, count - 1) * error);
}

}  // namespace sim

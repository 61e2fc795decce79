// The interval of a mean from independent replications.
#include "sim/statistics/mean_interval.h"

#include "sim/statistics/student_t.h"

namespace sim {

std::optional<Interval> mean_interval(const Sample& sample, double level) {
  if (sample.count() < 2) return std::nullopt;
  const double t = student_t_critical(level, static_cast<double>(sample.count() - 1));
  return Interval::around(*sample.mean(), t * *sample.standard_error());
}

std::optional<Interval> mean_interval(std::span<const double> values, double level) {
  return mean_interval(Sample(values), level);
}

}  // namespace sim

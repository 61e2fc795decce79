// The interval of a ratio of sums.
#include "sim/statistics/ratio_interval.h"

#include <cmath>

#include "sim/kernel/check.h"
#include "sim/kernel/elementary.h"
#include "sim/statistics/compensated_sum.h"
#include "sim/statistics/student_t.h"

namespace sim {

std::optional<Interval> ratio_interval(std::span<const Cycle> cycles, Scale scale, double level) {
  CompensatedSum parts;
  CompensatedSum wholes;
  for (const Cycle& cycle : cycles) {
    check(std::isfinite(cycle.part) && std::isfinite(cycle.whole) && cycle.whole >= 0,
          "a cycle is a finite part of a finite whole");
    parts.add(cycle.part);
    wholes.add(cycle.whole);
  }
  if (cycles.size() < 2 || wholes.value() <= 0) return std::nullopt;
  const double ratio = parts.value() / wholes.value();
  if (scale == Scale::logarithmic && ratio <= 0) return std::nullopt;
  CompensatedSum squares;
  for (const Cycle& cycle : cycles) {
    const double surplus = cycle.part - ratio * cycle.whole;
    squares.add(surplus * surplus);
  }
  const auto count = static_cast<double>(cycles.size());
  const double error = std::sqrt(squares.value() / (count - 1) * count) / wholes.value();
  const double half_width = student_t_critical(level, count - 1) * error;
  if (scale == Scale::plain) return Interval::around(ratio, half_width);
  const double factor = exp(half_width / ratio);
  return Interval{ratio, ratio / factor, ratio * factor};
}

}  // namespace sim

// Whether more replications are needed.
#include "sim/statistics/sequential_stop.h"

#include <algorithm>
#include <cmath>

#include "sim/kernel/check.h"
#include "sim/statistics/mean_interval.h"

namespace sim {
namespace {

void check_rule(const StopRule& rule) {
  check(rule.min >= 1 && rule.block >= 1 && rule.max >= rule.min,
        "replications are bounded and added in blocks");
}

// The next number of replications at which to ask.
std::int64_t next_question(std::int64_t replications, const StopRule& rule) {
  if (replications < rule.min) return rule.min;
  const std::int64_t blocks = (replications - rule.min) / rule.block;
  return std::min(rule.min + (blocks + 1) * rule.block, rule.max);
}

bool is_question(std::int64_t replications, const StopRule& rule) {
  return replications >= rule.max ||
         (replications >= rule.min && (replications - rule.min) % rule.block == 0);
}

}  // namespace

bool is_precise(const Sample& sample, Precision wanted, double level) {
  check(wanted.relative >= 0 && wanted.absolute >= 0, "a precision is not negative");
  const auto interval = mean_interval(sample, level);
  if (!interval) return false;
  const double relative = wanted.relative / (1 + wanted.relative);
  const double limit = std::max(wanted.absolute, relative * std::abs(interval->estimate));
  return interval->half_width() <= limit;
}

NextStep next_step(std::int64_t replications, std::span<const Goal> goals, const StopRule& rule) {
  check_rule(rule);
  check(replications >= 0, "the number of replications is not negative");
  if (is_question(replications, rule)) {
    const double each =
        1 - (1 - rule.level) / static_cast<double>(std::max<std::size_t>(goals.size(), 1));
    const auto precise = [&](const Goal& measure) {
      return is_precise(measure.sample, measure.wanted, each);
    };
    if (std::ranges::all_of(goals, precise)) return {Stopping::reached, 0};
    if (replications >= rule.max) return {Stopping::precision_not_reached, 0};
  }
  return {Stopping::go_on, next_question(replications, rule) - replications};
}

}  // namespace sim

// How much may go wrong under an objective before it is broken. (Site Reliability Workbook, chapter
// 5, Alerting on SLOs.)
#pragma once

#include <cstdint>
#include <optional>

#include "sim/kernel/time.h"
#include "sim/measure/share.h"

namespace sim {

struct ErrorBudget {
  Share objective;
  Duration period = 30 * 24h;

  // The time one may be down in the period, rounded up to a nanosecond.
  Duration allowed_down() const {
    return Duration{objective.complement().of_rounded_up(period.count())};
  }

  // The share of the budget that a time down uses up; 1 is all of it. None if nothing is allowed.
  std::optional<double> consumed(Duration down) const {
    const Duration allowed = allowed_down();
    if (allowed == Duration::zero()) return std::nullopt;
    return static_cast<double>(down.count()) / static_cast<double>(allowed.count());
  }

  // How many times faster than allowed it is used up: 1 spends it in just the period. None if
  // nothing counted or nothing is allowed.
  std::optional<double> burn_rate(std::int64_t bad, std::int64_t counted) const {
    if (counted == 0 || objective.complement().parts() == 0) return std::nullopt;
    return static_cast<double>(bad) / static_cast<double>(counted) / objective.complement().value();
  }
};

}  // namespace sim

// Between which of the ordered values a quantile lies, whatever the distribution.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/measure/share.h"
#include "sim/statistics/interval.h"

namespace sim {

// Ranks count from 1, the smallest value.
struct QuantileRanks {
  std::int64_t low = 0;
  std::int64_t high = 0;
  double coverage = 0;  // at least the level asked for

  bool operator==(const QuantileRanks&) const = default;
};

// The equal-tailed interval of the p-quantile of `count` independent values. With B ~
// Binomial(count, p) it reaches from the largest rank j with P(B <= j - 1) <= (1 - level) / 2 to
// the smallest k with P(B >= k) <= (1 - level) / 2: David & Nagaraja, Order Statistics, section
// 7.1. None if there is no such rank on either side, which at 95 % is where sample_supports(p,
// count) is false. Values of one run depend on each other: see sectioning.h.
std::optional<QuantileRanks> quantile_ranks(std::int64_t count, Share p, double level = kLevel);

// The smallest rank whose value is an upper bound of the p-quantile at one-sided confidence; none
// if even the largest is not. p99 needs 299 values at 95 %.
std::optional<std::int64_t> quantile_bound_rank(std::int64_t count, Share p, double level = kLevel);

}  // namespace sim

// How many values it takes before a percentile may be stated: below, the answer is "none", never a
// guess.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/measure/share.h"

namespace sim {

// The percentiles that reports show.
inline constexpr Share kP50 = Share::of_trillion(500'000'000'000);
inline constexpr Share kP75 = Share::of_trillion(750'000'000'000);
inline constexpr Share kP90 = Share::of_trillion(900'000'000'000);
inline constexpr Share kP95 = Share::of_trillion(950'000'000'000);
inline constexpr Share kP99 = Share::of_trillion(990'000'000'000);
inline constexpr Share kP999 = Share::of_trillion(999'000'000'000);
inline constexpr Share kP9999 = Share::of_trillion(999'900'000'000);
inline constexpr Share kP99999 = Share::of_trillion(999'990'000'000);

// Whether `count` independent values have an equal-tailed 95 % interval for the p-quantile between
// two of them. Of n values a number B ~ Binomial(n, p) lies below the quantile; the smallest bounds
// it from below if P(B = 0) = (1-p)^n is at most 2.5 %, the largest from above if P(B = n) = p^n
// is. (Order statistics: David & Nagaraja, Order Statistics, section 7.1.) Values of one run are
// correlated, so this is a floor.
bool sample_supports(Share p, std::int64_t count);

// The smallest count that sample_supports(p, count) accepts: 368 for p99, 36,887 for p99.99; none
// for p = 0 and p = 1, which no sample bounds.
std::optional<std::int64_t> smallest_sample_for(Share p);

}  // namespace sim

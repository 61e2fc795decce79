// P(B > k) = I_p(k + 1, n - k): Abramowitz & Stegun 26.5.24.
#include "sim/statistics/binomial.h"

#include "sim/kernel/check.h"
#include "sim/kernel/elementary.h"

namespace sim {

Tails binomial_tails(std::int64_t hits, std::int64_t trials, double p) {
  check(trials >= 0, "the number of trials is not negative");
  check(p >= 0 && p <= 1, "a probability lies between 0 and 1");
  if (hits < 0) return {0, 1};
  if (hits >= trials) return {1, 0};
  const auto [above, below] =
      incomplete_beta(static_cast<double>(hits + 1), static_cast<double>(trials - hits), p);
  return {below, above};
}

double binomial_cdf(std::int64_t hits, std::int64_t trials, double p) {
  return binomial_tails(hits, trials, p).below;
}

std::optional<Interval> clopper_pearson(std::int64_t hits, std::int64_t trials, double level) {
  check(hits >= 0 && hits <= trials, "hits are part of the trials");
  if (trials == 0) return std::nullopt;
  const auto seen = static_cast<double>(hits);
  const auto missed = static_cast<double>(trials - hits);
  const double tail = outside_each_side(level);
  return Interval{
      .estimate = seen / static_cast<double>(trials),
      .low = hits == 0 ? 0 : beta_lower_quantile(seen, missed + 1, tail),
      .high = hits == trials ? 1 : beta_upper_quantile(seen + 1, missed, tail),
  };
}

double bound_on_unseen_probability(std::int64_t trials, double level) {
  check(trials >= 1, "a bound needs trials");
  return -expm1(log(2 * outside_each_side(level)) / static_cast<double>(trials));
}

double bound_on_unseen_rate(double exposure, double level) {
  check(exposure > 0, "a bound needs exposure");
  return -log(2 * outside_each_side(level)) / exposure;
}

}  // namespace sim

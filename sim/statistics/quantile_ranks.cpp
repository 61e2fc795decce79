// Between which of the ordered values a quantile lies, whatever the distribution.
#include "sim/statistics/quantile_ranks.h"

#include "sim/kernel/check.h"
#include "sim/statistics/binomial.h"

namespace sim {
namespace {

// Rounding must not decide where a probability is the limit exactly.
constexpr double kRounding = 1 + 1e-12;

// The smallest rank k with P(B >= k) <= tail, for B ~ Binomial(count, p); count + 1 if there is
// none below.
std::int64_t smallest_above(std::int64_t count, double p, double tail) {
  std::int64_t too_low = 0;
  std::int64_t enough = count + 1;
  while (enough - too_low > 1) {
    const std::int64_t middle = too_low + (enough - too_low) / 2;
    const double beyond = binomial_tails(middle - 1, count, p).above;
    (beyond <= tail * kRounding ? enough : too_low) = middle;
  }
  return enough;
}

}  // namespace

std::optional<QuantileRanks> quantile_ranks(std::int64_t count, Share p, double level) {
  check(count >= 0, "the number of values is not negative");
  const double tail = outside_each_side(level);
  const std::int64_t high = smallest_above(count, p.value(), tail);
  // Counted from the largest value, the j-th is the highest for the complement.
  const std::int64_t low = count + 1 - smallest_above(count, p.complement().value(), tail);
  if (low < 1 || high > count) return std::nullopt;
  const double left_out = binomial_tails(low - 1, count, p.value()).below +
                          binomial_tails(high - 1, count, p.value()).above;
  return QuantileRanks{low, high, 1 - left_out};
}

std::optional<std::int64_t> quantile_bound_rank(std::int64_t count, Share p, double level) {
  check(count >= 0, "the number of values is not negative");
  const std::int64_t rank = smallest_above(count, p.value(), 2 * outside_each_side(level));
  if (rank > count) return std::nullopt;
  return rank;
}

}  // namespace sim

// Holm's step-down adjustment.
#include "sim/statistics/holm.h"

#include <algorithm>
#include <numeric>

#include "sim/kernel/check.h"

namespace sim {

std::vector<double> holm(std::span<const double> p_values) {
  for (const double p : p_values) check(p >= 0 && p <= 1, "a p-value lies between 0 and 1");
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return p_values[i]; });
  std::vector<double> adjusted(p_values.size());
  double largest = 0;
  for (std::size_t done = 0; done < order.size(); ++done) {
    const auto left = static_cast<double>(order.size() - done);
    largest = std::max(largest, std::min(1.0, left * p_values[order[done]]));
    adjusted[order[done]] = largest;
  }
  return adjusted;
}

}  // namespace sim

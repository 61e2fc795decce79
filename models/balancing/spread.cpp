#include "models/balancing/spread.h"

#include <algorithm>
#include <cmath>

namespace models {

Spread spread_of(std::span<const double> shares) {
  double sum = 0;
  for (const double share : shares) sum += share;
  if (!(sum > 0)) return {};
  const auto count = static_cast<double>(shares.size());
  const double mean = sum / count;
  double squares = 0;
  for (const double share : shares) squares += (share - mean) * (share - mean);
  return {.deviation = std::sqrt(squares / count) / mean,
          .most = *std::ranges::max_element(shares) / mean,
          .least = *std::ranges::min_element(shares) / mean};
}

}  // namespace models

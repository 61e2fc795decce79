// The smallest number of which something holds that holds of all above it.
#pragma once

#include <limits>
#include <optional>

namespace sim::theory::detail {

// The smallest double x >= 0 with holds(x), by doubling and then halving; nothing if it holds of
// none.
template <class Statement>
std::optional<double> least_that(const Statement& holds) {
  if (holds(0.0)) return 0;
  double below = 0;
  double above = 1;
  while (!holds(above)) {
    below = above;
    above *= 2;
    if (!(above <= std::numeric_limits<double>::max())) return std::nullopt;
  }
  for (;;) {
    const double middle = below + (above - below) / 2;
    if (middle <= below || middle >= above) return above;
    (holds(middle) ? above : below) = middle;
  }
}

}  // namespace sim::theory::detail

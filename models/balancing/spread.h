// How evenly the keys are spread over the nodes.
#pragma once

#include <span>

namespace models {

// Relative to the mean: deviation is 0, most and least are 1 when all shares are equal.
struct Spread {
  double deviation = 0;  // the standard deviation over the shares themselves, not estimated
  double most = 1;
  double least = 1;
};

// Of shares of nodes that ought to have the same, for weighted nodes their shares over their
// weights. The spread of none is that of equal ones.
Spread spread_of(std::span<const double> shares);

}  // namespace models

// P-values that stay honest when many questions are asked of the same runs.
#pragma once

#include <span>
#include <vector>

namespace sim {

// Adjusted by Holm's step-down method (1979), Scandinavian Journal of Statistics 6, 65, and in the
// order given: the i-th smallest of m becomes the largest of (m - j + 1) p_(j) over j <= i, at most
// 1. Those up to alpha may be called differences, and the probability of a single wrong one is at
// most alpha.
std::vector<double> holm(std::span<const double> p_values);

}  // namespace sim

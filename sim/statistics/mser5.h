// Where the warm-up ends: the cut after which the mean is known best.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace sim {

struct WarmUp {
  std::size_t cut = 0;      // observations to leave out, a multiple of five
  std::size_t batches = 0;  // of five observations; a last partial one is dropped
  double z = 0;             // the squared standard error of what remains, but for a constant
  bool too_short = false;   // the cut wanted lies beyond the middle: lengthen the runs
};

// MSER-5: White (1997), Simulation 69, 323; White, Cobb & Spratt (2000), WSC. `averaged` holds the
// mean over replications of the first observation, the second and so on: one cut for all. With k
// batch means y the cut is the smallest d of 0 ... k/2 that minimizes
// z(d) = sum over i > d of (y_i - mean of those)^2 / (k - d)^2. It is too short if z is smaller
// still beyond k/2, the last five batches, small by chance, not counted; or, where so few are left
// beyond that none counts, if d is k/2 itself. None for fewer than five observations.
std::optional<WarmUp> mser5(std::span<const double> averaged);

}  // namespace sim

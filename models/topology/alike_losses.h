// Sums up sets of lost parts that are alike, for copy_losses.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "models/topology/copy_losses.h"

namespace models {

inline constexpr std::size_t kLossesMost = 3;

// Numbers of parts in rising order; the rest of it is kNoLoss.
using LossSet = std::array<std::uint32_t, kLossesMost>;
inline constexpr std::uint32_t kNoPart = std::numeric_limits<std::uint32_t>::max();
inline constexpr LossSet kNoLoss = {kNoPart, kNoPart, kNoPart};

// By size, each list in rising order.
using LossSets = std::array<std::vector<LossSet>, kLossesMost + 1>;

// In how many ways so many can be chosen.
double ways(std::size_t of, std::size_t chosen);

// Sets of one to `largest` parts, the most probable first, then the smallest.
std::vector<AlikeLosses> summed_up(const LossSets& sets, const CopyNodes& nodes,
                                   const std::vector<FailingPart>& parts, std::size_t largest);

}  // namespace models

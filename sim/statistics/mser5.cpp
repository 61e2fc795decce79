// MSER-5 in one pass from the end.
#include "sim/statistics/mser5.h"

#include "sim/statistics/sample.h"

namespace sim {
namespace {

constexpr std::size_t kBatch = 5;
constexpr std::size_t kTooFew = 5;  // Hoad, Robinson & Davies (2010), JORS 61, 1628

}  // namespace

std::optional<WarmUp> mser5(std::span<const double> averaged) {
  const std::size_t batches = averaged.size() / kBatch;
  if (batches == 0) return std::nullopt;
  const std::size_t middle = batches / 2;
  Sample remaining;
  std::optional<double> smallest_beyond;
  std::optional<double> smallest;
  std::size_t cut = 0;
  for (std::size_t d = batches; d-- > 0;) {
    remaining.add(*Sample(averaged.subspan(d * kBatch, kBatch)).mean());
    const auto count = static_cast<double>(batches - d);
    const double z = remaining.variance().value_or(0) * (count - 1) / (count * count);
    if (d > middle) {
      if (batches - d >= kTooFew && (!smallest_beyond || z < *smallest_beyond)) smallest_beyond = z;
    } else if (!smallest || z <= *smallest) {
      smallest = z;
      cut = d;
    }
  }
  const bool at_middle = cut == middle && cut > 0;
  return WarmUp{
      .cut = cut * kBatch,
      .batches = batches,
      .z = *smallest,
      .too_short = smallest_beyond ? *smallest_beyond < *smallest : at_middle,
  };
}

}  // namespace sim

#include "models/arrivals/flash_crowd.h"

#include <utility>
#include <vector>

namespace models {

void FlashCrowd::Spec::verify(sim::Complaints& complaints) const {
  if (peak < base) complaints.about("peak", "must be at least the base, " + sim::print(base));
  const double seconds = sim::to_seconds(at) + sim::to_seconds(rise) + sim::to_seconds(hold);
  if (seconds > sim::to_seconds(sim::kLongestDuration)) {
    complaints.here("lasts for longer than can be simulated, 100 years");
  }
}

RateCurve FlashCrowd::curve() const {
  const double base = spec_.base.per_second;
  const double peak = spec_.peak.per_second;
  const sim::Duration risen = spec_.at + spec_.rise;
  const sim::Duration over = risen + spec_.hold;
  std::vector<RatePiece> pieces;
  if (spec_.at.count() > 0) pieces.push_back({.first = base});
  if (spec_.rise.count() > 0) {
    const double slope = (peak - base) / sim::to_seconds(spec_.rise);
    pieces.push_back({.start = spec_.at, .first = base, .slope = slope});
  }
  if (spec_.hold.count() > 0) pieces.push_back({.start = risen, .first = peak});
  if (spec_.decay.count() > 0) {
    pieces.push_back({.start = over, .first = peak, .floor = base, .fade = spec_.decay});
  } else {
    pieces.push_back({.start = over, .first = base});
  }
  return RateCurve(std::move(pieces));
}

}  // namespace models

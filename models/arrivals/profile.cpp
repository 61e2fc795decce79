#include "models/arrivals/profile.h"

#include <cstddef>

namespace models {

void Profile::Spec::verify(sim::Complaints& complaints) const {
  for (std::size_t i = 1; i < points.size(); ++i) {
    const sim::Duration at = points[i].first;
    if (at < points[i - 1].first) {
      complaints.about("points", "must be in the order of time, but " + sim::print(at) +
                                     " comes after " + sim::print(points[i - 1].first));
      return;
    }
    if (i >= 2 && at == points[i - 2].first) {
      complaints.about("points", "has " + sim::print(at) +
                                     " three times; two make a jump from one rate to the other");
      return;
    }
  }
  if (repeat.count() != 0 && repeat < points.back().first) {
    complaints.about("repeat",
                     "must not be before the last point, " + sim::print(points.back().first));
  }
}

RateCurve Profile::curve() const {
  const auto& points = spec_.points;
  const bool repeats = spec_.repeat.count() != 0;
  std::vector<RatePiece> pieces;
  if (points.front().first.count() != 0) pieces.push_back({.first = points[0].second.per_second});
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto [start, rate] = points[i];
    const bool is_last = i + 1 == points.size();
    if (is_last && repeats && start == spec_.repeat) break;
    if (!is_last && points[i + 1].first == start) continue;
    RatePiece piece{.start = start, .first = rate.per_second};
    if (!is_last) {
      const double seconds = sim::to_seconds(points[i + 1].first - start);
      piece.slope = (points[i + 1].second.per_second - rate.per_second) / seconds;
    }
    pieces.push_back(piece);
  }
  return RateCurve(std::move(pieces), spec_.repeat);
}

}  // namespace models

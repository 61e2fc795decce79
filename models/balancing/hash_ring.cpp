#include "models/balancing/hash_ring.h"

#include <bit>
#include <limits>
#include <optional>
#include <utility>

#include "sim/kernel/check.h"
#include "sim/kernel/hash.h"

namespace models {

void HashRing::add(std::span<const Owner> owners) {
  if (owners.empty()) return;
  std::size_t size = points_.size();
  for (const Owner& owner : owners) size += static_cast<std::size_t>(owner.points);
  sim::check(size < std::numeric_limits<std::uint32_t>::max(), "a ring has below 2^32 points");
  points_.reserve(size);
  for (const Owner& owner : owners) {
    const std::uint64_t seed = sim::mix(owner.name, sim::hash_of("points of a ring"));
    for (std::int64_t i = 0; i < owner.points; ++i)
      points_.push_back({sim::mix(seed, static_cast<std::uint64_t>(i)), owner.number});
  }
  arrange();
}

// Sorts the points and finds the starts. The positions are hashes and so spread evenly: dealt into
// arcs of one point or fewer on average, they are almost in order.
void HashRing::arrange() {
  shift_ = 64 - static_cast<int>(std::bit_width(points_.size()));
  starts_.assign((std::size_t{1} << (64 - shift_)) + 1, 0);
  for (const Point& point : points_) ++starts_[(point.position >> shift_) + 1];
  for (std::size_t arc = 1; arc < starts_.size(); ++arc) starts_[arc] += starts_[arc - 1];

  std::vector<Point> sorted(points_.size());
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  for (const Point& point : points_) sorted[next[point.position >> shift_]++] = point;
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    for (std::size_t j = i; j > 0 && sorted[j].position < sorted[j - 1].position; --j)
      std::swap(sorted[j], sorted[j - 1]);
  }
  points_ = std::move(sorted);
}

std::vector<double> HashRing::shares(const std::vector<bool>& present) const {
  std::vector<double> shares(present.size(), 0.0);
  std::optional<std::uint64_t> first;
  std::uint64_t last = 0;
  std::uint32_t first_owner = 0;
  for (const Point& point : points_) {
    if (!present[point.owner]) continue;
    if (first) {
      shares[point.owner] += static_cast<double>(point.position - last) * 0x1p-64;
    } else {
      first = point.position;
      first_owner = point.owner;
    }
    last = point.position;
  }
  if (first) shares[first_owner] += 1.0 - static_cast<double>(last - *first) * 0x1p-64;
  return shares;
}

}  // namespace models

// A circle of 2^64 positions on which every node has points; a position belongs to the node of the
// first point at or after it (Karger et al. 1997, STOC, "consistent hashing").
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace models {

class HashRing {
 public:
  struct Owner {
    std::uint64_t name;    // a hash; the positions of the points depend on it alone
    std::uint32_t number;  // what owner() will say
    std::int64_t points;
  };

  // Adds the points of nodes that have none yet; all other points stay where they are. Takes time
  // in proportion to all points.
  void add(std::span<const Owner> owners);

  std::size_t size() const { return points_.size(); }
  std::uint64_t position(std::size_t point) const { return points_[point].position; }
  std::uint32_t owner(std::size_t point) const { return points_[point].owner; }

  // The first point at or after `position`, in constant time on average. There must be points.
  std::size_t at(std::uint64_t position) const {
    std::size_t point = starts_[position >> shift_];
    while (point < points_.size() && points_[point].position < position) ++point;
    return point < points_.size() ? point : 0;
  }
  std::size_t after(std::size_t point) const { return point + 1 < points_.size() ? point + 1 : 0; }

  // The part of the circle whose first point this is.
  double share(std::size_t point) const {
    const std::size_t before = point > 0 ? point - 1 : points_.size() - 1;
    if (before == point) return 1;
    return static_cast<double>(points_[point].position - points_[before].position) * 0x1p-64;
  }
  // The part of the circle that belongs to each number when the points of those who are not present
  // are passed over. 0 for them.
  std::vector<double> shares(const std::vector<bool>& present) const;

 private:
  struct Point {
    std::uint64_t position;
    std::uint32_t owner;
  };
  void arrange();

  std::vector<Point> points_;          // ascending
  std::vector<std::uint32_t> starts_;  // the first point in each of 2^(64 - shift_) equal arcs
  int shift_ = 63;
};

}  // namespace models

// Many loads, of which the lowest is always known: a tournament tree. A change costs O(log n), a
// question too.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace models {

class LoadTree {
 public:
  // Room for the loads 0 ... count - 1, all of them absent.
  explicit LoadTree(std::size_t count = 0)
      : leaves_(std::bit_ceil(std::max<std::size_t>(count, 1))), lowest_(2 * leaves_, kAbsent) {}

  // An absent load is never the lowest.
  void set(std::size_t index, std::optional<std::int64_t> load) {
    std::size_t node = leaves_ + index;
    lowest_[node] = load.value_or(kAbsent);
    for (node /= 2; node > 0; node /= 2) {
      const std::int64_t lowest = std::min(lowest_[2 * node], lowest_[2 * node + 1]);
      if (lowest_[node] == lowest) return;
      lowest_[node] = lowest;
    }
  }

  // The first of the lowest loads at or after `from`, or else the first of all; nothing if all are
  // absent. from < count.
  std::optional<std::size_t> lowest_from(std::size_t from) const {
    if (lowest_[1] == kAbsent) return std::nullopt;
    std::size_t node = leaves_ + from;
    if (lowest_[node] == lowest_[1]) return from;
    for (; node > 1; node /= 2) {
      const bool is_left = node % 2 == 0;
      if (is_left && lowest_[node + 1] == lowest_[1]) return first_below(node + 1);
    }
    return first_below(1);
  }

 private:
  static constexpr std::int64_t kAbsent = std::numeric_limits<std::int64_t>::max();

  std::size_t first_below(std::size_t node) const {
    while (node < leaves_) node = 2 * node + (lowest_[2 * node] == lowest_[1] ? 0 : 1);
    return node - leaves_;
  }

  std::size_t leaves_;
  std::vector<std::int64_t> lowest_;  // of node i the lower of nodes 2i and 2i + 1; the root is 1
};

}  // namespace models

// Simulated time cut into windows of one width. Windows are half-open: an instant between two
// belongs to the later one.
#pragma once

#include <cstdint>
#include <limits>

#include "sim/kernel/check.h"
#include "sim/kernel/time.h"
#include "sim/measure/wide.h"

namespace sim {

class WindowGrid {
 public:
  explicit WindowGrid(Duration width, Instant start = kStart) : start_(start) { set_width(width); }

  Instant start() const { return start_; }
  Duration width() const { return Duration{static_cast<std::int64_t>(width_)}; }
  Instant start_of(std::int64_t window) const { return start_ + window * width(); }
  Instant end_of(std::int64_t window) const { return start_of(window + 1); }

  // The instant is not before start(). Multiplies by the reciprocal, which gives the quotient or
  // one less, because dividing takes several times as long (Granlund & Montgomery 1994).
  std::int64_t window_of(Instant at) const {
    check(at >= start_, "windows begin with the grid");
    const auto offset = static_cast<std::uint64_t>((at - start_).count());
    auto window = static_cast<std::uint64_t>((static_cast<Uint128>(offset) * reciprocal_) >> 64);
    if (offset - window * width_ >= width_) ++window;
    return static_cast<std::int64_t>(window);
  }

  // Window i becomes half of window i / 2.
  void double_width() { set_width(2 * width()); }

  bool operator==(const WindowGrid&) const = default;

 private:
  void set_width(Duration width) {
    check(width > Duration::zero(), "a window has a width");
    width_ = static_cast<std::uint64_t>(width.count());
    reciprocal_ = std::numeric_limits<std::uint64_t>::max() / width_;
  }

  Instant start_;
  std::uint64_t width_ = 0;
  std::uint64_t reciprocal_ = 0;
};

}  // namespace sim

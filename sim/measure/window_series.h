// One total per window of simulated time over the whole run, in bounded memory: when the run
// outgrows the windows, their width doubles and pairs of them are merged.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/kernel/check.h"
#include "sim/kernel/time.h"
#include "sim/measure/window_grid.h"

namespace sim {

inline constexpr std::int64_t kTimelineWindows = 600;

// The width of the windows at first, and how many there may be.
struct TimelineSpec {
  Duration width{};
  std::int64_t limit = kTimelineWindows;

  bool operator==(const TimelineSpec&) const = default;
};

// The smallest width that people read easily (1, 2, 5, 10 ... of milliseconds or seconds, then
// usual numbers of minutes, hours and days) with which `windows` windows hold the run.
Duration readable_width(Duration run, std::int64_t windows = kTimelineWindows);

// Total is a value with merge(const Total&), for which order does not matter.
template <class Total>
class WindowSeries {
 public:
  // `empty` is what a window holds before anything happens in it.
  explicit WindowSeries(TimelineSpec spec, Total empty = Total{})
      : limit_(spec.limit), grid_(spec.width), empty_(std::move(empty)) {
    check(spec.limit > 0, "a timeline has windows");
  }

  // The total of the window in which an instant lies. Valid until the next call.
  Total& at(Instant instant) {
    auto window = static_cast<std::size_t>(grid_.window_of(instant));
    if (window >= windows_.size()) [[unlikely]]
      window = make_room_for(instant);
    return windows_[window];
  }

  // Covers the run, of which `end` is no longer part: quiet windows at its end appear too.
  void finish(Instant end) {
    if (end > grid_.start()) at(end - Duration{1});
  }

  // Adds up with another of the same spec, window by window, at the wider width of the two.
  void merge(const WindowSeries& other) {
    check(limit_ == other.limit_, "timelines of one spec are merged");
    WindowSeries added = other;
    while (grid_.width() < added.grid_.width()) double_width();
    while (added.grid_.width() < grid_.width()) added.double_width();
    check(grid_ == added.grid_, "timelines of one spec are merged");
    windows_.resize(std::max(windows_.size(), added.windows_.size()), empty_);
    for (std::size_t i = 0; i < added.windows_.size(); ++i) windows_[i].merge(added.windows_[i]);
  }

  const std::vector<Total>& windows() const { return windows_; }
  const WindowGrid& grid() const { return grid_; }

  bool operator==(const WindowSeries&) const = default;

 private:
  std::size_t make_room_for(Instant instant) {
    while (grid_.window_of(instant) >= limit_) double_width();
    const auto window = static_cast<std::size_t>(grid_.window_of(instant));
    if (window >= windows_.size()) windows_.resize(window + 1, empty_);
    return window;
  }

  void double_width() {
    for (std::size_t i = 1; i < windows_.size(); ++i) {
      const Total moved = std::exchange(windows_[i], empty_);
      windows_[i / 2].merge(moved);
    }
    windows_.resize((windows_.size() + 1) / 2, empty_);
    grid_.double_width();
  }

  std::int64_t limit_;
  WindowGrid grid_;
  Total empty_;
  std::vector<Total> windows_;
};

}  // namespace sim

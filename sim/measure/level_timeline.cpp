#include "sim/measure/level_timeline.h"

namespace sim {

void LevelTimeline::finish(Instant end) {
  check(end >= since_, "a gauge never looks back");
  if (end > window_end_) fill_windows_before(end - Duration{1});
  hold_until(end);
  store_window();
}

// Ends each window that is over, and begins the one in which `now` lies.
void LevelTimeline::fill_windows_before(Instant now) {
  while (now >= window_end_) {
    hold_until(window_end_);
    store_window();
    window_start_ = window_end_;
    window_.max = level_;
    window_end_ = series_.grid().end_of(series_.grid().window_of(window_start_));
  }
}

// What lasted no time is of no window: it is at the end of the run, which is no part of it.
void LevelTimeline::store_window() {
  if (window_.span > Duration::zero()) series_.at(window_start_).merge(window_);
  window_ = LevelTotal{};
}

}  // namespace sim

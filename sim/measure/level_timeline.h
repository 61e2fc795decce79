// A gauge over the run, for charts: mean and highest level per window of simulated time.
#pragma once

#include <cstdint>

#include "sim/kernel/check.h"
#include "sim/kernel/time.h"
#include "sim/measure/level_total.h"
#include "sim/measure/wide.h"
#include "sim/measure/window_series.h"

namespace sim {

// Begins at the start of the run with level 0.
class alignas(64) LevelTimeline {
 public:
  explicit LevelTimeline(TimelineSpec spec) : series_(spec) {}

  void set(Instant now, std::int64_t level) {
    check(level >= 0, "a level is never negative");
    check(now >= since_, "a gauge never looks back");
    if (now >= window_end_) [[unlikely]]
      fill_windows_before(now);
    hold_until(now);
    level_ = level;
    if (level > window_.max) [[unlikely]]
      window_.max = level;
  }

  void change(Instant now, std::int64_t delta) { set(now, level_ + delta); }

  // Covers the run, of which `end` is no longer part: the last call before series() is read.
  void finish(Instant end);

  std::int64_t level() const { return level_; }
  // To be merged over replications.
  const WindowSeries<LevelTotal>& series() const { return series_; }

  bool operator==(const LevelTimeline&) const = default;

 private:
  void hold_until(Instant now) {
    const auto nanoseconds = static_cast<std::uint64_t>((now - since_).count());
    window_.area += static_cast<Uint128>(static_cast<std::uint64_t>(level_)) * nanoseconds;
    window_.span += now - since_;
    since_ = now;
  }
  void fill_windows_before(Instant now);
  void store_window();

  LevelTotal window_;  // from window_start_ on; joins the series when the next one begins
  Instant since_ = kStart;
  Instant window_end_ = kStart;
  std::int64_t level_ = 0;
  Instant window_start_ = kStart;
  WindowSeries<LevelTotal> series_;
};

}  // namespace sim

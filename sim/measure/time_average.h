// A gauge over simulated time: cores busy, length of a line, requests inside. Its level is never
// negative and its mean is weighted with how long each level lasted.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/kernel/check.h"
#include "sim/kernel/time.h"
#include "sim/measure/level_total.h"
#include "sim/measure/wide.h"

namespace sim {

class TimeAverage {
 public:
  explicit TimeAverage(Instant began = kStart) : began_(began), since_(began) {}

  void set(Instant now, std::int64_t level) {
    check(level >= 0, "a level is never negative");
    area_ += area_since_last_change(now);
    since_ = now;
    level_ = level;
    if (level > max_) [[unlikely]]
      max_ = level;
  }

  void change(Instant now, std::int64_t delta) { set(now, level_ + delta); }

  // Forgets what was gathered and keeps the level, which is then also the largest so far.
  void reset(Instant now) {
    check(now >= since_, "a gauge never looks back");
    area_ = 0;
    began_ = now;
    since_ = now;
    max_ = level_;
  }

  std::int64_t level() const { return level_; }
  // The highest level, even one that lasted no time.
  std::int64_t max() const { return max_; }
  // Level times nanoseconds.
  Uint128 integral(Instant now) const { return area_ + area_since_last_change(now); }
  // None if no time has passed.
  std::optional<double> mean(Instant now) const { return total(now).mean(); }
  // To be merged over replications.
  LevelTotal total(Instant now) const {
    return {.area = integral(now), .span = now - began_, .max = max_};
  }

  // For those who need the whole past as well: what came after `earlier`, a total() taken when
  // restart_max() was called.
  LevelTotal total_since(const LevelTotal& earlier, Instant now) const {
    const LevelTotal all = total(now);
    return {.area = all.area - earlier.area, .span = all.span - earlier.span, .max = max_};
  }
  void restart_max() { max_ = level_; }

  bool operator==(const TimeAverage&) const = default;

 private:
  Uint128 area_since_last_change(Instant now) const {
    check(now >= since_, "a gauge never looks back");
    return static_cast<Uint128>(static_cast<std::uint64_t>(level_)) *
           static_cast<std::uint64_t>((now - since_).count());
  }

  Uint128 area_ = 0;
  Instant began_;
  Instant since_;
  std::int64_t level_ = 0;
  std::int64_t max_ = 0;
};

}  // namespace sim

// What happened when, for charts and timeline.csv: named sums per window of simulated time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/kernel/check.h"
#include "sim/kernel/time.h"
#include "sim/measure/wide.h"
#include "sim/measure/window_series.h"

namespace sim {

// The sums of one window, a column each.
class SumRow {
 public:
  // A column: the place of its name among those of the timeline.
  enum class Series : std::size_t {};

  explicit SumRow(std::size_t columns = 0) : sums_(columns) {}

  // `amount` is not negative.
  void add(Series series, std::int64_t amount = 1) {
    sums_[static_cast<std::size_t>(series)] += static_cast<std::uint64_t>(amount);
  }
  Uint128 operator[](Series series) const { return sums_[static_cast<std::size_t>(series)]; }

  void merge(const SumRow& other) {
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += other.sums_[i];
  }

  bool operator==(const SumRow&) const = default;

 private:
  std::vector<Uint128> sums_;
};

class Timeline {
 public:
  using Series = SumRow::Series;

  Timeline(TimelineSpec spec, std::vector<std::string> names)
      : names_(std::move(names)), rows_(spec, SumRow(names_.size())) {}

  // The column of that name, which must be there: to be looked up once.
  Series series(const std::string& name) const {
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (names_[i] == name) return Series{i};
    check(false, "a timeline knows its series by name");
    return Series{};
  }

  // The sums of the window in which an instant lies, to be added to; valid until the next call.
  SumRow& at(Instant instant) { return rows_.at(instant); }

  // Covers the run, of which `end` is no longer part.
  void finish(Instant end) { rows_.finish(end); }

  // Adds up with another of the same spec and names, window by window.
  void merge(const Timeline& other) {
    check(names_ == other.names_, "timelines of the same series are merged");
    rows_.merge(other.rows_);
  }

  const std::vector<std::string>& names() const { return names_; }
  std::size_t windows() const { return rows_.windows().size(); }
  const WindowGrid& grid() const { return rows_.grid(); }
  // Of counts.
  std::int64_t amount(Series series, std::size_t window) const {
    return static_cast<std::int64_t>(sum(series, window));
  }
  // Of anything, money too.
  Uint128 sum(Series series, std::size_t window) const { return rows_.windows()[window][series]; }

  bool operator==(const Timeline&) const = default;

 private:
  std::vector<std::string> names_;
  WindowSeries<SumRow> rows_;
};

}  // namespace sim

// Availability as users live through it: time is cut into windows, what is due in a window is
// judged together, and a window in which too little went well is down.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/kernel/time.h"
#include "sim/measure/share.h"
#include "sim/measure/window_grid.h"

namespace sim {

// What the windows of a run, or of several, came to.
struct OutageTotals {
  std::int64_t judged = 0;            // windows in which anything counted
  std::int64_t down = 0;              // of these
  std::int64_t longest_run = 0;       // of down windows with no good one among them
  std::int64_t unfinished = 0;        // due, but not ended when the run did
  Duration down_time{};               // covered by the down windows
  std::optional<Instant> down_first;  // start of the first down window
  std::optional<Instant> down_last;   // end of the last down window

  // Over replications: counts and times add up, the longest run and the outermost instants stay.
  void merge(const OutageTotals& other);

  bool operator==(const OutageTotals&) const = default;
};

// Each intent is announced with due(), in order of due instants, and ended once. Its window is that
// of its due instant, however late it ends. A window is down if, of those of its intents that
// count, the share that ended well is below the objective. Windows in which nothing counts are
// neutral: they neither end nor lengthen a run of down windows. Intents due before `start` are left
// out, so that a warm-up may be told like the rest.
//
// Memory spans the windows from the oldest with an intent under way to the newest.
class OutageWindows {
 public:
  enum class Ending { good, bad, not_counted };

  OutageWindows(Duration width, Share objective, Instant start = kStart)
      : grid_(width, start), objective_(objective), newest_due_(start) {}

  void due(Instant at);
  void ended(Instant due, Ending ending);
  // For intents still under way when the run ends, if the caller can tell: they do not count.
  void unfinished(Instant due);

  // Judges the windows still open at the end of the run, the last of them shortened to it. Intents
  // that have not ended are unfinished. A run may end before the first window begins.
  void finish(Instant end);

  // Of the windows judged so far: of all, after finish().
  const OutageTotals& totals() const { return totals_; }

  bool operator==(const OutageWindows&) const = default;

 private:
  struct Window {
    std::int64_t under_way = 0;
    std::int64_t counted = 0;
    std::int64_t good = 0;

    bool operator==(const Window&) const = default;
  };

  Window& open_window(std::int64_t window) {
    return ring_[static_cast<std::size_t>(window) & (ring_.size() - 1)];
  }
  void open_through(std::int64_t window);
  void make_room_for(std::int64_t windows);
  void settle_oldest(Instant horizon);
  void judge(const Window& window, Instant from, Instant to);

  WindowGrid grid_;
  Share objective_;
  Instant newest_due_;
  std::int64_t oldest_ = 0;   // the first window that is still open
  std::int64_t newest_ = -1;  // the last window in which anything was due
  std::vector<Window> ring_;  // window i is at i modulo its size, a power of two; unused ones empty
  std::int64_t run_ = 0;      // down windows since the last good one
  OutageTotals totals_;
};

inline void OutageWindows::due(Instant at) {
  if (at < grid_.start()) return;
  check(at >= newest_due_, "intents are announced in the order in which they are due");
  newest_due_ = at;
  const std::int64_t window = grid_.window_of(at);
  if (window > newest_) [[unlikely]]
    open_through(window);
  ++open_window(window).under_way;
}

inline void OutageWindows::ended(Instant due, Ending ending) {
  if (due < grid_.start()) return;
  const std::int64_t number = grid_.window_of(due);
  check(number >= oldest_ && number <= newest_, "an intent was due before it ends");
  Window& window = open_window(number);
  check(window.under_way > 0, "an intent ends once");
  --window.under_way;
  if (ending != Ending::not_counted) ++window.counted;
  if (ending == Ending::good) ++window.good;
  if (window.under_way == 0 && number == oldest_) [[unlikely]]
    while (oldest_ < newest_ && open_window(oldest_).under_way == 0) settle_oldest(Instant::max());
}

}  // namespace sim

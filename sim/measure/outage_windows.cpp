#include "sim/measure/outage_windows.h"

#include <algorithm>
#include <bit>

namespace sim {
namespace {

constexpr std::size_t kSmallestRing = 8;

}  // namespace

void OutageTotals::merge(const OutageTotals& other) {
  judged += other.judged;
  down += other.down;
  longest_run = std::max(longest_run, other.longest_run);
  unfinished += other.unfinished;
  down_time += other.down_time;
  if (other.down == 0) return;
  down_first = std::min(down_first.value_or(Instant::max()), *other.down_first);
  down_last = std::max(down_last.value_or(Instant::min()), *other.down_last);
}

void OutageWindows::unfinished(Instant due) {
  if (due < grid_.start()) return;
  ended(due, Ending::not_counted);
  ++totals_.unfinished;
}

void OutageWindows::finish(Instant end) {
  if (end < grid_.start()) return;
  check(end >= newest_due_, "nothing is due after the end of a run");
  for (; oldest_ <= newest_; settle_oldest(end))
    totals_.unfinished += open_window(oldest_).under_way;
}

// The windows in between are open as well: they hold nothing.
void OutageWindows::open_through(std::int64_t window) {
  while (oldest_ <= newest_ && open_window(oldest_).under_way == 0) settle_oldest(Instant::max());
  if (oldest_ > newest_) oldest_ = window;
  newest_ = window;
  make_room_for(newest_ - oldest_ + 1);
}

void OutageWindows::make_room_for(std::int64_t windows) {
  const auto needed = static_cast<std::size_t>(windows);
  if (needed <= ring_.size()) return;
  std::vector<Window> wider(std::max(kSmallestRing, std::bit_ceil(needed)));
  const std::int64_t kept = std::min(static_cast<std::int64_t>(ring_.size()), windows);
  for (std::int64_t window = oldest_; window < oldest_ + kept; ++window)
    wider[static_cast<std::size_t>(window) & (wider.size() - 1)] = open_window(window);
  ring_ = std::move(wider);
}

void OutageWindows::settle_oldest(Instant horizon) {
  Window& window = open_window(oldest_);
  judge(window, grid_.start_of(oldest_), std::min(grid_.end_of(oldest_), horizon));
  window = Window{};
  ++oldest_;
}

void OutageWindows::judge(const Window& window, Instant from, Instant to) {
  if (window.counted == 0) return;
  ++totals_.judged;
  if (!objective_.is_missed_by(window.good, window.counted)) {
    run_ = 0;
    return;
  }
  ++totals_.down;
  ++run_;
  totals_.longest_run = std::max(totals_.longest_run, run_);
  totals_.down_time += to - from;
  if (!totals_.down_first) totals_.down_first = from;
  totals_.down_last = to;
}

}  // namespace sim

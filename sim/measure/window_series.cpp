#include "sim/measure/window_series.h"

#include <array>

namespace sim {

Duration readable_width(Duration run, std::int64_t windows) {
  constexpr std::array<Duration, 30> kWidths = {
      1ms,   2ms, 5ms, 10ms, 20ms, 50ms, 100ms, 200ms, 500ms,   1s,
      2s,    5s,  10s, 20s,  30s,  1min, 2min,  5min,  10min,   20min,
      30min, 1h,  2h,  3h,   6h,   12h,  24h,   48h,   7 * 24h, 28 * 24h};
  check(windows > 0, "a timeline has windows");
  for (const Duration width : kWidths)
    if (run <= windows * width) return width;
  Duration width = kWidths.back();
  while (run > windows * width) width *= 2;
  return width;
}

}  // namespace sim

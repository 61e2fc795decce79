// Measurements of runs that never took place, window by window as a test wants them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/measure/measurements.h"

namespace sim {

// What is due in a window of a second, and what became of it.
struct Second {
  std::int64_t offered = 100;
  std::int64_t good = 100;
  std::int64_t bad = 0;
  std::int64_t attempts = 100;
  std::int64_t under_way = 10;
  std::int64_t busy_cores = 2;  // of 4
  std::int64_t in_line = 0;
  std::int64_t lost = 0;
  std::int64_t at_risk = 0;  // cents
};

// One flow "pay" and one station "ledger" of 4 cores; `second(i)` says what window i is like.
inline Measurements run_of(std::size_t seconds, const std::function<Second(std::size_t)>& second,
                           Duration warmup = 0s) {
  Measurements run;
  run.warmup_end = kStart + warmup;
  run.end = kStart + static_cast<std::int64_t>(seconds) * 1s;
  TimelineMeasurements& timeline = run.timeline;
  timeline.window = 1s;
  const TimelineSpec spec{.width = 1s};
  timeline.flows.emplace_back(spec, std::vector<std::string>{"offered", "good", "bad", "declined",
                                                             "attempts", "lost", "at_risk"});
  timeline.latency.emplace_back(spec);
  timeline.busy.resize(1);
  timeline.line.resize(1);
  timeline.in_service.resize(1);
  Timeline& pay = timeline.flows[0];
  for (std::size_t i = 0; i < seconds; ++i) {
    const Second each = second(i);
    const Instant at = kStart + static_cast<std::int64_t>(i) * 1s;
    pay.at(at).add(pay.series("offered"), each.offered);
    pay.at(at).add(pay.series("good"), each.good);
    pay.at(at).add(pay.series("bad"), each.bad);
    pay.at(at).add(pay.series("attempts"), each.attempts);
    pay.at(at).add(pay.series("lost"), each.lost);
    pay.at(at).add(pay.series("at_risk"), each.at_risk);
    timeline.under_way.push_back(each.under_way);
    timeline.busy[0].push_back(
        {.area = static_cast<Uint128>(each.busy_cores) * 1'000'000'000, .span = 1s, .max = 0});
    timeline.in_service[0].push_back({.area = 1'000'000'000, .span = 1s, .max = 1});
    timeline.line[0].push_back(
        {.area = static_cast<Uint128>(each.in_line) * 1'000'000'000 + 500'000'000,
         .span = 1s,
         .max = 0});
  }
  run.flows.emplace_back().name = "pay";
  StationMeasurements& station = run.stations.emplace_back();
  station.name = "ledger";
  station.nodes.push_back({.name = "ledger/0",
                           .cores = 4,
                           .served = 0,
                           .busy = {},
                           .line = {},
                           .threads = {},
                           .in_service = {}});
  return run;
}

inline EventMeasurements crash(Duration at, Duration until) {
  EventMeasurements event;
  event.what = "crash ledger/0";
  event.at = kStart + at;
  event.until = kStart + until;
  return event;
}

}  // namespace sim

// What one run writes down about a store: something that keeps copies of what is written.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/kernel/time.h"
#include "sim/measure/latency_histogram.h"
#include "sim/measure/level_total.h"
#include "sim/measure/wide.h"

namespace sim {

// Shards that lost the same leader at one time and got the same next one.
struct FailoverMeasurements {
  Instant at;        // since when the old leader was gone
  Instant promoted;  // since when the new one leads
  std::string from;
  std::string to;
  std::int64_t shards = 0;
  std::int64_t lost_writes = 0;  // acknowledged
  Duration lost_since{};         // how long before `at` the first of these was written
};

struct StoreMeasurements {
  static constexpr std::size_t kFailoversMost = 100;

  std::string name;
  std::int64_t shards = 0;
  std::int64_t copies = 0;        // of each
  double largest_share = 0;       // what the node with most keys has, relative to the mean
  std::int64_t reads = 0;         // answered
  std::int64_t stale_reads = 0;   // of these, without the latest write
  std::int64_t writes = 0;        // acknowledged
  std::int64_t repeated = 0;      // of these, recognised as done before
  std::int64_t apart_writes = 0;  // of these, taken by a leader that had been replaced
  std::int64_t lost_writes = 0;   // acknowledged, and not to be found any more
  std::int64_t lost_intents = 0;  // told that all is done, with a write among these
  Uint128 lost_money = 0;
  LatencyHistogram lag{Resolution::fine};  // until another copy has a write, for each
  LevelTotal without_leader;               // shards that nobody leads
  std::vector<FailoverMeasurements> failovers;
  std::int64_t failovers_left_out = 0;
  std::vector<LevelTotal> disks;  // busy, by node; none if as fast as is needed
};

}  // namespace sim

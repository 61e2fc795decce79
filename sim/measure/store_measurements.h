// What one run writes down about a store: something that keeps copies of what is written.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
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

// Shards all of whose copies had lost their data at one time.
struct LossMeasurements {
  Instant at;
  std::optional<Instant> restored;  // since when all of these are led again; none: never
  std::int64_t shards = 0;
  std::int64_t restored_shards = 0;
  std::int64_t lost_writes = 0;  // acknowledged
  Duration lost_since{};         // how old what was restored was when the rest was lost
};

// What was made of one kind of backups.
struct BackupMeasurements {
  enum class Kind : std::uint8_t { full, incremental, log };

  std::int64_t made = 0;
  std::int64_t in_part = 0;  // some shards could not be read
  std::uint64_t bytes = 0;
  Duration longest{};
};

struct StoreMeasurements {
  static constexpr std::size_t kFailoversMost = 100;
  static constexpr std::size_t kLossesMost = 100;

  std::string name;
  std::int64_t shards = 0;
  std::int64_t copies = 0;         // of each
  double largest_share = 0;        // what the node with most keys has, relative to the mean
  std::int64_t reads = 0;          // answered
  std::int64_t stale_reads = 0;    // of these, without the latest write
  std::int64_t missing_reads = 0;  // of these, by copies that had no data yet
  std::int64_t writes = 0;         // acknowledged
  std::int64_t repeated = 0;       // of these, recognised as done before
  std::int64_t apart_writes = 0;   // of these, taken by a leader that had been replaced
  std::int64_t lost_writes = 0;    // acknowledged, and not to be found any more
  std::int64_t lost_intents = 0;   // told that all is done, with a write among these
  Uint128 lost_money = 0;
  LatencyHistogram lag{Resolution::fine};  // until another copy has a write, for each
  LevelTotal without_leader;               // shards that nobody leads
  std::vector<FailoverMeasurements> failovers;
  std::int64_t failovers_left_out = 0;
  // The longest of a run; of several runs added up. Until writes that nobody has any more had been
  // written, and until shards are led again: by another copy, or from a backup.
  Duration recovery_point{};
  Duration recovery_time{};
  std::vector<LossMeasurements> losses;
  std::int64_t losses_left_out = 0;
  std::optional<std::array<BackupMeasurements, 3>> backups;  // by kind; none: the store has none
  std::uint64_t streamed = 0;     // bytes, to copies that had lost theirs or had fallen behind
  std::vector<LevelTotal> disks;  // busy, by node; none if as fast as is needed
};

}  // namespace sim

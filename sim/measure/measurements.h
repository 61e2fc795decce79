// What one run writes down: plain values, filled in by the models, read by reports. Flows are what
// is asked for, stations what serves; who they are is only known by their names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/kernel/time.h"
#include "sim/measure/audit.h"
#include "sim/measure/latency_histogram.h"
#include "sim/measure/latency_timeline.h"
#include "sim/measure/level_total.h"
#include "sim/measure/outage_windows.h"
#include "sim/measure/queue_measurements.h"
#include "sim/measure/store_measurements.h"
#include "sim/measure/tally.h"
#include "sim/measure/timeline.h"
#include "sim/measure/wide.h"

namespace sim {

// Sums over a run of what was due within it. What is said of a flow can be said of a slice of it: a
// part of its payments that is measured by itself, because somebody asks for it.
struct FlowMeasurements {
  std::string name;
  IntentCounts intents;
  std::int64_t attempts = 0;                    // made by the payers for these intents
  std::map<std::string, std::int64_t> reasons;  // why intents that were not good were not
  LatencyHistogram latency{Resolution::fine};   // of approved and declined, from when they were due
  OutageTotals outages;
  std::vector<Uint128> spent;  // nanoseconds at each place, in the order of `places`
  std::optional<std::string> currency;
  Uint128 money_approved = 0;            // minor units
  Uint128 money_at_risk = 0;             // of failed and unknown intents
  std::optional<Audit> audit;            // if anything is written for its intents
  std::optional<Duration> time;          // of a slice: how long its part of the time was
  std::vector<FlowMeasurements> slices;  // without `spent`, and without slices of their own
};

struct NodeMeasurements {
  std::string name;
  std::int64_t cores = 0;  // 0: as many as are needed
  std::int64_t served = 0;
  LevelTotal busy;        // cores
  LevelTotal line;        // waiting for a thread or a core; max: in the longer line
  LevelTotal threads;     // held
  LevelTotal in_service;  // 1 while it can serve: up, heard, and not scaled away
};

struct StationMeasurements {
  std::string name;
  bool external = false;
  std::int64_t threads_per_node = 0;  // 0: as many as are needed
  std::int64_t arrived = 0;
  std::int64_t served = 0;    // answered as asked, or declined
  std::int64_t failed = 0;    // answered with a failure: what it needed was not to be had
  std::int64_t rejected = 0;  // the line was full
  std::int64_t shed = 0;
  std::int64_t expired = 0;
  std::int64_t refused = 0;        // the node was down
  std::int64_t lost = 0;           // with a node, or on the way to one that is silent
  std::int64_t no_connection = 0;  // calls that did not get a connection in time
  std::int64_t cut_over = 0;       // calls about keys that went from one unit to another
  std::int64_t too_late = 0;  // of those served or failed: nobody waited for the answer any more
  Uint128 work_wasted = 0;    // nanoseconds on cores for answers that came too late
  LatencyHistogram wait{Resolution::fine};  // in line, per request
  LatencyHistogram stay{Resolution::fine};  // from coming in to the answer
  std::vector<NodeMeasurements> nodes;
};

// A lock service: what those came to who asked it for locks.
struct LockMeasurements {
  std::string name;
  std::int64_t acquired = 0;           // all that were asked for together
  std::int64_t gave_up = 0;            // waited in line for too long
  std::int64_t unavailable = 0;        // the service did not answer
  std::int64_t went_without = 0;       // likewise, and went on without a lock
  std::int64_t expired = 0;            // sessions
  std::int64_t violations = 0;         // began under a lock while somebody else was at it
  std::int64_t stale_let_through = 0;  // writes that came after one under a later lock
  std::int64_t stale_refused = 0;
  std::int64_t deadlocks = 0;  // circles of those who wait for each other
  std::int64_t herd = 0;       // the most users that asked for a new session at once
  std::int64_t elections = 0;
  Duration without_leader{};                // when nobody could grant or release a lock
  LatencyHistogram wait{Resolution::fine};  // from asking to being granted, or giving up
  LatencyHistogram hold{Resolution::fine};  // from then to letting go
};

// Something that holds answers, so that they need not be found out again.
struct CacheMeasurements {
  std::string name;
  std::int64_t hits = 0;
  std::int64_t misses = 0;     // what was looked up and was not there, or too old
  std::int64_t coalesced = 0;  // of the misses: waited for somebody who was about to store it
  std::int64_t evictions = 0;  // entries that had to make room
};

// What carries data: a link in one direction, or the interfaces of all nodes of one kind.
struct WireMeasurements {
  std::string name;
  std::uint64_t bytes = 0;
  std::vector<LevelTotal> busy;  // 1 while something is on it, each for itself
};

// Something that went wrong, or was done by operators, for a time.
struct EventMeasurements {
  std::string what;
  Instant at;
  std::optional<Instant> until;      // null: not over by the end of the run
  std::optional<Instant> detected;   // when callers first stopped sending to a victim
  std::optional<Instant> recovered;  // when callers sent to all of them again
  bool is_failure = true;
  bool is_watched = true;          // health checks of nodes could have noticed it
  std::int64_t payments_lost = 0;  // failed or unknown, of those due from `at` to `recovered`
  Uint128 money_at_risk = 0;       // of these, in minor units
};

// A recorded load, as it was read.
struct RecordingMeasurements {
  std::string file;
  std::int64_t rows = 0;
  std::int64_t skipped = 0;
  std::string first_complaint;  // about a row that was skipped
};

// Windows over the whole run, warm-up included.
struct TimelineMeasurements {
  Duration window{};
  // By due time: offered, good, bad, declined, attempts; lost (failed or unknown), and the money of
  // these (at_risk).
  std::vector<Timeline> flows;
  std::vector<LatencyTimeline> latency;             // per flow, by due time
  std::vector<std::vector<LevelTotal>> busy;        // cores, per station and window
  std::vector<std::vector<LevelTotal>> line;        // waiting, per station and window
  std::vector<std::vector<LevelTotal>> in_service;  // nodes, per station and window
  std::vector<std::int64_t> under_way;              // intents, at the end of each window
  std::vector<std::vector<std::int64_t>> backlog;   // messages, likewise, per queue
};

struct Measurements {
  std::int64_t runs = 1;  // that are added up here
  Instant warmup_end;
  Instant end;
  std::uint64_t events = 0;
  std::uint64_t fingerprint = 0;
  std::vector<std::string> places;
  std::vector<FlowMeasurements> flows;
  std::vector<StationMeasurements> stations;
  std::vector<StoreMeasurements> stores;
  std::vector<LockMeasurements> locks;
  std::vector<CacheMeasurements> caches;
  std::vector<QueueMeasurements> queues;
  std::vector<WireMeasurements> wires;
  std::vector<EventMeasurements> timeline_events;
  std::int64_t events_left_out = 0;  // of timeline_events, beyond the first so many
  TimelineMeasurements timeline;
  std::vector<RecordingMeasurements> recordings;
  std::vector<std::string> stalled;  // who waited where when nothing could happen any more
};

}  // namespace sim

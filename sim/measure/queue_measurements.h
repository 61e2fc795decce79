// What one run writes down about a queue: something that keeps messages until they are consumed.
#pragma once

#include <cstdint>
#include <string>

#include "sim/kernel/time.h"
#include "sim/measure/latency_histogram.h"
#include "sim/measure/level_total.h"

namespace sim {

struct QueueMeasurements {
  std::string name;
  std::int64_t published = 0;     // taken in
  std::int64_t refused = 0;       // there was no room
  std::int64_t consumed = 0;      // for the first time, each message once
  std::int64_t redelivered = 0;   // deliveries after the first
  std::int64_t dead_letters = 0;  // given up after so many deliveries
  LevelTotal backlog;             // messages taken in, and neither consumed nor given up
  std::int64_t backlog_at_end = 0;
  std::int64_t consumers = 0;               // that there are
  LevelTotal consuming;                     // consumers at work
  Duration oldest{};                        // the longest that a message was in the backlog
  LatencyHistogram wait{Resolution::fine};  // from being taken in to the first delivery
  LatencyHistogram time{Resolution::fine};  // from being taken in to being consumed
};

}  // namespace sim

// Independent runs of one scenario, until they are as many or as precise as it asks.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario.h"
#include "models/world.h"
#include "sim/measure/measurements.h"
#include "sim/statistics/sequential_stop.h"

namespace sim {

struct StudyOptions {
  std::int64_t jobs = 1;  // runs at a time; no result depends on it
  std::optional<std::chrono::duration<double>> time_limit{};  // for all of it
  bool verify = false;                                        // each run twice
  std::function<bool()> is_interrupted{};                     // asked on any thread; may be empty
  std::function<void(double)> show{};                         // progress from 0 to 1; may be empty
  models::World::Recorder recorder{};                         // of the first run; may be empty
};

enum class Ended {
  as_planned,   // so many runs as were asked for
  precise,      // the precision was reached
  not_precise,  // it was not, with the most runs allowed
  piled_up,     // too many payments were under way in one of them
  out_of_time,  // the time limit
  interrupted,
  wrong_input,  // a recorded load turned out to be wrong
  differed,     // two runs of the same replication did
};

struct WarmUpFound {
  Duration cut{};
  bool too_short = false;  // no end of the warm-up was seen
  std::string reason{};    // a sentence; empty if the scenario says how long
};

struct Study {
  std::vector<Measurements> runs;  // in the order of their replications
  Ended ended = Ended::as_planned;
  WarmUpFound warm_up;
  Duration duration{};  // of each run, as lengthened
  std::string trouble;  // a sentence, where the input is wrong or runs differ: then no runs
};

// What has to be precise, from the runs so far.
using Goals = std::function<std::vector<Goal>(const std::vector<Measurements>&)>;

// Runs that were not finished when time was up or the user interrupted are left out, and those
// after the first such; a first run that was not finished is told as far as it came.
Study replicate(const models::Scenario& scenario, const Goals& goals, const StudyOptions& options);

}  // namespace sim

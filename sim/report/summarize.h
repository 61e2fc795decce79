// From what a run wrote down to what it came to.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/input/value.h"
#include "sim/kernel/time.h"
#include "sim/report/report.h"
#include "sim/report/runs.h"
#include "sim/theory/system_theory.h"

namespace sim {

// What the load asks of a station, as those know who know the models. In core-seconds a second.
struct Offered {
  std::string station;
  double work = 0;          // at the mean load over the measured time
  double highest_work = 0;  // at the highest load in it
  double capacity = 0;      // cores times speed; 0: as much as is needed
};

// What measurements do not tell.
struct RunFacts {
  std::string version;   // of Headroom
  std::string scenario;  // its name
  std::string question;
  std::string sha256;  // of the resolved scenario
  Value resolved;
  std::uint64_t seed = 0;
  Duration duration{};                    // asked for
  std::string warmup_reason{};            // a sentence: how it was found; empty if it was given
  bool warmup_is_too_short = false;       // no end of it was seen
  std::string ended = "horizon reached";  // or "interrupted", or why it was given up
  bool piled_up = false;                  // given up because too many payments were under way
  std::vector<Offered> offered;
  theory::SystemFacts system{};
  std::vector<ObjectiveReport> objectives;  // as judged
};

// Breaks off if the books of a flow do not balance.
Report summarize(const Runs& runs, const RunFacts& facts);

}  // namespace sim

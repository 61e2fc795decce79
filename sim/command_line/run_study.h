// What every command does that runs scenarios.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "models/scenario.h"
#include "sim/command_line/command_line.h"
#include "sim/report/summarize.h"
#include "sim/study/replications.h"

namespace sim {

struct StudyRequest {
  std::int64_t jobs = 1;
  bool quiet = false;  // no progress on stderr
  bool verify = false;
  std::optional<double> time_limit{};  // seconds
  models::World::Recorder recorder{};  // of the first run; may be empty
  std::function<bool()> gives_up{};    // besides an interrupt; may be empty
  std::function<void(double)> show{};  // takes the progress in place of stderr; may be empty
};

// Of the resolved scenario, by which its results are known.
std::string sha256_of(const models::Scenario& scenario);

Study run_study(const models::Scenario& scenario, const StudyRequest& request);

// Says what went wrong if a study came to nothing, and which exit code that is.
std::optional<ExitCode> broken_off(const Study& study);
// The same if a study has not all the runs that were asked for: nothing can be compared with it.
std::optional<ExitCode> cut_short(const Study& study);
// How a study ended counts first, then what became of the objectives, if there are any.
ExitCode code_for(Ended ended, const std::optional<Verdict>& verdict);

// The runs of a study, and what they came to.
struct Reported {
  Runs runs;
  Report report;
};
Reported reported(const models::Scenario& scenario, Study study);

}  // namespace sim

// The points of a sweep that are not there yet, computed by a cluster.
#include "sim/command_line/sweep_on_slurm.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <set>

#include "sim/cluster/process.h"
#include "sim/cluster/slurm.h"
#include "sim/command_line/progress.h"
#include "sim/report/writers.h"

namespace sim {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kTasksMost = 256;  // unless more are asked for; Slurm's own default is 1000
constexpr int kRounds = 3;               // of submitting what is missing
constexpr int kSilencesMost = 30;  // questions that Slurm leaves unanswered, one after another

class Cluster {
 public:
  Cluster(const SweepOptions& options, const SweepPlan& plan, FinishedPoints& finished)
      : options_(options), plan_(plan), finished_(finished), bar_(!options.quiet) {}

  ExitCode run() {
    const auto missing = finished_.missing(plan_, {});
    if (missing.empty()) return ExitCode::done;
    wanted_ = missing.size();
    tasks_ = options_.tasks > 0 ? static_cast<std::size_t>(options_.tasks)
                                : std::min(kTasksMost, missing.size());
    if (const auto error = make_report_folder(options_.store)) {
      std::cerr << *error << "\n";
      return ExitCode::not_written;
    }
    for (int round = 0; round < kRounds; ++round) {
      const ExitCode code = run_round();
      if (code != ExitCode::done) return code;
      if (finished_.missing(plan_, {}).empty()) return ExitCode::done;
    }
    std::cerr << "headroom sweep: " << finished_.missing(plan_, {}).size()
              << " points were not computed in " << kRounds << " jobs; the tasks wrote "
              << log_of("JOB", "TASK") << "\n";
    return ExitCode::inconclusive;
  }

 private:
  ExitCode run_round() {
    std::string why;
    const auto job = SlurmJob::submit(array(), why);
    if (!job) {
      std::cerr << "headroom sweep: " << why << "\n";
      return ExitCode::wrong_input;
    }
    if (!options_.quiet)
      std::cerr << "Slurm job " << job->number() << ", " << array().tasks.size() << " tasks\n";
    const ExitCode code = wait_for(*job);
    if (code != ExitCode::done) return code;
    return finished_.look_up(plan_) ? ExitCode::done : ExitCode::wrong_input;
  }

  // The numbers of tasks count from 0, those of shards from 1.
  SlurmArray array() const {
    std::set<std::int64_t> tasks;
    for (const std::size_t point : finished_.missing(plan_, {}))
      tasks.insert(static_cast<std::int64_t>(point % tasks_));
    return {.name = "headroom-" + plan_.scenario(),
            .command = command(),
            .tasks = {tasks.begin(), tasks.end()},
            .cores = options_.jobs.value_or(1),
            .log = log_of("%A", "%a")};
  }

  std::string log_of(const std::string& job, const std::string& task) const {
    return (std::filesystem::absolute(options_.store) / ("slurm-" + job + "-" + task + ".log"))
        .string();
  }

  std::string command() const {
    std::vector<std::string> words = {this_program(), "sweep", options_.scenario.scenario};
    for (const std::string& text : options_.vary) words.insert(words.end(), {"--vary", text});
    for (const std::string& text : options_.scenario.assignments)
      words.insert(words.end(), {"--set", text});
    if (options_.scenario.seed)
      words.insert(words.end(), {"--seed", std::to_string(*options_.scenario.seed)});
    words.insert(words.end(), {"--store", std::filesystem::absolute(options_.store).string()});
    words.insert(words.end(), {"--jobs", std::to_string(options_.jobs.value_or(1)), "--quiet"});
    std::string command;
    for (const std::string& word : words) command += quoted_for_shell(word) + " ";
    return command + "--shard $((SLURM_ARRAY_TASK_ID + 1))/" + std::to_string(tasks_);
  }

  ExitCode wait_for(const SlurmJob& job) {
    int silences = 0;
    auto pause = 500ms;
    for (;;) {
      if (!wait(pause)) {
        job.cancel();
        return ExitCode::interrupted;
      }
      pause = std::min(2 * pause, std::chrono::milliseconds(10s));
      const SlurmJob::State state = job.state();
      silences = state == SlurmJob::State::not_known ? silences + 1 : 0;
      if (state == SlurmJob::State::ended) return ExitCode::done;
      if (silences > kSilencesMost) {
        std::cerr << "headroom sweep: Slurm does not answer any more; job " << job.number()
                  << " may still run. The same command goes on later.\n";
        return ExitCode::inconclusive;
      }
      show();
    }
  }

  // False if the user interrupted it.
  static bool wait(std::chrono::milliseconds time) {
    for (; time > 0ms; time -= 100ms) {
      if (is_interrupted()) return false;
      sleep_for(std::min(time, 100ms));
    }
    return !is_interrupted();
  }

  void show() {
    finished_.look_up(plan_);
    const std::size_t left = finished_.missing(plan_, {}).size();
    bar_.show(static_cast<double>(wanted_ - left) / static_cast<double>(wanted_));
  }

  const SweepOptions& options_;
  const SweepPlan& plan_;
  FinishedPoints& finished_;
  Progress bar_;
  std::size_t wanted_ = 0;
  std::size_t tasks_ = 1;  // of the whole sweep: what belongs to which does not change
};

}  // namespace

ExitCode compute_on_slurm(const SweepOptions& options, const SweepPlan& plan,
                          FinishedPoints& finished) {
  return Cluster(options, plan, finished).run();
}

}  // namespace sim

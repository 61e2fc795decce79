// headroom run: replications of one scenario, one report.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <system_error>

#include "models/world.h"
#include "sim/command_line/commands.h"
#include "sim/command_line/load_scenario.h"
#include "sim/command_line/progress.h"
#include "sim/command_line/run_study.h"
#include "sim/command_line/standard_output.h"
#include "sim/input/quantity.h"
#include "sim/input/recording_writer.h"
#include "sim/report/runs.h"
#include "sim/report/summarize.h"
#include "sim/report/writers.h"

namespace sim {

namespace {

// Writes down the payments of a run, for replay.
class Recording {
 public:
  Recording(const std::string& path, const models::Scenario& scenario)
      : keys_(scenario.key_names()) {
    if (path.empty()) return;
    // Balancing by key goes by a key of each payment's own if the scenario has none.
    if (keys_.empty()) keys_.emplace_back("payer");
    RecordingWriter::Columns columns;
    columns.keys = keys_;
    columns.amounts = {"amount"};
    for (const models::LoadSpec& load : scenario.load)
      if (const auto currency = load.currency()) decimals_[*load.flow] = decimals_of(*currency);
    writer_ = std::make_unique<RecordingWriter>(path, columns);
  }

  models::World::Recorder recorder() {
    if (!writer_) return {};
    return [this](const models::Flow& flow, const models::Intent& intent) {
      const std::span keys(intent.keys.data(), keys_.size());
      const auto known = decimals_.find(flow.name());
      const int decimals = known == decimals_.end() ? 0 : known->second;
      if (!error_)
        error_ = writer_->write(intent.due - kStart, flow.name(), keys,
                                std::span(&intent.amount, 1), decimals);
    };
  }
  const std::optional<std::string>& error() const { return error_; }
  void finish() {
    if (writer_ && !error_) error_ = writer_->commit();
  }

 private:
  std::vector<std::string> keys_;
  std::map<std::string, int> decimals_;  // of the amounts of flows that have any
  std::unique_ptr<RecordingWriter> writer_;
  std::optional<std::string> error_;
};

// What cannot be written should be told before hours of simulation.
std::optional<std::string> why_unusable(const RunOptions& options,
                                        const models::Scenario& scenario) {
  std::error_code ignored;
  const auto is_input = [&](const std::string& input) {
    return std::filesystem::equivalent(options.record, input, ignored);
  };
  bool overwrites = is_input(options.scenario.scenario);
  for (const std::string& path : scenario.recordings()) overwrites = overwrites || is_input(path);
  if (overwrites) return "cannot write '" + options.record + "': the run reads it";
  if (options.out.empty()) return std::nullopt;
  return make_report_folder(options.out);
}

}  // namespace

std::vector<std::string> report_formats() {
  std::vector<std::string> names;
  for (const ReportWriter& writer : kWriters) names.emplace_back(writer.name);
  return names;
}

ExitCode run_scenario(const RunOptions& options) {
  const auto scenario = load_scenario(options.scenario);
  if (!scenario) return ExitCode::wrong_input;
  if (const auto error = why_unusable(options, *scenario)) return not_written(*error);
  catch_interrupts();
  Recording recording(options.record, *scenario);
  StudyRequest request{.jobs = options.jobs, .quiet = options.quiet, .verify = options.verify};
  request.time_limit = options.time_limit;
  request.recorder = recording.recorder();
  request.gives_up = [&recording] { return recording.error().has_value(); };
  Study study = run_study(*scenario, request);
  if (const auto code = broken_off(study)) return *code;
  recording.finish();
  if (recording.error()) return not_written(*recording.error());
  const Ended ended = study.ended;
  const auto [runs, report] = reported(*scenario, std::move(study));
  if (!options.quiet) std::cout << find_writer(options.format)->write(report);
  if (const ExitCode code = written(ExitCode::done); code != ExitCode::done) return code;
  if (!options.out.empty())
    if (const auto error = write_reports(options.out, report, runs.pooled()))
      return not_written(*error);
  return code_for(ended, report.verdict);
}

}  // namespace sim

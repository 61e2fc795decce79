// headroom sweep: one scenario at every combination of some values.
#include <filesystem>
#include <iostream>

#include "sim/command_line/commands.h"
#include "sim/command_line/progress.h"
#include "sim/command_line/standard_output.h"
#include "sim/command_line/sweep_on_slurm.h"
#include "sim/command_line/sweep_plan.h"
#include "sim/command_line/sweep_points.h"
#include "sim/files/atomic_file.h"
#include "sim/report/writers.h"
#include "sim/study/side_by_side.h"
#include "sim/sweep/sweep_report.h"

namespace sim {

namespace {

SweepReport report_of(const SweepPlan& plan, const FinishedPoints& finished) {
  SweepReport report{.version = HEADROOM_VERSION,
                     .scenario = plan.scenario(),
                     .question = plan.question(),
                     .parameters = plan.grid().parameters(),
                     .points = {}};
  for (std::size_t point = 0; point < plan.keys().size(); ++point) {
    const PointResult* const result = finished.find(plan.keys()[point]);
    report.points.push_back({.values = plan.grid().values(point), .result = {}});
    if (result != nullptr) report.points.back().result = *result;
  }
  return report;
}

std::string text_in(const std::string& format, const SweepReport& report) {
  if (format == "json") return write_json(report);
  if (format == "csv") return write_csv(report);
  return format == "markdown" ? markdown_of(page_of(report)) : text_of(page_of(report));
}

std::optional<std::string> write_all(const std::string& folder, const SweepReport& report) {
  if (auto error = make_report_folder(folder)) return error;
  const std::filesystem::path path(folder);
  if (auto error = write_whole_file((path / "sweep.json").string(), write_json(report)))
    return error;
  if (auto error = write_whole_file((path / "sweep.csv").string(), write_csv(report))) return error;
  return write_whole_file((path / "summary.md").string(), markdown_of(page_of(report)));
}

ExitCode tell(const SweepReport& report, const SweepOptions& options) {
  if (!options.quiet) std::cout << text_in(options.format, report);
  if (written(ExitCode::done) != ExitCode::done) return ExitCode::not_written;
  if (!options.out.empty())
    if (const auto error = write_all(options.out, report)) return not_written(*error);
  const auto verdict = verdict_of(report);
  if (verdict == Verdict::fail) return ExitCode::violated;
  return verdict == Verdict::inconclusive ? ExitCode::inconclusive : ExitCode::done;
}

// A shard has done its duty once its points are in the store, whatever they say: schedulers take
// another exit code for a failure and start it again.
ExitCode tell_shard(const SweepPlan& plan, const Shard& shard, const FinishedPoints& finished,
                    const SweepOptions& options) {
  std::size_t points = 0;
  for (std::size_t point = 0; point < plan.keys().size(); ++point) points += shard.has(point);
  if (!options.quiet)
    std::cout << points - finished.missing(plan, shard).size() << " of " << points
              << " points of shard " << shard.number << "/" << shard.count << " are in "
              << options.store << "\n";
  return written(ExitCode::done);
}

}  // namespace

ExitCode sweep_scenario(const SweepOptions& options) {
  catch_interrupts();
  const auto shard = options.shard.empty() ? Shard() : parse_shard(options.shard);
  if (!shard) return ExitCode::wrong_input;
  const auto plan = SweepPlan::make(options);
  if (!plan) return is_interrupted() ? ExitCode::interrupted : ExitCode::wrong_input;
  if (!options.out.empty())
    if (const auto error = make_report_folder(options.out)) return not_written(*error);
  FinishedPoints finished(options.store);
  if (!finished.look_up(*plan)) return ExitCode::wrong_input;
  const ExitCode code =
      options.on == "slurm"
          ? compute_on_slurm(options, *plan, finished)
          : compute_points(*plan, finished.missing(*plan, *shard),
                           options.jobs.value_or(cores_of_this_machine()), options.quiet, finished);
  if (code != ExitCode::done && code != ExitCode::interrupted && code != ExitCode::inconclusive)
    return code;
  const ExitCode told = options.shard.empty() ? tell(report_of(*plan, finished), options)
                                              : tell_shard(*plan, *shard, finished, options);
  return code == ExitCode::done || told == ExitCode::not_written ? told : code;
}

}  // namespace sim

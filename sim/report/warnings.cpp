// What a reader must know before believing the numbers of a report.
#include "sim/report/warnings.h"

#include "sim/report/number_text.h"
#include "sim/report/theory_checks.h"

namespace sim {

namespace {

constexpr double kManyUnfinished = 0.01;  // of the payments offered

void warn_of_ending(const Report& report, std::vector<std::string>& warnings) {
  if (report.simulated < report.duration) {
    warnings.push_back("The run ended early (" + report.ended + "), after " +
                       instant_text(report.simulated) + " of " + instant_text(report.duration) +
                       ": all numbers are of that part.");
  }
  if (report.warmup_is_too_short) {
    warnings.emplace_back(
        "The runs are too short to see where their warm-up ends: averages and percentiles depend "
        "on "
        "how they begin. A longer duration, or run.longest, would tell.");
  }
  if (!report.stalled.empty()) {
    warnings.push_back("Nothing could happen any more while " +
                       count_of(static_cast<std::int64_t>(report.stalled.size()), "task") +
                       " still waited; the first: " + report.stalled.front() + ".");
  }
}

void warn_of_instability(const Report& report, std::vector<std::string>& warnings) {
  if (report.stability.stable) return;
  warnings.push_back("Unstable: " + report.stability.reason +
                     " A longer run would give other averages and percentiles; these describe "
                     "this run only.");
}

void warn_of_peaks(const Report& report, const RunFacts& facts,
                   std::vector<std::string>& warnings) {
  if (!report.stability.stable) return;
  for (const Offered& station : facts.offered) {
    if (station.capacity <= 0 || station.highest_work < station.capacity) continue;
    warnings.push_back("At its highest load " + station.station + " is asked for " +
                       number_text(station.highest_work) +
                       " core-seconds of work a second and can do " +
                       number_text(station.capacity) + ": for that time it falls behind.");
  }
}

void warn_of_unfinished(const Report& report, std::vector<std::string>& warnings) {
  for (const FlowReport& flow : report.flows) {
    if (static_cast<double>(flow.unfinished) <=
        kManyUnfinished * static_cast<double>(flow.offered)) {
      continue;
    }
    warnings.push_back(
        count_of(flow.unfinished, "payment") + " of " + flow.name + " (" +
        percent_text(static_cast<double>(flow.unfinished) / static_cast<double>(flow.offered)) +
        ") had not ended when the run did; availability and latency leave them "
        "out.");
  }
}

void warn_of_recordings(const Report& report, std::vector<std::string>& warnings) {
  for (const RecordingReport& recording : report.recordings) {
    if (recording.skipped == 0) continue;
    warnings.push_back(recording.file + ": " + count_text(recording.skipped) + " of " +
                       count_of(recording.rows + recording.skipped, "row") +
                       " skipped; the first: " + recording.first_complaint);
  }
}

// Below that, intervals of what comes with failures hold less surely; sim/statistics tests it.
constexpr std::int64_t kEnoughFailures = 30;

void warn_of_few_failures(const Report& report, std::vector<std::string>& warnings) {
  if (!report.failures_are_by_chance || report.failures_seen >= kEnoughFailures) return;
  warnings.push_back("Only " + count_of(report.failures_seen, "failure") +
                     " happened by chance in all runs; below " + count_text(kEnoughFailures) +
                     " the interval of availability holds less surely.");
}

}  // namespace

std::vector<std::string> find_warnings(const Report& report, const RunFacts& facts) {
  std::vector<std::string> warnings = warnings_of(report.theory);
  warn_of_instability(report, warnings);
  warn_of_ending(report, warnings);
  if (report.overload.verdict == OverloadVerdict::undecided) {
    warnings.push_back(report.overload.reason);
  }
  warn_of_peaks(report, facts, warnings);
  warn_of_unfinished(report, warnings);
  warn_of_recordings(report, warnings);
  warn_of_few_failures(report, warnings);
  if (report.events_left_out > 0) {
    warnings.push_back(count_text(report.events_left_out) +
                       " more failures and operations happened that are not listed.");
  }
  return warnings;
}

}  // namespace sim

// From what a run wrote down to what it came to.
#include "sim/report/summarize.h"

#include <algorithm>
#include <cstddef>

#include "sim/report/bottleneck.h"
#include "sim/report/flow_report.h"
#include "sim/report/overload.h"
#include "sim/report/seconds.h"
#include "sim/report/service_report.h"
#include "sim/report/stability.h"
#include "sim/report/warnings.h"
#include "sim/report/windows.h"

namespace sim {

namespace {

void note_facts(const RunFacts& facts, Report& report) {
  report.version = facts.version;
  report.scenario = facts.scenario;
  report.question = facts.question;
  report.sha256 = facts.sha256;
  report.resolved = facts.resolved;
  report.seed = facts.seed;
  report.duration = detail::seconds(facts.duration);
  report.warmup = detail::seconds(facts.warmup);
  report.ended = facts.ended;
}

}  // namespace

Report summarize(const Measurements& measured, const RunFacts& facts) {
  Report report;
  note_facts(facts, report);
  report.simulated = detail::seconds(measured.end);
  report.events = measured.events;
  report.fingerprint = measured.fingerprint;
  const Duration span = std::max(Duration::zero(), measured.end - measured.warmup_end);
  for (const FlowMeasurements& flow : measured.flows) {
    report.flows.push_back(detail::flow_report(flow, measured.places, span));
  }
  const detail::Windows windows = detail::windows_of(measured);
  for (std::size_t i = 0; i < measured.stations.size(); ++i) {
    report.services.push_back(detail::service_report(measured, i, windows));
  }
  report.timeline_events = detail::event_reports(measured);
  report.events_left_out = measured.events_left_out;
  report.time_spent = detail::time_spent_by_all(measured);
  for (const RecordingMeasurements& recording : measured.recordings) {
    report.recordings.push_back(
        {recording.file, recording.rows, recording.skipped, recording.first_complaint});
  }
  report.stalled = measured.stalled;
  report.bottleneck = find_bottleneck(report, measured);
  report.stability = judge_stability(measured, facts.offered);
  if (facts.piled_up && report.stability.stable) {
    report.stability = {false, "So many payments were under way that the run was given up."};
  }
  report.overload = judge_overload(measured);
  report.warnings = find_warnings(report, facts);
  return report;
}

}  // namespace sim

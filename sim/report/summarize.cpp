// From what a run wrote down to what it came to.
#include "sim/report/summarize.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "sim/kernel/hash.h"
#include "sim/report/bottleneck.h"
#include "sim/report/cache_report.h"
#include "sim/report/flow_report.h"
#include "sim/report/lock_report.h"
#include "sim/report/overload.h"
#include "sim/report/queue_report.h"
#include "sim/report/seconds.h"
#include "sim/report/service_report.h"
#include "sim/report/stability.h"
#include "sim/report/store_report.h"
#include "sim/report/theory_checks.h"
#include "sim/report/warnings.h"
#include "sim/report/windows.h"
#include "sim/report/wire_report.h"

namespace sim {

namespace {

// One that does not hold is enough, and so is one of which that is not known.
std::optional<Verdict> verdict_of(const std::vector<ObjectiveReport>& objectives) {
  if (objectives.empty()) return std::nullopt;
  const auto any = [&](Verdict verdict) {
    return std::ranges::find(objectives, verdict, &ObjectiveReport::verdict) != objectives.end();
  };
  if (any(Verdict::fail)) return Verdict::fail;
  return any(Verdict::inconclusive) ? Verdict::inconclusive : Verdict::pass;
}

void note_facts(const RunFacts& facts, Report& report) {
  report.version = facts.version;
  report.scenario = facts.scenario;
  report.question = facts.question;
  report.sha256 = facts.sha256;
  report.resolved = facts.resolved;
  report.seed = facts.seed;
  report.duration = detail::seconds(facts.duration);
  report.ended = facts.ended;
  report.warmup_reason = facts.warmup_reason;
  report.warmup_is_too_short = facts.warmup_is_too_short;
  report.objectives = facts.objectives;
  report.verdict = verdict_of(facts.objectives);
}

// That of the only run, or of all in their order.
void note_fingerprints(const Runs& runs, Report& report) {
  for (const Measurements& run : runs.each()) report.fingerprints.push_back(run.fingerprint);
  report.fingerprint = report.fingerprints.front();
  for (std::size_t i = 1; i < report.fingerprints.size(); ++i)
    report.fingerprint = mix(report.fingerprint, report.fingerprints[i]);
}

// What an availability rests on: requests of one outage share its fate.
void count_failures(const Runs& runs, Report& report) {
  std::optional<std::int64_t> before;
  for (const Measurements& run : runs.each()) {
    std::int64_t failures = run.events_left_out;
    for (const EventMeasurements& event : run.timeline_events)
      if (event.is_failure && event.until.value_or(run.end) >= run.warmup_end) ++failures;
    report.failures_seen += failures;
    report.failures_are_by_chance =
        report.failures_are_by_chance || before.value_or(failures) != failures;
    before = failures;
  }
}

}  // namespace

Report summarize(const Runs& runs, const RunFacts& facts) {
  Report report;
  note_facts(facts, report);
  const Measurements& pooled = runs.pooled();
  report.replications = runs.count();
  report.simulated = detail::seconds(pooled.end);
  report.warmup = detail::seconds(pooled.warmup_end);
  report.events = pooled.events;
  note_fingerprints(runs, report);
  for (std::size_t i = 0; i < pooled.flows.size(); ++i) {
    report.flows.push_back(detail::flow_report(runs.flow(i), pooled.places));
  }
  const detail::Windows windows = detail::windows_of(pooled);
  for (std::size_t i = 0; i < pooled.stations.size(); ++i) {
    report.services.push_back(detail::service_report(runs, i, windows));
  }
  report.stores = detail::store_reports(runs);
  report.locks = detail::lock_reports(runs);
  for (std::size_t i = 0; i < pooled.caches.size(); ++i)
    report.caches.push_back(detail::cache_report(runs, i));
  report.queues = detail::queue_reports(runs);
  report.wires = detail::wire_reports(runs);
  report.timeline_events = detail::event_reports(runs.each());
  report.events_left_out = runs.first().events_left_out;
  count_failures(runs, report);
  report.time_spent = detail::time_spent_by_all(pooled);
  for (const RecordingMeasurements& recording : runs.first().recordings) {
    report.recordings.push_back(
        {recording.file, recording.rows, recording.skipped, recording.first_complaint});
  }
  report.stalled = runs.first().stalled;
  report.bottleneck = find_bottleneck(report, pooled);
  report.stability = judge_stability(runs.each(), facts.offered);
  if (facts.piled_up && report.stability.stable) {
    report.stability = {false, "So many payments were under way that the run was given up."};
  }
  report.overload = judge_overload(runs.each());
  report.theory = compare_with_theory(runs, facts.system, report.stability);
  report.warnings = find_warnings(report, facts);
  return report;
}

}  // namespace sim

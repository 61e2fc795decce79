// What the lock services came to.
#include "sim/report/lock_report.h"

#include <array>
#include <string>
#include <utility>

#include "sim/report/json_values.h"
#include "sim/report/measure_table.h"
#include "sim/report/measures.h"

namespace sim::detail {

namespace {

constexpr std::array kLockUse = {
    MeasureColumn{"acquired", "acquired"}, MeasureColumn{"lock_wait_mean", "wait mean"},
    MeasureColumn{"lock_wait_p99", "wait p99"}, MeasureColumn{"hold_mean", "hold mean"},
    MeasureColumn{"gave_up", "gave up"}};

constexpr std::array kSafety = {
    MeasureColumn{"unavailable", "no service"}, MeasureColumn{"went_without", "without"},
    MeasureColumn{"violations", "violations"},  MeasureColumn{"stale_let_through", "stale writes"},
    MeasureColumn{"stale_refused", "refused"},  MeasureColumn{"deadlocks", "deadlocks"}};

constexpr std::array kSessions = {
    MeasureColumn{"sessions_expired", "sessions expired"}, MeasureColumn{"herd", "herd"},
    MeasureColumn{"elections", "elections"}, MeasureColumn{"without_leader", "without leader"}};

}  // namespace

std::vector<LockReport> lock_reports(const Runs& runs) {
  std::vector<LockReport> reports;
  for (std::size_t i = 0; i < runs.pooled().locks.size(); ++i) {
    LockReport report{.name = runs.pooled().locks[i].name, .measures = {}};
    for (const LockMeasure& measure : lock_measures())
      report.measures.push_back(
          {std::string(measure.name), measure.unit, estimate_of(measure, runs.lock(i))});
    reports.push_back(std::move(report));
  }
  return reports;
}

PageSection locks_section(const Report& report) {
  PageSection section{
      .title = "Locks",
      .note =
          "wait: from asking to having, or giving up; hold: to letting go; violations: begun "
          "while somebody else was at it; stale writes: after one under a later lock; herd: "
          "the most that came back at once" +
          std::string(report.replications == 1 ? "" : "; counts: per run")};
  if (report.locks.empty()) return section;
  section.tables = {measure_table("lock", kLockUse, report.locks),
                    measure_table("lock", kSafety, report.locks),
                    measure_table("lock", kSessions, report.locks)};
  return section;
}

Value locks_json(const std::vector<LockReport>& locks) {
  Value out = Value::object();
  for (const LockReport& lock : locks) {
    Value& each = out[lock.name] = Value::object();
    for (const MeasuredReport& measured : lock.measures)
      each[measured.measure] = json(measured.estimate);
  }
  return out;
}

}  // namespace sim::detail

// What the lock services came to.
#include "sim/report/lock_report.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "sim/kernel/check.h"
#include "sim/report/json_values.h"
#include "sim/report/measures.h"
#include "sim/report/number_text.h"

namespace sim::detail {

namespace {

// A column of a table: the measure, and the title that fits above it.
struct Column {
  std::string_view measure;
  std::string_view title;
};

constexpr std::array kUse = {Column{"acquired", "acquired"}, Column{"lock_wait_mean", "wait mean"},
                             Column{"lock_wait_p99", "wait p99"}, Column{"hold_mean", "hold mean"},
                             Column{"gave_up", "gave up"}};

constexpr std::array kSafety = {
    Column{"unavailable", "no service"}, Column{"went_without", "without"},
    Column{"violations", "violations"},  Column{"stale_let_through", "stale writes"},
    Column{"stale_refused", "refused"},  Column{"deadlocks", "deadlocks"}};

constexpr std::array kSessions = {Column{"sessions_expired", "sessions expired"},
                                  Column{"herd", "herd"}, Column{"elections", "elections"},
                                  Column{"without_leader", "without leader"}};

std::string cell(const LockReport& lock, std::string_view measure) {
  const auto found = std::ranges::find(lock.measures, measure, &MeasuredReport::measure);
  check(found != lock.measures.end(), "a lock report has all measures");
  const std::optional<double>& value = found->estimate.estimate;
  if (!value) return std::string(kNoValue);
  return found->unit == Unit::count ? mean_count_text(*value) : value_text(*value, found->unit);
}

template <std::size_t Count>
PageTable table_of(const std::array<Column, Count>& columns, const Report& report) {
  PageTable table{{"lock"}, {}};
  for (const Column& column : columns) table.titles.emplace_back(column.title);
  for (const LockReport& lock : report.locks) {
    std::vector<std::string> row{lock.name};
    for (const Column& column : columns) row.push_back(cell(lock, column.measure));
    table.rows.push_back(std::move(row));
  }
  return table;
}

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
  section.tables = {table_of(kUse, report), table_of(kSafety, report), table_of(kSessions, report)};
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

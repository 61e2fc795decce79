// A sweep as tables for spreadsheets and scripts.
#include "sim/sweep/sweep_report.h"

#include <algorithm>
#include <utility>

#include "sim/input/json.h"
#include "sim/report/number_text.h"

namespace sim {

namespace {

constexpr int kSweepFormat = 1;  // of the JSON: raised when a name changes its meaning or goes

// A cell as RFC 4180 has it.
std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + "\"";
}

std::string cell(const std::optional<double>& number) {
  if (!number) return {};
  const Value value(*number);
  return value.is_number() ? value.literal() : std::string();
}

using Columns = std::vector<std::pair<std::string, std::string>>;  // subject, measure

// Those of any point, in the order of the first that has it.
Columns columns_of(const SweepReport& report, std::vector<MeasureResult> PointResult::* list) {
  Columns columns;
  for (const SweepPoint& point : report.points) {
    if (!point.result) continue;
    for (const MeasureResult& each : (*point.result).*list) {
      const std::pair column(each.subject, each.measure);
      if (std::ranges::find(columns, column) == columns.end()) columns.push_back(column);
    }
  }
  return columns;
}

void add_titles(const Columns& columns, std::string& row) {
  for (const auto& [subject, measure] : columns) {
    const std::string name = subject + " " + measure;
    row += "," + cell(name) + "," + cell(name + " low") + "," + cell(name + " high");
  }
}

void add_cells(const Columns& columns, const std::vector<MeasureResult>& results,
               std::string& row) {
  for (const auto& [subject, measure] : columns) {
    const MeasureResult* const found = find_measure(results, subject, measure);
    const Estimate estimate = found == nullptr ? Estimate() : found->estimate;
    row += "," + cell(estimate.estimate) + "," + cell(estimate.low) + "," + cell(estimate.high);
  }
}

}  // namespace

std::size_t finished_points(const SweepReport& report) {
  return static_cast<std::size_t>(std::ranges::count_if(
      report.points, [](const SweepPoint& point) { return point.result.has_value(); }));
}

std::optional<Verdict> verdict_of(const SweepReport& report) {
  std::optional<Verdict> worst;
  for (const SweepPoint& point : report.points) {
    if (!point.result) continue;
    const std::optional<Verdict> verdict = point.result->verdict;
    if (verdict == Verdict::fail) return verdict;
    if (verdict == Verdict::inconclusive || !point.result->is_complete)
      worst = Verdict::inconclusive;
    if (verdict && !worst) worst = verdict;
  }
  return worst;
}

std::string write_csv(const SweepReport& report) {
  const Columns flows = columns_of(report, &PointResult::flows);
  const Columns services = columns_of(report, &PointResult::services);
  std::string out;
  for (const Parameter& parameter : report.parameters) out += cell(parameter.path) + ",";
  out += "replications,complete,stable,fingerprint,verdict";
  add_titles(flows, out);
  add_titles(services, out);
  out += "\r\n";
  for (const SweepPoint& point : report.points) {
    if (!point.result) continue;
    const PointResult& result = *point.result;
    for (const std::string& value : point.values) out += cell(value) + ",";
    out += std::to_string(result.runs) + (result.is_complete ? ",true" : ",false") +
           (result.is_stable ? ",true," : ",false,") + fingerprint_text(result.fingerprint) + "," +
           (result.verdict ? name_of(*result.verdict) : "");
    add_cells(flows, result.flows, out);
    add_cells(services, result.services, out);
    out += "\r\n";
  }
  return out;
}

std::string write_json(const SweepReport& report) {
  Value out = Value::object();
  out["headroom"]["version"] = Value(report.version);
  out["headroom"]["sweep_format"] = Value(kSweepFormat);
  out["scenario"] = Value(report.scenario);
  out["question"] = Value(report.question);
  out["parameters"] = Value::array();
  for (const Parameter& parameter : report.parameters) {
    Value each = Value::object();
    each["path"] = Value(parameter.path);
    each["values"] = write(parameter.values);
    out["parameters"].push_back(std::move(each));
  }
  out["points"] = Value::array();
  for (const SweepPoint& point : report.points) {
    Value each = Value::object();
    each["values"] = write(point.values);
    each["result"] = write(point.result);
    out["points"].push_back(std::move(each));
  }
  return to_json(out) + "\n";
}

}  // namespace sim

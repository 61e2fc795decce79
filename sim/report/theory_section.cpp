// What theory says beside what was measured, as people read it.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/report/measures.h"
#include "sim/report/number_text.h"
#include "sim/report/page.h"
#include "sim/report/theory_checks.h"

namespace sim::detail {

namespace {

constexpr std::size_t kChecksMost = 16;
constexpr std::size_t kSilencesMost = 3;

const char* verdict_of(const TheoryCheck& check) {
  if (check.agreement == Agreement::not_judged) return "-";
  return check.agreement == Agreement::agrees ? "agrees" : "DIFFERS";
}

const char* words_for(const std::string& measure) {
  if (measure == "utilization") return "cores";
  if (measure == "thread_utilization") return "threads";
  if (measure == "wait_mean") return "mean wait";
  return measure == "stay_mean" ? "mean stay" : "line";
}

std::vector<std::string> row_of(const TheoryCheck& check, bool is_first) {
  const Unit unit = find_station_measure(check.measure)->unit;
  return {is_first ? check.service + ", " + check.model : std::string(), words_for(check.measure),
          theory_text(check),
          or_none(check.measured, [unit](double value) { return value_text(value, unit); }),
          verdict_of(check)};
}

using Said =
    std::vector<std::pair<std::string, std::vector<std::string>>>;  // and of which services

void note(const std::string& text, const std::string& service, Said& said) {
  auto found = std::ranges::find(said, text, &Said::value_type::first);
  if (found == said.end()) found = said.insert(said.end(), {text, {}});
  auto& services = found->second;
  if (std::ranges::find(services, service) == services.end()) services.push_back(service);
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

Said reasons_of(const std::vector<Unfit>& unfit) {
  Said reasons;
  for (const Unfit& each : unfit) note(each.why, each.service, reasons);
  std::ranges::sort(reasons, {}, [](const auto& reason) {
    return std::pair(-static_cast<std::int64_t>(reason.second.size()), reason.first);
  });
  return reasons;
}

void add_notes(const TheoryReport& theory, PageSection& section) {
  Said notes;
  for (const TheoryCheck& check : theory.checks)
    if (!check.note.empty()) note(check.note, check.service, notes);
  for (const auto& [text, services] : notes)
    section.sentences.push_back(joined(services) + ": " + text + ".");
  for (const auto& [why, services] : reasons_of(theory.unfit))
    section.sentences.push_back("No model for " + joined(services) + ": " + why + ".");
}

}  // namespace

PageSection theory_section(const Report& report) {
  const TheoryReport& theory = report.theory;
  PageSection section{.title = "Theory", .note = "means in the long run, beside what was measured"};
  if (theory.checks.empty()) return section;
  PageTable table{{"service, model", "of", "theory", "measured", ""}, {}};
  const std::size_t shown = std::min(theory.checks.size(), kChecksMost);
  for (std::size_t i = 0; i < shown; ++i) {
    const TheoryCheck& check = theory.checks[i];
    table.rows.push_back(row_of(check, i == 0 || theory.checks[i - 1].service != check.service));
  }
  section.tables.push_back(std::move(table));
  add_notes(theory, section);
  if (shown < theory.checks.size())
    section.sentences.push_back(std::to_string(theory.checks.size() - shown) +
                                " more; all in report.json.");
  return section;
}

std::string no_theory_sentence(const Report& report) {
  if (!report.theory.checks.empty() || report.theory.unfit.empty()) return "";
  const Said reasons = reasons_of(report.theory.unfit);
  std::string text;
  for (std::size_t i = 0; i < std::min(reasons.size(), kSilencesMost); ++i) {
    const auto& [why, services] = reasons[i];
    text += i > 0 ? "; " : " ";
    text += (reasons.size() > 1 ? joined(services) + ": " : "") + why;
  }
  return "No queueing theory to compare with:" + text +
         (reasons.size() > kSilencesMost ? "; ..." : "") + ".";
}

}  // namespace sim::detail

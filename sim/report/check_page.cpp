// Several scenarios that were checked, as one page.
#include "sim/report/check_page.h"

#include <algorithm>
#include <string>

#include "sim/report/number_text.h"

namespace sim {

namespace {

std::int64_t with(Verdict verdict, const Report& report) {
  return std::ranges::count(report.objectives, verdict, &ObjectiveReport::verdict);
}

std::string verdict_text(const Checked& checked) {
  if (!checked.report) return "NOT RUN";
  if (!checked.report->verdict) return checked.drift.empty() ? "-" : "DRIFT";
  switch (*checked.report->verdict) {
    case Verdict::pass:
      return checked.drift.empty() ? "pass" : "DRIFT";
    case Verdict::fail:
      return "FAIL";
    case Verdict::inconclusive:
      return "inconclusive";
  }
  return {};
}

std::vector<std::string> row_of(const Checked& checked) {
  if (!checked.report) return {checked.name, "-", "-", "-", "-", verdict_text(checked)};
  const Report& report = *checked.report;
  return {checked.name,
          std::to_string(report.replications),
          count_text(with(Verdict::pass, report)),
          count_text(with(Verdict::fail, report)),
          count_text(with(Verdict::inconclusive, report)),
          verdict_text(checked)};
}

void add_sentences(const Checked& checked, std::vector<std::string>& sentences) {
  if (!checked.report) sentences.push_back(checked.name + ": " + checked.trouble);
  for (const std::string& drift : checked.drift) sentences.push_back(checked.name + ": " + drift);
  if (!checked.report) return;
  for (const ObjectiveReport& objective : checked.report->objectives) {
    if (objective.verdict == Verdict::pass) continue;
    sentences.push_back(checked.name + ": " + objective.text + ": " + objective.evidence);
  }
}

}  // namespace

Page page_of(std::span<const Checked> all) {
  const auto fine = std::ranges::count_if(all, [](const Checked& checked) {
    return checked.report && checked.drift.empty() &&
           checked.report->verdict.value_or(Verdict::pass) == Verdict::pass;
  });
  Page page{.title = std::to_string(fine) + " of " +
                     count_of(static_cast<std::int64_t>(all.size()), "scenario") + " pass",
            .question = {},
            .answers = {},
            .sections = {},
            .colophon = {}};
  PageSection section{.title = "Scenarios", .note = "objectives that pass, fail, are inconclusive"};
  PageTable table{{"scenario", "runs", "pass", "fail", "inconclusive", "verdict"}, {}};
  for (const Checked& checked : all) {
    table.rows.push_back(row_of(checked));
    add_sentences(checked, section.sentences);
  }
  section.tables.push_back(std::move(table));
  page.sections.push_back(std::move(section));
  return page;
}

}  // namespace sim

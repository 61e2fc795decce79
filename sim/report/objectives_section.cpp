// What the page says of objectives.
#include <algorithm>
#include <string>
#include <utility>

#include "sim/report/number_text.h"
#include "sim/report/page.h"

namespace sim::detail {

namespace {

std::string word_for(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::fail:
      return "FAIL";
    case Verdict::inconclusive:
      return "inconclusive";
  }
  return "";
}

// "pay p99 <= 400ms does not hold", "2 of 3 objectives do not hold".
std::string those_that(Verdict verdict, const Report& report, const char* one, const char* many) {
  const auto count = std::ranges::count(report.objectives, verdict, &ObjectiveReport::verdict);
  if (count == 1)
    return std::ranges::find(report.objectives, verdict, &ObjectiveReport::verdict)->text + one;
  return count_text(count) + " of " +
         count_of(static_cast<std::int64_t>(report.objectives.size()), "objective") + many;
}

std::vector<std::string> row_of(const ObjectiveReport& objective) {
  const auto text = [&](const std::optional<double>& value) {
    return or_none(value, [&](double number) { return value_text(number, objective.unit); });
  };
  return {objective.text, text(objective.estimate.estimate), text(objective.estimate.low),
          text(objective.estimate.high), word_for(objective.verdict)};
}

}  // namespace

std::string verdict_sentence(const Report& report) {
  if (!report.verdict) return "";
  switch (*report.verdict) {
    case Verdict::pass:
      return report.objectives.size() == 1
                 ? "PASS: " + report.objectives.front().text + " holds."
                 : "PASS: all " + count_text(std::ssize(report.objectives)) + " objectives hold.";
    case Verdict::fail:
      return "FAIL: " + those_that(Verdict::fail, report, " does not hold.", " do not hold.");
    case Verdict::inconclusive:
      return "INCONCLUSIVE: " +
             those_that(Verdict::inconclusive, report, " cannot be judged.", " cannot be judged.");
  }
  return "";
}

PageSection objectives_section(const Report& report) {
  PageSection section{.title = "Objectives"};
  if (report.objectives.empty()) return section;
  PageTable table{{"objective", "estimate", "95% from", "to", "verdict"}, {}};
  std::vector<std::string> open;  // why verdicts are open, each reason once
  for (const ObjectiveReport& objective : report.objectives) {
    table.rows.push_back(row_of(objective));
    if (objective.verdict == Verdict::inconclusive &&
        std::ranges::find(open, objective.evidence) == open.end())
      open.push_back(objective.evidence);
  }
  section.tables.push_back(std::move(table));
  section.sentences = std::move(open);
  return section;
}

}  // namespace sim::detail

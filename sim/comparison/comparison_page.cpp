// A comparison to read, and for scripts.
#include "sim/comparison/comparison_page.h"

#include <algorithm>
#include <cmath>

#include "sim/input/json.h"
#include "sim/input/value.h"
#include "sim/report/number_text.h"

namespace sim {

namespace {

constexpr std::size_t kSentencesMost = 5;
constexpr std::size_t kPlacesMost = 6;
constexpr std::size_t kFailuresMost = 8;

std::string text_of(const std::optional<double>& value, Unit unit) {
  return value ? value_text(*value, unit) : std::string(kNoValue);
}

std::string signed_text(const std::optional<double>& value, Unit unit) {
  return or_none(value, [unit](double number) { return difference_text(number, unit); });
}

std::string p_text(const std::optional<double>& p) {
  if (!p) return std::string(kNoValue);
  return *p < 0.001 ? "<0.001" : number_text(*p);
}

const char* word_for(Change change) {
  switch (change) {
    case Change::none:
      return "not certain";
    case Change::better:
      return "better";
    case Change::worse:
      return "worse";
    case Change::other:
      return "other";
  }
  return "";
}

std::vector<std::string> row_of(const Difference& difference) {
  const Unit unit = difference.unit;
  return {difference.subject + " " + difference.measure,
          text_of(difference.before, unit),
          text_of(difference.after, unit),
          signed_text(difference.difference.estimate, unit),
          signed_text(difference.difference.low, unit),
          signed_text(difference.difference.high, unit),
          p_text(difference.p_value),
          word_for(difference.change)};
}

PageTable table_of(const ComparisonReport& report, bool significant) {
  PageTable table{{"measure", "A", "B", "B - A", "from", "to", "p", "B is"}, {}};
  for (const Difference& difference : report.differences) {
    if (difference.is_significant != significant) continue;
    if (!significant && !difference.is_of_flow) continue;
    table.rows.push_back(row_of(difference));
  }
  return table;
}

std::string sentence_of(const Difference& difference) {
  const double shift = difference.difference.estimate.value_or(0);
  return "B is " + std::string(word_for(difference.change)) + ": " + difference.subject + " " +
         difference.measure + " " + text_of(difference.after, difference.unit) + ", " +
         size_text(std::abs(shift), difference.unit) + (shift < 0 ? " less." : " more.");
}

std::vector<std::string> answers_of(const ComparisonReport& report) {
  if (report.is_identical) return {"A and B did exactly the same: every event of every run."};
  std::vector<std::string> answers;
  for (const Flip& flip : report.flips)
    answers.push_back(flip.objective + ": " + std::string(name_of(flip.after)) + " in B, " +
                      std::string(name_of(flip.before)) + " in A.");
  for (const Change change : {Change::worse, Change::better}) {
    for (const Difference& difference : report.differences) {
      if (!difference.is_of_flow || difference.change != change) continue;
      if (answers.size() == kSentencesMost) break;
      answers.push_back(sentence_of(difference));
    }
  }
  if (answers.empty()) answers.emplace_back("No difference between the flows is certain.");
  return answers;
}

PageSection moved_section(const std::string& title, const std::string& note,
                          const std::vector<Moved>& all, std::size_t most, Unit unit) {
  PageSection section{.title = title, .note = note};
  PageTable table{{"what", "A", "B", "B - A"}, {}};
  for (std::size_t i = 0; i < std::min(most, all.size()); ++i) {
    const Moved& moved = all[i];
    table.rows.push_back({moved.what, value_text(moved.before, unit), value_text(moved.after, unit),
                          signed_text(moved.after - moved.before, unit)});
  }
  if (!table.rows.empty()) section.tables.push_back(std::move(table));
  return section;
}

void add(std::vector<PageSection>& sections, PageSection section) {
  const bool is_empty = std::ranges::all_of(
      section.tables, [](const PageTable& table) { return table.rows.empty(); });
  if (!is_empty) sections.push_back(std::move(section));
}

std::string how(const ComparisonReport& report) {
  if (report.is_paired)
    return std::to_string(report.runs_first) +
           " runs of each on common random numbers: intervals of 95% of the paired differences.";
  return std::to_string(report.runs_first) + " and " + std::to_string(report.runs_second) +
         " runs of their own: unpaired (Welch). To run both on common random numbers tells far "
         "smaller differences apart.";
}

Value json(const std::optional<double>& number) {
  return number ? Value(*number) : Value();
}

Value json(const Difference& difference) {
  Value out = Value::object();
  out["subject"] = Value(difference.subject);
  out["measure"] = Value(difference.measure);
  out["a"] = json(difference.before);
  out["b"] = json(difference.after);
  out["difference"]["estimate"] = json(difference.difference.estimate);
  out["difference"]["low"] = json(difference.difference.low);
  out["difference"]["high"] = json(difference.difference.high);
  out["p"] = json(difference.p_value);
  out["significant"] = Value(difference.is_significant);
  out["b_is"] = Value(word_for(difference.change));
  return out;
}

Value json(const std::vector<Moved>& all) {
  Value out = Value::array();
  for (const Moved& moved : all) {
    Value each = Value::object();
    each["what"] = Value(moved.what);
    each["a"] = Value(moved.before);
    each["b"] = Value(moved.after);
    out.push_back(std::move(each));
  }
  return out;
}

}  // namespace

Page page_of(const ComparisonReport& report) {
  Page page{.title = report.first + " (A) against " + report.second + " (B)",
            .question = {},
            .answers = answers_of(report),
            .sections = {},
            .colophon = {how(report),
                         "p is adjusted for all measures that were compared (Holm); "
                         "a difference is certain where p is at most 0.05."}};
  if (report.is_identical) return page;
  add(page.sections, {.title = "Certain differences",
                      .note = "B - A with its interval",
                      .tables = {table_of(report, true)}});
  add(page.sections, {.title = "Flows, not certain", .tables = {table_of(report, false)}});
  add(page.sections, moved_section("Where the time moved", "per finished payment", report.time,
                                   kPlacesMost, Unit::seconds));
  add(page.sections, moved_section("What failures and operations cost", "payments, per run",
                                   report.failures, kFailuresMost, Unit::count));
  return page;
}

std::string drift_sentence(const Difference& difference) {
  const double shift = difference.difference.estimate.value_or(0);
  return difference.subject + " " + difference.measure + " was " +
         text_of(difference.before, difference.unit) + " and is " +
         size_text(std::abs(shift), difference.unit) + (shift < 0 ? " less (" : " more (") +
         word_for(difference.change) + ").";
}

std::string write_json(const ComparisonReport& report) {
  Value out = Value::object();
  out["a"] = Value(report.first);
  out["b"] = Value(report.second);
  out["paired"] = Value(report.is_paired);
  out["runs"]["a"] = Value(report.runs_first);
  out["runs"]["b"] = Value(report.runs_second);
  out["identical"] = Value(report.is_identical);
  out["worse"] = Value(is_worse(report));
  out["differences"] = Value::array();
  for (const Difference& difference : report.differences)
    out["differences"].push_back(json(difference));
  out["objectives"] = Value::array();
  for (const Flip& flip : report.flips) {
    Value each = Value::object();
    each["text"] = Value(flip.objective);
    each["a"] = Value(name_of(flip.before));
    each["b"] = Value(name_of(flip.after));
    out["objectives"].push_back(std::move(each));
  }
  out["time_spent"] = json(report.time);
  out["failures"] = json(report.failures);
  return to_json(out) + "\n";
}

}  // namespace sim

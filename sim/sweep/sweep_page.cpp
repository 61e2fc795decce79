// A sweep as a page to read.
#include <algorithm>
#include <cmath>
#include <span>

#include "sim/report/measures.h"
#include "sim/report/number_text.h"
#include "sim/statistics/comparison.h"
#include "sim/statistics/holm.h"
#include "sim/sweep/sweep_report.h"

namespace sim {

namespace {

constexpr double kSignificant = 0.05;
constexpr std::size_t kChangesMost = 5;  // that the page opens with

// The last two steps of a path, which tell most; the whole of it if two paths would look alike.
std::vector<std::string> titles_of(const std::vector<Parameter>& parameters) {
  std::vector<std::string> titles;
  for (const Parameter& parameter : parameters) {
    const std::size_t last = parameter.path.find_last_of("./");
    const std::size_t before = last == std::string::npos || last == 0
                                   ? std::string::npos
                                   : parameter.path.find_last_of("./", last - 1);
    titles.push_back(before == std::string::npos ? parameter.path
                                                 : parameter.path.substr(before + 1));
  }
  std::vector<std::string> sorted = titles;
  std::ranges::sort(sorted);
  if (std::ranges::adjacent_find(sorted) == sorted.end()) return titles;
  titles.clear();
  for (const Parameter& parameter : parameters) titles.push_back(parameter.path);
  return titles;
}

std::string settings_text(const SweepReport& report, const SweepPoint& point) {
  const std::vector<std::string> titles = titles_of(report.parameters);
  std::string text;
  for (std::size_t i = 0; i < titles.size(); ++i)
    text += (i == 0 ? "" : ", ") + titles[i] + "=" + point.values[i];
  return text;
}

std::string busiest(const PointResult& point) {
  const MeasureResult* most = nullptr;
  for (const MeasureResult& each : point.services) {
    if (each.measure != "utilization" || !each.estimate.estimate) continue;
    if (most == nullptr || *each.estimate.estimate > *most->estimate.estimate) most = &each;
  }
  if (most == nullptr) return std::string(kNoValue);
  return most->subject + " " + percent_text(*most->estimate.estimate);
}

std::string verdict_text(const PointResult& point) {
  if (!point.verdict) return point.is_complete ? std::string(kNoValue) : "inconclusive";
  return *point.verdict == Verdict::fail ? "FAIL" : name_of(*point.verdict);
}

std::vector<std::string> row_of(const SweepPoint& point, std::vector<std::string> cells) {
  std::vector<std::string> row = point.values;
  std::ranges::move(cells, std::back_inserter(row));
  return row;
}

PageSection points_section(const SweepReport& report) {
  PageSection section{.title = "Points", .note = "the busiest service, and its cores in use"};
  PageTable table{titles_of(report.parameters), {}};
  for (const char* title : {"runs", "busiest", "steady", "verdict"}) table.titles.push_back(title);
  for (const SweepPoint& point : report.points) {
    if (!point.result) {
      table.rows.push_back(row_of(point, {"-", "-", "-", "NOT RUN"}));
      continue;
    }
    table.rows.push_back(
        row_of(point, {count_text(point.result->runs), busiest(*point.result),
                       point.result->is_stable ? "yes" : "NO", verdict_text(*point.result)}));
  }
  section.tables.push_back(std::move(table));
  return section;
}

std::vector<std::string> flows_of(const SweepReport& report) {
  std::vector<std::string> names;
  for (const SweepPoint& point : report.points) {
    if (!point.result) continue;
    for (const MeasureResult& each : point.result->flows)
      if (std::ranges::find(names, each.subject) == names.end()) names.push_back(each.subject);
  }
  return names;
}

Estimate estimate_in(const PointResult& point, const std::string& flow, std::string_view measure) {
  const MeasureResult* const found = find_measure(point.flows, flow, measure);
  return found == nullptr ? Estimate() : found->estimate;
}

std::string text_of(const std::optional<double>& number, Unit unit) {
  return or_none(number, [unit](double value) { return value_text(value, unit); });
}

PageSection flow_section(const SweepReport& report, const std::string& flow) {
  PageSection section{.title = flow, .note = "latency: of answers, from when they were due"};
  PageTable table{titles_of(report.parameters), {}};
  for (const char* title : {"answered", "available", "mean", "p50", "p99", "95% from", "to"})
    table.titles.push_back(title);
  for (const SweepPoint& point : report.points) {
    if (!point.result) continue;
    std::vector<std::string> cells;
    for (const std::string_view measure : kCompared)
      cells.push_back(text_of(estimate_in(*point.result, flow, measure).estimate,
                              find_flow_measure(measure)->unit));
    const Estimate last = estimate_in(*point.result, flow, kCompared.back());
    cells.push_back(text_of(last.low, Unit::seconds));
    cells.push_back(text_of(last.high, Unit::seconds));
    table.rows.push_back(row_of(point, std::move(cells)));
  }
  section.tables.push_back(std::move(table));
  return section;
}

// Each point less the first one that has the measure, run by run.
class Differences {
 public:
  explicit Differences(const SweepReport& report) : report_(report) {
    for (const SweepPoint& point : report.points)
      if (point.result && first_ == nullptr) first_ = &point;
  }

  std::vector<PageSection> sections() {
    std::vector<std::pair<std::string, PageTable>> tables;
    for (const std::string& flow : flows_of(report_)) {
      for (const SweepPoint& point : report_.points)
        for (const std::string_view measure : kCompared) compare(point, flow, measure);
    }
    adjusted_ = holm(p_values_);
    std::vector<PageSection> sections;
    for (const std::string& flow : flows_of(report_))
      if (!p_values_.empty()) sections.push_back(section_of(flow));
    return sections;
  }

 private:
  void compare(const SweepPoint& point, const std::string& flow, std::string_view measure) {
    if (const auto compared = difference(point, flow, measure))
      p_values_.push_back(compared->p_value);
  }

  std::optional<MeanDifference> difference(const SweepPoint& point, const std::string& flow,
                                           std::string_view measure) const {
    if (!point.result || &point == first_) return std::nullopt;
    const MeasureResult* const before = find_measure(first_->result->flows, flow, measure);
    const MeasureResult* const after = find_measure(point.result->flows, flow, measure);
    if (before == nullptr || after == nullptr) return std::nullopt;
    const std::size_t runs = std::min(before->runs.size(), after->runs.size());
    return paired_comparison(std::span(after->runs).first(runs),
                             std::span(before->runs).first(runs));
  }

  PageSection section_of(const std::string& flow) {
    PageSection section{
        .title = flow + ", less the first point",
        .note = "the same chance in every run; in brackets: may be by chance alone"};
    PageTable table{titles_of(report_.parameters), {}};
    for (const char* title : {"answered", "available", "mean", "p50", "p99"})
      table.titles.push_back(title);
    for (const SweepPoint& point : report_.points) {
      if (!point.result || &point == first_) continue;
      std::vector<std::string> cells;
      for (const std::string_view measure : kCompared) cells.push_back(cell(point, flow, measure));
      table.rows.push_back(row_of(point, std::move(cells)));
    }
    section.tables.push_back(std::move(table));
    return section;
  }

  std::string cell(const SweepPoint& point, const std::string& flow, std::string_view measure) {
    const auto compared = difference(point, flow, measure);
    if (!compared) return std::string(kNoValue);
    const bool is_certain = adjusted_[next_++] <= kSignificant;
    const std::string text =
        difference_text(compared->difference.estimate, find_flow_measure(measure)->unit);
    return is_certain || text == "0" ? text : "[" + text + "]";
  }

  const SweepReport& report_;
  const SweepPoint* first_ = nullptr;
  std::vector<double> p_values_;
  std::vector<double> adjusted_;
  std::size_t next_ = 0;  // of adjusted_
};

std::string failing_objectives(const PointResult& point) {
  std::string text;
  for (const ObjectiveResult& objective : point.objectives)
    if (objective.verdict == Verdict::fail) text += (text.empty() ? "" : "; ") + objective.text;
  return text;
}

// "holds at risk.nodes=9 and fails at risk.nodes=12: pay p99 <= 400ms", along one parameter.
void add_changes(const SweepReport& report, std::vector<std::string>& answers) {
  if (report.parameters.size() != 1) return;
  const SweepPoint* before = nullptr;
  for (const SweepPoint& point : report.points) {
    if (!point.result || !point.result->verdict) continue;
    const bool changes = before != nullptr && *before->result->verdict != *point.result->verdict;
    if (changes && answers.size() < kChangesMost) {
      const std::string failing =
          failing_objectives(*(point.result->verdict == Verdict::fail ? point : *before).result);
      answers.push_back(
          "From " + settings_text(report, *before) + " to " + settings_text(report, point) +
          " the verdict changes from " + name_of(*before->result->verdict) + " to " +
          name_of(*point.result->verdict) + (failing.empty() ? "." : ": " + failing + "."));
    }
    before = &point;
  }
}

// Where a measure of a flow is best and worst: "99.7% (risk.nodes=12)".
class Extremes {
 public:
  Extremes(const SweepReport& report, const std::string& flow, std::string_view measure)
      : report_(report), measure_(*find_flow_measure(measure)) {
    for (const SweepPoint& point : report.points) {
      if (!point.result) continue;
      const auto value = estimate_in(*point.result, flow, measure).estimate;
      if (!value) continue;
      const double badness = measure_.better == Better::more ? -*value : *value;
      if (best_ == nullptr || badness < best_badness_) best_ = &point, best_badness_ = badness;
      if (worst_ == nullptr || badness > worst_badness_) worst_ = &point, worst_badness_ = badness;
    }
  }

  bool differ() const { return best_ != nullptr && best_badness_ != worst_badness_; }
  std::string best() const { return text(best_badness_, *best_); }
  std::string worst() const { return text(worst_badness_, *worst_); }

 private:
  std::string text(double badness, const SweepPoint& point) const {
    return value_text(measure_.better == Better::more ? -badness : badness, measure_.unit) + " (" +
           settings_text(report_, point) + ")";
  }

  const SweepReport& report_;
  const FlowMeasure& measure_;
  const SweepPoint* best_ = nullptr;
  const SweepPoint* worst_ = nullptr;
  double best_badness_ = 0;  // the measure, turned so that more is worse
  double worst_badness_ = 0;
};

// "pay: available 99.9% (...) to 99.2% (...); p99 310 ms (...) to 1.2 s (...)."
void add_extremes(const SweepReport& report, std::vector<std::string>& answers) {
  for (const std::string& flow : flows_of(report)) {
    std::string text;
    for (const auto& [measure, name] : {std::pair("availability", "available"), {"p99", "p99"}}) {
      const Extremes extremes(report, flow, measure);
      if (!extremes.differ()) continue;
      text += (text.empty() ? flow + ": " : "; ") + name + " " + extremes.best() + " to " +
              extremes.worst();
    }
    if (!text.empty()) answers.push_back(text + ".");
  }
}

std::vector<std::string> answers_of(const SweepReport& report) {
  std::vector<std::string> answers;
  const auto finished = static_cast<std::int64_t>(finished_points(report));
  const auto all = std::ssize(report.points);
  if (finished < all)
    answers.push_back("PARTIAL: " + count_text(finished) + " of " + count_of(all, "point") +
                      " finished.");
  const auto with = [&](Verdict verdict) {
    return std::ranges::count_if(report.points, [&](const SweepPoint& point) {
      return point.result && point.result->verdict == verdict;
    });
  };
  const auto judged = with(Verdict::pass) + with(Verdict::fail) + with(Verdict::inconclusive);
  if (judged > 0)
    answers.push_back("All objectives hold at " + count_text(with(Verdict::pass)) + " of " +
                      count_of(judged, "point") + ", not at " + count_text(with(Verdict::fail)) +
                      "; inconclusive are " + count_text(with(Verdict::inconclusive)) + ".");
  add_changes(report, answers);
  add_extremes(report, answers);
  if (answers.empty()) answers.emplace_back("Nothing differs between the points.");
  return answers;
}

}  // namespace

Page page_of(const SweepReport& report) {
  Page page{.title = report.scenario,
            .question = report.question,
            .answers = answers_of(report),
            .sections = {points_section(report)},
            .colophon = {}};
  for (const std::string& flow : flows_of(report))
    page.sections.push_back(flow_section(report, flow));
  std::ranges::move(Differences(report).sections(), std::back_inserter(page.sections));
  page.colophon.push_back("Every point meets the same chance: equal seeds, a stream for each use.");
  page.colophon.push_back("Headroom " + report.version + ".");
  return page;
}

}  // namespace sim

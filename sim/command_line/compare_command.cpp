// headroom compare: two scenarios on common random numbers, or two finished reports.
#include <algorithm>
#include <iostream>

#include "sim/command_line/commands.h"
#include "sim/command_line/load_scenario.h"
#include "sim/command_line/progress.h"
#include "sim/command_line/run_study.h"
#include "sim/command_line/standard_output.h"
#include "sim/comparison/compare.h"
#include "sim/comparison/compare_reports.h"
#include "sim/comparison/comparison_page.h"
#include "sim/input/scenario_file.h"

namespace sim {

namespace {

constexpr std::int64_t kRuns = 10;  // unless the scenarios ask for more

std::optional<Value> read_report(const std::string& path) {
  Files files;
  Problems problems;
  auto json = load_json_file(path, files, problems);
  if (!problems.empty()) return std::nullopt;
  if (json && is_report(*json)) return json;
  return std::nullopt;
}

ExitCode print(const ComparisonReport& report, const std::string& format) {
  std::cout << (format == "json"       ? write_json(report)
                : format == "markdown" ? markdown_of(page_of(report))
                                       : text_of(page_of(report)));
  return written(is_worse(report) ? ExitCode::violated : ExitCode::done);
}

ExitCode compare_finished(const Value& first, const Value& second, const CompareOptions& options) {
  std::string why;
  const auto report = compare_reports(first, second, why);
  if (!report) {
    std::cerr << "headroom compare: one of the reports " << why << "\n";
    return ExitCode::wrong_input;
  }
  return print(*report, options.format);
}

// The scenario that is compared with the first: another file, or the same with changes.
ScenarioOptions second_of(const CompareOptions& options) {
  ScenarioOptions second = options.first;
  second.assignments = options.changes;
  if (!options.second.empty()) second.scenario = options.second;
  return second;
}

}  // namespace

ExitCode compare_scenarios(const CompareOptions& options) {
  if (!options.second.empty()) {
    const auto first = read_report(options.first.scenario);
    const auto second = read_report(options.second);
    if (first && second) return compare_finished(*first, *second, options);
  }
  auto first = load_scenario(options.first);
  auto second = load_scenario(second_of(options));
  if (!first || !second) return ExitCode::wrong_input;
  catch_interrupts();
  const std::int64_t runs = std::max(
      {kRuns, first->run.fewest_replications(), second->run.fewest_replications(), options.runs});
  for (models::Scenario* scenario : {&*first, &*second}) {
    scenario->run.seed = first->run.seed;
    scenario->run.replications.emplace().exactly = runs;
  }
  const StudyRequest request{.jobs = options.jobs, .quiet = options.quiet};
  Study before = run_study(*first, request);
  if (const auto code = cut_short(before)) return *code;
  Study after = run_study(*second, request);
  if (const auto code = cut_short(after)) return *code;
  const Reported a = reported(*first, std::move(before));
  const Reported b = reported(*second, std::move(after));
  return print(compare(a.runs, a.report, b.runs, b.report), options.format);
}

}  // namespace sim

// headroom check: do scenarios still meet their objectives?
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>

#include "sim/command_line/commands.h"
#include "sim/command_line/load_scenario.h"
#include "sim/command_line/progress.h"
#include "sim/command_line/run_study.h"
#include "sim/command_line/standard_output.h"
#include "sim/comparison/compare_reports.h"
#include "sim/comparison/comparison_page.h"
#include "sim/files/atomic_file.h"
#include "sim/input/json.h"
#include "sim/input/scenario_file.h"
#include "sim/report/check_page.h"
#include "sim/report/junit.h"
#include "sim/report/writers.h"

namespace sim {

namespace {

// The more, the worse: what the exit code of several is chosen by.
int rank(ExitCode code) {
  switch (code) {
    case ExitCode::done:
      return 0;
    case ExitCode::inconclusive:
      return 1;
    case ExitCode::violated:
      return 2;
    case ExitCode::wrong_input:
      return 3;
    case ExitCode::not_written:
      return 4;
    case ExitCode::interrupted:
      return 5;
    case ExitCode::bug:
      return 6;
  }
  return 6;
}

// A name of a scenario as that of a file: what else may stand in it becomes %2F and the like.
std::string file_name_of(const std::string& name) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string file;
  for (const char letter : name) {
    const bool is_plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                          (letter >= '0' && letter <= '9') || letter == '-' || letter == '_';
    if (is_plain) {
      file += letter;
    } else {
      const auto byte = static_cast<unsigned char>(letter);
      file += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
  }
  return file;
}

class Checker {
 public:
  explicit Checker(const CheckOptions& options) : options_(options) {}

  void check(const std::string& file) {
    const auto scenario = load_scenario(
        {.scenario = file, .assignments = options_.assignments, .seed = options_.seed});
    if (!scenario) {
      all_.push_back({.name = file, .trouble = "The scenario is wrong; stderr says where."});
      return note(ExitCode::wrong_input);
    }
    Checked checked{.name = scenario->name};
    Study study = run_study(*scenario, {.jobs = options_.jobs, .quiet = options_.quiet});
    if (const auto code = broken_off(study)) {
      checked.trouble = study.trouble;
      note(*code);
    } else {
      const Ended ended = study.ended;
      checked.report = reported(*scenario, std::move(study)).report;
      note(code_for(ended, checked.report->verdict));
      if (!options_.baseline.empty()) compare_with_baseline(checked);
    }
    all_.push_back(std::move(checked));
  }

  void note(ExitCode code) {
    if (rank(code) > rank(worst_)) worst_ = code;
  }

  ExitCode tell() {
    const Page page = page_of(all_);
    std::cout << (options_.format == "markdown" ? markdown_of(page) : text_of(page));
    note(written(ExitCode::done));
    if (!options_.junit.empty())
      if (const auto error = write_whole_file(options_.junit, write_junit(all_)))
        fail_to_write(*error);
    return worst_;
  }

 private:
  void fail_to_write(const std::string& why) {
    std::cerr << why << "\n";
    note(ExitCode::not_written);
  }

  // A report that is kept is compared with; one that is not there yet is kept from now on.
  void compare_with_baseline(Checked& checked) {
    const std::filesystem::path path =
        std::filesystem::path(options_.baseline) / (file_name_of(checked.name) + ".report.json");
    const std::string text = write_json(*checked.report);
    if (options_.accept || !std::filesystem::exists(path)) {
      auto error = make_report_folder(options_.baseline);
      if (!error) error = write_whole_file(path.string(), text);
      if (error) fail_to_write(*error);
      return;
    }
    Files files;
    Problems problems;
    const auto before = load_json_file(path.string(), files, problems);
    const auto after = parse_json(text, files.add("this run"), problems);
    std::string why = "cannot be read";
    const auto comparison =
        before && after && problems.empty() ? compare_reports(*before, *after, why) : std::nullopt;
    if (!comparison) {
      std::cerr << path.string() << ": " << why << "\n";
      return note(ExitCode::wrong_input);
    }
    for (const Difference& difference : comparison->differences) {
      if (!difference.is_of_flow || !difference.is_significant) continue;
      checked.drift.push_back(drift_sentence(difference));
      if (difference.change == Change::worse) note(ExitCode::violated);
    }
  }

  const CheckOptions& options_;
  std::vector<Checked> all_;
  ExitCode worst_ = ExitCode::done;
};

}  // namespace

ExitCode check_scenarios(const CheckOptions& options) {
  catch_interrupts();
  Checker checker(options);
  for (const std::string& file : options.scenarios) {
    if (is_interrupted()) break;
    checker.check(file);
  }
  if (is_interrupted()) checker.note(ExitCode::interrupted);
  return checker.tell();
}

}  // namespace sim

// What a sweep is going to compute.
#include "sim/command_line/sweep_plan.h"

#include <charconv>
#include <iostream>
#include <utility>

#include "sim/command_line/load_scenario.h"
#include "sim/command_line/progress.h"
#include "sim/command_line/run_study.h"
#include "sim/files/sha256.h"

namespace sim {

namespace {

constexpr std::int64_t kMostRuns = 10'000;  // of a point: each keeps what every run came to

std::optional<Grid> grid_of(const std::vector<std::string>& texts) {
  std::vector<Parameter> parameters;
  for (const std::string& text : texts) {
    std::string why;
    auto parameter = parse_parameter(text, why);
    for (const Parameter& other : parameters)
      if (parameter && other.path == parameter->path) why = other.path + " is varied twice";
    if (!why.empty()) {
      std::cerr << "headroom sweep: --vary: " << why << "\n";
      return std::nullopt;
    }
    parameters.push_back(*std::move(parameter));
  }
  Grid grid(std::move(parameters));
  if (grid.size() <= kMostValues) return grid;
  std::cerr << "headroom sweep: more than " << kMostValues << " points\n";
  return std::nullopt;
}

std::string listed(const std::vector<std::string>& assignments) {
  std::string text;
  for (const std::string& assignment : assignments) text += (text.empty() ? "" : " ") + assignment;
  return text;
}

}  // namespace

std::optional<std::string> RecordingDigests::of(const models::Scenario& scenario) {
  std::string all;
  for (const std::string& path : scenario.recordings()) {
    std::string& digest = known_[path];
    if (digest.empty()) {
      std::string why;
      const auto found = sha256_of_file(path, why);
      if (!found) {
        std::cerr << why << "\n";
        return std::nullopt;
      }
      digest = *found;
    }
    all += digest;
  }
  return all.empty() ? all : sha256(all);
}

std::optional<SweepPlan> SweepPlan::make(const SweepOptions& options) {
  auto grid = grid_of(options.vary);
  if (!grid) return std::nullopt;
  SweepPlan plan(options, *std::move(grid));
  if (!plan.read_points()) return std::nullopt;
  return plan;
}

bool SweepPlan::read_points() {
  RecordingDigests recordings;
  for (std::size_t point = 0; point < grid_.size(); ++point) {
    if (is_interrupted()) return false;
    const auto scenario = load_scenario(scenario_at(point));
    if (!scenario) {
      std::cerr << "headroom sweep: nothing was run, because of the point "
                << listed(grid_.assignments(point)) << "\n";
      return false;
    }
    if (scenario->run.most_replications() > kMostRuns) {
      std::cerr << "headroom sweep: a point has at most " << kMostRuns << " runs\n";
      return false;
    }
    const auto digest = recordings.of(*scenario);
    if (!digest) return false;
    keys_.push_back(
        {.version = HEADROOM_VERSION, .scenario = sha256_of(*scenario), .recordings = *digest});
    scenario_ = scenario->name;
    question_ = scenario->question;
  }
  return true;
}

ScenarioOptions SweepPlan::scenario_at(std::size_t point) const {
  ScenarioOptions options = base_;
  for (std::string& assignment : grid_.assignments(point))
    options.assignments.push_back(std::move(assignment));
  return options;
}

std::optional<Shard> parse_shard(const std::string& text) {
  Shard shard;
  const char* const end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, shard.number);
  bool fine = number.ec == std::errc() && number.ptr != end && *number.ptr == '/';
  if (fine) {
    const auto count = std::from_chars(number.ptr + 1, end, shard.count);
    fine = count.ec == std::errc() && count.ptr == end;
  }
  if (fine && shard.number >= 1 && shard.number <= shard.count) return shard;
  std::cerr << "headroom sweep: --shard is I/N with I from 1 to N, such as 3/16, not " << text
            << "\n";
  return std::nullopt;
}

}  // namespace sim

// Counts how often the intervals of the report contain what is true, and says it as a table:
// coverage_test TRIALS [PART-OF-A-NAME], without a part what takes seconds for a hundred trials. A
// trial has a seed of its own, the same each time. Exits with 1 if an interval of 95 % covers less
// than 93 % or more than 97 %, beyond what chance does in so few trials.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/coverage/coverage.h"

namespace {

using coverage::Experiment;
using coverage::Row;

constexpr double kLevel = 0.95;
constexpr double kLeast = 0.93;
constexpr double kMost = 0.97;

// In a few trials an interval that is right may be outside of these by chance: 4.5 standard errors
// of a binomial share.
bool is_right(const Row& row) {
  const double error = std::sqrt(kLevel * (1 - kLevel) / static_cast<double>(row.trials));
  const double allowance = 4.5 * error;
  return row.coverage() > std::min(kLeast, kLevel - allowance) &&
         row.coverage() < std::max(kMost, kLevel + allowance);
}

std::vector<Experiment> experiments(const std::string& part) {
  std::vector<Experiment> chosen = {coverage::one_core(0.5, 20'000),
                                    coverage::one_node_that_crashes(100, 10, 1000),
                                    coverage::one_node_that_crashes(100, 10, 330)};
  if (part.empty()) return chosen;
  chosen.push_back(coverage::one_core(0.8, 100'000));
  chosen.push_back(coverage::one_core(0.9, 200'000));
  std::erase_if(chosen,
                [&](const Experiment& each) { return each.name.find(part) == std::string::npos; });
  return chosen;
}

}  // namespace

int main(int count, char** arguments) {
  const std::int64_t trials = count > 1 ? std::atoll(arguments[1]) : 0;
  const std::string part = count > 2 ? arguments[2] : "";
  std::puts("| Scenario | Replications | Measure | Half-width | Trials | Covered |");
  std::puts("| --- | --- | --- | --- | --- | --- |");
  const std::vector<Experiment> chosen = experiments(part);
  bool right = trials > 0 && !chosen.empty();
  for (const Experiment& experiment : chosen) {
    for (const Row& row : count_covered(experiment, trials)) {
      std::printf("| %s | %d | %s | %.2g %% | %d | %.1f %%%s |\n", row.experiment.c_str(),
                  static_cast<int>(row.replications), row.measure.c_str(), 100 * row.half_width,
                  static_cast<int>(row.trials), 100 * row.coverage(),
                  is_right(row) ? "" : ", wrong");
      right = right && is_right(row);
    }
    std::fflush(stdout);
  }
  return right ? 0 : 1;
}

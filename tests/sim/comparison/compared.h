// Two worlds of one core each, that differ in what a test says, run on common random numbers.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "sim/comparison/compare.h"
#include "sim/report/summarize.h"
#include "sim/study/replications.h"

#include "tests/models/small_world.h"

namespace sim {

// `server`: fields of the service, before its operations; `seed` of all chance.
inline Runs runs_of(const std::string& server, int seed = 1, const std::string& failures = "[]") {
  const auto scenario = models::scenario_of(
      R"({"run": {"duration": "200s", "warmup": "10s", "replications": 10, "seed": )" +
      std::to_string(seed) + R"(}, "services": {"bank": {)" + server +
      R"("cores": 1, "operations": {"pay": [{"cpu": {"exponential": "10ms"}}]}}},
      "flows": {"pay": {"entry": "bank.pay"}}, "load": [{"flow": "pay", "rate": "80/s"}],
      "failures": )" +
      failures + "}");
  const auto no_goals = [](const std::vector<Measurements>&) { return std::vector<Goal>{}; };
  return Runs(replicate(scenario, no_goals, {}).runs);
}

inline ComparisonReport compared(const Runs& first, const Runs& second) {
  return compare(first, summarize(first, {}), second, summarize(second, {}));
}

inline const Difference& difference_in(const ComparisonReport& report, std::string_view subject,
                                       std::string_view measure) {
  const auto found = std::ranges::find_if(report.differences, [&](const Difference& each) {
    return each.subject == subject && each.measure == measure;
  });
  if (found == report.differences.end()) throw std::out_of_range("not compared");
  return *found;
}

}  // namespace sim

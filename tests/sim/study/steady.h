// A steady world of one core, whose run and load a test chooses.
#pragma once

#include <string>

#include "sim/study/replications.h"

#include "tests/models/small_world.h"

namespace sim {

inline models::Scenario steady(const std::string& run, const std::string& load = "80/s",
                               const std::string& more = "") {
  return models::scenario_of(R"({"run": {)" + run + R"(}, "services": {"bank": {"cores": 1,
      "operations": {"pay": [{"cpu": {"exponential": "10ms"}}]}}},
      "flows": {"pay": {"entry": "bank.pay"}},
      "load": [{"flow": "pay", "rate": ")" +
                             load + R"("}])" + more + "}");
}

inline std::vector<Goal> no_goals(const std::vector<Measurements>&) {
  return {};
}

inline Study study_of(const models::Scenario& scenario, std::int64_t jobs = 1) {
  StudyOptions options;
  options.jobs = jobs;
  return replicate(scenario, no_goals, options);
}

}  // namespace sim

// Points of a sweep as tests need them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/sweep/sweep_report.h"

namespace sim {

// Of a flow "pay" and a service "bank", measured in three runs.
inline PointResult point_with(double availability, double p99, std::vector<double> p99_runs) {
  PointResult point{.scenario = "shop",
                    .sha256 = "5c",
                    .seed = 7,
                    .runs = 3,
                    .ended = "all replications done",
                    .is_complete = true,
                    .is_stable = true,
                    .fingerprint = 0x9f,
                    .verdict = Verdict::pass,
                    .objectives = {},
                    .flows = {},
                    .services = {}};
  point.objectives.push_back(
      {"pay p99 <= 400ms", Unit::seconds, {p99, p99 - 0.01, p99 + 0.01}, Verdict::pass});
  point.flows.push_back({"pay", "availability", {availability, {}, {}}, {}});
  point.flows.push_back({"pay", "p99", {p99, p99 - 0.01, p99 + 0.01}, std::move(p99_runs)});
  point.services.push_back({"bank", "utilization", {0.421, 0.4, 0.44}, {}});
  return point;
}

inline SweepReport sweep_of(
    std::vector<std::pair<std::string, std::optional<PointResult>>> points) {
  SweepReport report{.version = "0.0.0",
                     .scenario = "shop",
                     .question = "How many nodes?",
                     .parameters = {{"services.bank.nodes", {}}},
                     .points = {}};
  for (auto& [value, result] : points) {
    report.parameters[0].values.push_back(value);
    report.points.push_back({{value}, std::move(result)});
  }
  return report;
}

}  // namespace sim

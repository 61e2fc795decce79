// Runs of shipped scenarios.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "models/world.h"
#include "sim/input/scenario_file.h"

using Changes = std::vector<std::string>;

inline sim::Measurements run_shipped(const std::string& name, const Changes& changes = {}) {
  sim::Files files;
  sim::Problems problems;
  const auto json = sim::load_json_file(std::string(SHIPPED_SCENARIOS) + "/" + name + ".json",
                                        files, problems, changes);
  const auto scenario = json ? models::read_scenario(*json, files, problems) : std::nullopt;
  EXPECT_TRUE(scenario) << problems.render();
  models::World world(*scenario);
  EXPECT_FALSE(world.run([](sim::Instant) { return true; }));
  return world.measurements();
}

// In seconds.
inline double p99(const sim::FlowMeasurements& flow) {
  return sim::to_seconds(flow.latency.interpolated_quantile(sim::kP99).value());
}

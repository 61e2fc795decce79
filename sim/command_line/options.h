// What the commands are told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sim {

// What every command takes that reads a scenario.
struct ScenarioOptions {
  std::string scenario;                  // the file
  std::vector<std::string> assignments;  // "services.gateway.nodes=12"
  std::optional<std::uint64_t> seed;
};

struct RunOptions {
  ScenarioOptions scenario;
  std::string out;  // folder for reports; none if empty
  std::string format = "text";
  std::string record;  // file for the load of the run; none if empty
  bool quiet = false;
};

struct ExplainOptions {
  ScenarioOptions scenario;
  std::string format = "text";
};

}  // namespace sim

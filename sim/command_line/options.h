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
  std::int64_t jobs = 1;
  std::optional<double> time_limit;  // seconds
  bool verify = false;
  std::string record;  // file for the load of the run; none if empty
  bool quiet = false;
};

struct CheckOptions {
  std::vector<std::string> scenarios;
  std::vector<std::string> assignments;  // for all of them
  std::optional<std::uint64_t> seed;
  std::string format = "text";
  std::string junit;     // file; none if empty
  std::string baseline;  // folder of reports to compare with; none if empty
  bool accept = false;   // replaces them
  std::int64_t jobs = 1;
  bool quiet = false;
};

struct CompareOptions {
  ScenarioOptions first;             // the first scenario, or report; the seed is that of both
  std::string second;                // another one; the first with changes if empty
  std::vector<std::string> changes;  // of the second
  std::string format = "text";
  std::int64_t jobs = 1;
  std::int64_t runs = 0;  // of each, at least; 0: as many as the scenarios ask for
  bool quiet = false;
};

struct SweepOptions {
  ScenarioOptions scenario;
  std::vector<std::string> vary;  // "PATH=V1,V2" or "PATH=FROM..TO:STEP"
  std::string store;              // folder of finished points; none if empty
  std::string shard;              // "3/16"; all points if empty
  std::string on;                 // "slurm"; this machine if empty
  std::int64_t tasks = 0;         // of a cluster; 0: as many as seem right
  std::string out;                // folder for the tables; none if empty
  std::string format = "text";
  std::optional<std::int64_t> jobs;  // all cores of this machine, or one of each task
  bool quiet = false;
};

struct ExplainOptions {
  ScenarioOptions scenario;
  std::string format = "text";
};

}  // namespace sim

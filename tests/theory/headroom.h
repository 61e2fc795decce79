// Scenarios run as a user runs them: by the real program, with its JSON report.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace theory {

using Json = nlohmann::json;

// A file of tests/theory/scenarios, and what is changed of it: "services.server.cores=2".
struct World {
  std::string file;
  std::vector<std::string> changes{};
  std::string out{};  // a folder for all reports; none if empty
};

// The report of one run. A run that does not end well fails the test.
Json report_of(const World& world, std::uint64_t seed);

// The reports of runs with the seeds 1, 2, ...
std::vector<Json> reports_of(const World& world, int runs);

// What made the reports asked for last, as one would type it, for all seeds: "headroom run ...".
const std::string& last_command();

// A number of a report, by its JSON pointer: "/flows/pay/latency/mean/estimate".
double number(const Json& report, const std::string& pointer);

// "80/s": so many a second.
std::string per_second(double rate);

}  // namespace theory

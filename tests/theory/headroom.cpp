// Scenarios run as a user runs them.
#include "tests/theory/headroom.h"

#include <array>
#include <cstdio>
#include <gtest/gtest.h>

namespace theory {

namespace {

// With quotes only where a shell would not take it as it is.
std::string typed(const std::string& text) {
  const bool plain = text.find_first_of(" \"'[]{}*?$&|;<>()\\") == std::string::npos;
  return plain ? text : "'" + text + "'";
}

std::string& command_typed() {
  static std::string command;
  return command;
}

void note_command(const World& world, const std::string& seeds) {
  std::string command = "headroom run " + world.file;
  for (const std::string& change : world.changes) command += " --set " + typed(change);
  command_typed() = command + " --seed " + seeds;
}

std::string quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char letter : text) quoted += letter == '\'' ? "'\\''" : std::string(1, letter);
  return quoted + "'";
}

std::string output_of(const std::string& command) {
  std::string output;
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return output;
  std::array<char, 65536> part;
  while (const std::size_t count = std::fread(part.data(), 1, part.size(), pipe))
    output.append(part.data(), count);
  EXPECT_EQ(pclose(pipe), 0) << command;
  return output;
}

}  // namespace

Json report_of(const World& world, std::uint64_t seed) {
  std::string command = quoted(HEADROOM_PROGRAM) + " run " +
                        quoted(std::string(HEADROOM_SCENARIOS) + "/" + world.file) +
                        " --format json --seed " + std::to_string(seed);
  for (const std::string& change : world.changes) command += " --set " + quoted(change);
  if (!world.out.empty()) command += " --out " + quoted(world.out);
  note_command(world, std::to_string(seed));
  return Json::parse(output_of(command), nullptr, false);
}

std::vector<Json> reports_of(const World& world, int runs) {
  std::vector<Json> reports;
  for (int seed = 1; seed <= runs; ++seed)
    reports.push_back(report_of(world, static_cast<std::uint64_t>(seed)));
  note_command(world, "1.." + std::to_string(runs));
  return reports;
}

const std::string& last_command() {
  return command_typed();
}

double number(const Json& report, const std::string& pointer) {
  const Json::json_pointer path(pointer);
  if (!report.contains(path) || !report[path].is_number()) {
    ADD_FAILURE() << "no number at " << pointer;
    return 0;
  }
  return report[path].get<double>();
}

std::string per_second(double rate) {
  std::array<char, 40> text;
  std::snprintf(text.data(), text.size(), "%.9f/s", rate);
  return text.data();
}

}  // namespace theory

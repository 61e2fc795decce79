// The history of every shipped scenario, as far as a few million events: the same from every
// compiler, at every optimisation, under the sanitizers.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iomanip>
#include <map>
#include <sstream>
#include <string>

#include "models/world.h"
#include "sim/input/scenario_file.h"

namespace {

constexpr std::uint64_t kEvents = 2'000'000;

std::string fingerprint_of(const std::string& path) {
  sim::Files files;
  sim::Problems problems;
  const auto json = sim::load_json_file(path, files, problems);
  const auto scenario = json ? models::read_scenario(*json, files, problems) : std::nullopt;
  if (!scenario) return problems.render();
  models::World world(*scenario);
  const auto trouble = world.run([&](sim::Instant) { return world.events() < kEvents; });
  if (trouble) return *trouble;
  std::ostringstream text;
  text << std::hex << std::setw(16) << std::setfill('0') << world.measurements().fingerprint;
  return text.str();
}

std::map<std::string, std::string> expected_fingerprints() {
  std::map<std::string, std::string> expected;
  std::ifstream file(HEADROOM_EXPECTED);
  std::string name;
  std::string fingerprint;
  while (file >> name >> fingerprint) expected[name] = fingerprint;
  return expected;
}

std::map<std::string, std::string> actual_fingerprints() {
  std::map<std::string, std::string> actual;
  for (const auto& entry : std::filesystem::directory_iterator(HEADROOM_SCENARIOS)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".json") || name == "scenario.schema.json") continue;
    actual[name] = fingerprint_of(entry.path().string());
  }
  return actual;
}

TEST(Fingerprints, every_shipped_scenario_has_the_history_it_is_expected_to_have) {
  const auto actual = actual_fingerprints();
  std::string as_file;
  for (const auto& [name, fingerprint] : actual) as_file += name + " " + fingerprint + "\n";
  EXPECT_EQ(actual, expected_fingerprints())
      << "If the change is meant, put this into tests/golden/fingerprints.txt:\n"
      << as_file;
}

}  // namespace

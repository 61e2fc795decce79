// The history of every shipped scenario, as far as a few million events: the same from every
// compiler, at every optimisation, under the sanitizers.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iomanip>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "models/world.h"
#include "sim/input/scenario_file.h"

#include "tests/sanitized.h"

namespace {

// After so many events, at the end of a window; the sanitizers look at the first only.
constexpr std::array<std::uint64_t, 2> kEvents = {200'000, 2'000'000};
constexpr std::size_t kSeen = kSanitized ? 1 : kEvents.size();

using Fingerprints = std::map<std::string, std::vector<std::string>>;

std::string as_text(std::uint64_t fingerprint) {
  std::ostringstream text;
  text << std::hex << std::setw(16) << std::setfill('0') << fingerprint;
  return text.str();
}

std::vector<std::string> fingerprints_of(const std::string& path) {
  sim::Files files;
  sim::Problems problems;
  const auto json = sim::load_json_file(path, files, problems);
  const auto scenario = json ? models::read_scenario(*json, files, problems) : std::nullopt;
  if (!scenario) return {problems.render()};
  models::World world(*scenario);
  std::vector<std::string> seen;
  const auto trouble = world.run([&](sim::Instant) {
    if (seen.size() + 1 < kSeen && world.events() >= kEvents[seen.size()])
      seen.push_back(as_text(world.fingerprint()));
    return world.events() < kEvents[kSeen - 1];
  });
  if (trouble) return {*trouble};
  seen.resize(kSeen, as_text(world.fingerprint()));
  return seen;
}

Fingerprints expected_fingerprints() {
  Fingerprints expected;
  std::ifstream file(HEADROOM_EXPECTED);
  std::string name;
  while (file >> name) {
    std::vector<std::string>& seen = expected[name];
    seen.resize(kEvents.size());
    for (std::string& fingerprint : seen) file >> fingerprint;
    seen.resize(kSeen);
  }
  return expected;
}

Fingerprints actual_fingerprints() {
  Fingerprints actual;
  for (const auto& entry : std::filesystem::directory_iterator(HEADROOM_SCENARIOS)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".json") || name == "scenario.schema.json") continue;
    actual[name] = fingerprints_of(entry.path().string());
  }
  return actual;
}

std::string as_file(const Fingerprints& all) {
  std::string text;
  for (const auto& [name, seen] : all) {
    text += name;
    for (const std::string& fingerprint : seen) text += " " + fingerprint;
    text += "\n";
  }
  return text;
}

TEST(Fingerprints, every_shipped_scenario_has_the_history_it_is_expected_to_have) {
  const Fingerprints actual = actual_fingerprints();
  EXPECT_EQ(actual, expected_fingerprints())
      << "If the change is meant, put what the release build gives into "
         "tests/golden/fingerprints.txt:\n"
      << as_file(actual);
}

}  // namespace

// Thousands of random worlds with all invariants on; tests/README.md says how to run others.
#include <exception>
#include <gtest/gtest.h>
#include <string>

#include "tests/models/audit.h"
#include "tests/models/small_world.h"
#include "tests/models/world/random_scenario.h"
#include "tests/models/world/torture_plan.h"

namespace models {
namespace {

constexpr std::uint64_t kOneIn = 10;  // is run twice, to see that it happens alike
constexpr int kComplaintsMost = 5;    // of a part

std::string for_longer(const sim::Value& scenario) {
  sim::Value longer = scenario;
  longer["run"]["duration"] = sim::Value("2000s");
  return sim::to_json(longer, 0);
}

// Twice for some, which is to happen alike. Who is overloaded gets longer to let all leave.
std::string complaint_about(const sim::Value& told, const Promises& promises, bool twice) {
  const Scenario scenario = scenario_of(sim::to_json(told, 0));
  const sim::Measurements measured = run(scenario);
  std::string complaint = Audit::of(measured, promises);
  if (!complaint.empty() && promises.all_leave)
    complaint = Audit::of(run(for_longer(told)), promises);
  if (!twice) return complaint;
  const sim::Measurements again = run(scenario);
  if (again.fingerprint != measured.fingerprint || again.events != measured.events)
    complaint += "not true: it happens twice alike\n";
  return complaint;
}

// What is wrong with the world of that number; nothing if all is well.
std::string torture(std::uint64_t world) {
  RandomScenario random(world);
  const sim::Value told = random.make();
  std::string complaint;
  try {
    complaint = complaint_about(told, random.promises(), world % kOneIn == 0);
  } catch (const std::exception& broken) {
    complaint = broken.what();
  }
  if (complaint.empty()) return complaint;
  return "world " + std::to_string(world) + ": " + complaint + "\n" + sim::to_json(told, 0) +
         "\n\nTo see it again, type:\n" + TorturePlan::command_for(world) + "\n";
}

class Torture : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Torture, every_world_is_sound) {
  TorturedWorlds worlds(TorturePlan::as_asked_for(), GetParam());
  for (int unsound = 0; worlds.more() && unsound < kComplaintsMost;) {
    const std::string complaint = torture(worlds.next());
    if (complaint.empty()) continue;
    ADD_FAILURE() << complaint;
    ++unsound;
  }
  RecordProperty("worlds", std::to_string(worlds.done()));
}

INSTANTIATE_TEST_SUITE_P(Worlds, Torture, testing::Range<std::uint64_t>(0, kParts));

}  // namespace
}  // namespace models

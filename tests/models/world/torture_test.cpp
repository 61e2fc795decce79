// Thousands of random worlds with all invariants on.
//
// To try others: models_torture_test --gtest_shuffle --gtest_random_seed=1 --gtest_repeat=100
// runs a hundred times as many, each time other seeds.
#include <exception>
#include <gtest/gtest.h>
#include <string>

#include "tests/models/audit.h"
#include "tests/models/small_world.h"
#include "tests/models/world/random_scenario.h"

namespace models {
namespace {

constexpr std::uint64_t kBatches = 8;
constexpr std::uint64_t kWorlds = 250;  // in a batch

// Unless others are asked for, the seeds are always the same.
std::uint64_t seed_of(std::uint64_t batch, std::uint64_t world) {
  const int others =
      GTEST_FLAG_GET(random_seed) == 0 ? 0 : testing::UnitTest::GetInstance()->random_seed();
  return (static_cast<std::uint64_t>(others) * kBatches + batch) * kWorlds + world;
}

// What is wrong with the world of that seed; nothing if all is well.
std::string torture(std::uint64_t seed) {
  RandomScenario random(seed);
  const std::string text = sim::to_json(random.make(), 0);
  std::string complaint;
  try {
    complaint = Audit::of(run(text), random.ends_quietly());
  } catch (const std::exception& broken) {
    complaint = broken.what();
  }
  if (complaint.empty()) return complaint;
  return "seed " + std::to_string(seed) + ": " + complaint + "\n" + text;
}

class Torture : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Torture, every_world_is_sound) {
  for (std::uint64_t number = 0; number < kWorlds; ++number)
    ASSERT_EQ(torture(seed_of(GetParam(), number)), "");
}

TEST_P(Torture, every_world_happens_twice_alike) {
  for (std::uint64_t number = 0; number < kWorlds; number += 10) {
    const std::uint64_t seed = seed_of(GetParam(), number);
    const Scenario scenario = scenario_of(sim::to_json(RandomScenario(seed).make()));
    const sim::Measurements one = run(scenario);
    const sim::Measurements other = run(scenario);
    ASSERT_EQ(one.fingerprint, other.fingerprint) << "seed " << seed;
    ASSERT_EQ(one.events, other.events) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Worlds, Torture, testing::Range<std::uint64_t>(0, kBatches));

}  // namespace
}  // namespace models

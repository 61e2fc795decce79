// Thousands of little worlds made from seeds, with all invariants on.
//
// To try others: kernel_torture_test --gtest_shuffle --gtest_random_seed=1 --gtest_repeat=100
// runs a hundred times as many, each time other seeds.
#include <gtest/gtest.h>
#include <string>

#include "sim/kernel/check.h"

#include "tests/sim/kernel/torture_world.h"

namespace sim {
namespace {

constexpr std::uint64_t kBatches = 16;
constexpr std::uint64_t kWorlds = 600;  // in a batch

// Unless others are asked for, the seeds are always the same.
std::uint64_t seed_of(std::uint64_t batch, std::uint64_t world) {
  const int others =
      GTEST_FLAG_GET(random_seed) == 0 ? 0 : testing::UnitTest::GetInstance()->random_seed();
  return (static_cast<std::uint64_t>(others) * kBatches + batch) * kWorlds + world;
}

// The first complaint, or nothing. Every other world is destroyed in the middle of everything.
std::string torture(std::uint64_t seed, Turns& turns) {
  TortureWorld world(seed);
  try {
    world.run(seed);
    if (seed % 2 == 0) world.run_out();
    world.destroy();
  } catch (const BrokenInvariant& broken) {
    return broken.what();
  }
  for (std::size_t turn = 0; turn < kTurns; ++turn) turns[turn] += world.turns()[turn];
  return world.complaint();
}

class Torture : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Torture, breaks_no_invariant) {
  Turns turns{};
  for (std::uint64_t number = 0; number < kWorlds; ++number) {
    const std::uint64_t seed = seed_of(GetParam(), number);
    ASSERT_EQ(torture(seed, turns), "") << "seed " << seed;
  }
  for (std::size_t turn = 0; turn < kTurns; ++turn) EXPECT_GT(turns[turn], 0U) << "turn " << turn;
}

TEST_P(Torture, is_the_same_however_few_appointments_are_in_the_heap) {
  for (std::uint64_t number = 0; number < kWorlds; number += 20) {
    const std::uint64_t seed = seed_of(GetParam(), number);
    TortureWorld one(seed);
    TortureWorld other(seed, 1);
    one.run(1);
    other.run(1);
    ASSERT_EQ(one.fingerprint(), other.fingerprint()) << "seed " << seed;
    ASSERT_EQ(one.turns(), other.turns()) << "seed " << seed;
  }
}

TEST_P(Torture, is_the_same_however_it_is_sliced) {
  for (std::uint64_t number = 0; number < kWorlds; number += 20) {
    const std::uint64_t seed = seed_of(GetParam(), number);
    TortureWorld one(seed);
    TortureWorld other(seed);
    one.run(1);
    other.run(2);
    ASSERT_EQ(one.fingerprint(), other.fingerprint()) << "seed " << seed;
    ASSERT_EQ(one.events(), other.events()) << "seed " << seed;
    ASSERT_EQ(one.turns(), other.turns()) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Worlds, Torture, testing::Range<std::uint64_t>(0, kBatches));

}  // namespace
}  // namespace sim

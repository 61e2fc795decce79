#include "models/flows/thinkers.h"

#include <cstdint>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <utility>
#include <vector>

#include "sim/kernel/crowd.h"
#include "sim/kernel/task.h"

namespace models {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

using Seen = std::vector<std::pair<sim::Duration, std::uint32_t>>;

sim::Task<> note_all(sim::Kernel& kernel, Thinkers& thinkers, Seen& seen) {
  for (;;) {
    const std::uint32_t member = co_await thinkers.next();
    seen.emplace_back(kernel.now() - sim::kStart, member);
  }
}

struct World {
  sim::Kernel kernel;
  Thinkers thinkers{kernel};
  Seen seen;
  std::unique_ptr<sim::Crowd> crowd = std::make_unique<sim::Crowd>(kernel);

  void add(std::uint32_t member, sim::Duration until) { thinkers.add(member, sim::kStart + until); }
  void wait() { crowd->spawn(note_all(kernel, thinkers, seen)); }
  void run(sim::Duration until) { kernel.run_until(sim::kStart + until); }
};

TEST(Thinkers, come_in_the_order_of_their_instants_and_then_of_being_added) {
  World world;
  world.add(7, 3ms);
  world.add(Thinkers::kMembersMost - 1, 1ms);
  world.add(0, 3ms);
  world.wait();
  world.run(5ms);
  EXPECT_THAT(world.seen,
              ElementsAre(Pair(1ms, Thinkers::kMembersMost - 1), Pair(3ms, 7u), Pair(3ms, 0u)));
}

TEST(Thinkers, who_begins_later_and_is_done_earlier_comes_earlier) {
  World world;
  world.wait();
  world.run(1ms);
  world.add(1, 10ms);
  world.run(2ms);
  world.add(2, 5ms);
  world.add(3, 20ms);
  world.run(30ms);
  EXPECT_THAT(world.seen, ElementsAre(Pair(5ms, 2u), Pair(10ms, 1u), Pair(20ms, 3u)));
}

TEST(Thinkers, who_was_done_already_comes_at_once) {
  World world;
  world.add(4, 0ms);
  world.wait();
  world.run(0ms);
  EXPECT_THAT(world.seen, ElementsAre(Pair(0ms, 4u)));
}

TEST(Thinkers, go_on_thinking_when_nobody_waits_for_them_any_more) {
  World world;
  world.add(4, 2ms);
  world.wait();
  world.run(1ms);
  world.crowd = std::make_unique<sim::Crowd>(world.kernel);
  world.run(3ms);
  EXPECT_THAT(world.seen, IsEmpty());
  EXPECT_EQ(world.kernel.events(), 1u);  // the beginning of the story that was abandoned
}

// The instant has come, and the story is destroyed by what happens just before its turn.
TEST(Thinkers, come_to_the_next_who_waits_if_the_first_is_gone_before_its_turn) {
  World world;
  world.wait();
  world.run(1ms);
  world.add(4, 1ms);
  world.crowd = std::make_unique<sim::Crowd>(world.kernel);
  world.wait();
  world.run(1ms);
  EXPECT_THAT(world.seen, ElementsAre(Pair(1ms, 4u)));
}

}  // namespace
}  // namespace models

#include "models/balancing/least_loaded.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "sim/kernel/stream.h"

#include "tests/models/balancing/fleet.h"

namespace models {
namespace {

TEST(LoadTree, the_lowest_is_the_first_from_there_on_or_else_the_first_of_all) {
  LoadTree loads(5);
  for (std::size_t i = 0; i < 5; ++i) loads.set(i, i % 2 == 1 ? 3 : 7);
  EXPECT_EQ(loads.lowest_from(0), 1U);
  EXPECT_EQ(loads.lowest_from(1), 1U);
  EXPECT_EQ(loads.lowest_from(2), 3U);
  EXPECT_EQ(loads.lowest_from(4), 1U);
}

TEST(LoadTree, absent_loads_are_never_the_lowest) {
  LoadTree loads(3);
  EXPECT_EQ(loads.lowest_from(0), std::nullopt);
  loads.set(2, 1'000'000);
  EXPECT_EQ(loads.lowest_from(0), 2U);
  loads.set(2, std::nullopt);
  EXPECT_EQ(loads.lowest_from(0), std::nullopt);
}

TEST(LeastLoaded, equals_take_turns) {
  Fleet fleet(3);
  LeastLoaded policy({});
  policy.members(fleet.all());
  EXPECT_EQ(owners(policy, fleet, 5), (std::vector<std::size_t>{0, 1, 2, 0, 1}));
}

TEST(LeastLoaded, a_node_that_is_shown_with_requests_is_not_taken_for_idle) {
  Fleet fleet(2);
  fleet.nodes[0].assigned = 2;
  fleet.nodes[1].assigned = 1;
  LeastLoaded policy({});
  policy.members(fleet.all());
  EXPECT_EQ(policy.choose(request(0)), &fleet.nodes[1]);
}

// The definition: a look at every node, beginning after the last choice.
std::size_t least_by_looking(const Fleet& fleet, const std::vector<bool>& present,
                             std::size_t from) {
  const std::size_t size = fleet.nodes.size();
  std::size_t least = size;
  for (std::size_t step = 0; step < size; ++step) {
    const std::size_t i = (from + step) % size;
    if (!present[i]) continue;
    if (least == size || fleet.nodes[i].assigned < fleet.nodes[least].assigned) least = i;
  }
  return least;
}

TEST(LeastLoaded, chooses_what_looking_at_every_node_finds_whoever_comes_and_goes) {
  sim::Stream chance(1, "least loaded");
  for (const std::size_t size : {1U, 2U, 3U, 10U, 64U, 100U}) {
    Fleet fleet(size);
    LeastLoaded policy({});
    policy.members(fleet.all());
    std::vector<bool> present(size, true);
    std::size_t from = 0;
    for (std::uint64_t step = 0; step < 5'000; ++step) {
      const std::size_t expected = least_by_looking(fleet, present, from);
      Backend* chosen = policy.choose(request(step));
      ASSERT_EQ(chosen == nullptr ? size : fleet.index_of(chosen), expected);
      if (chosen != nullptr) {
        from = (expected + 1) % size;
        ++chosen->assigned;
        policy.changed(*chosen);
      }
      Backend& answering = fleet.nodes[chance.below(size)];
      answering.assigned = std::max<std::int64_t>(answering.assigned - 2, 0);
      policy.changed(answering);
      if (chance.below(50) != 0) continue;
      present[chance.below(size)].flip();
      std::vector<Backend*> members;
      for (std::size_t i = 0; i < size; ++i) {
        if (present[i]) members.push_back(&fleet.nodes[i]);
      }
      policy.members(members);
    }
  }
}

TEST(LeastLoaded, news_of_a_node_that_was_never_shown_changes_nothing) {
  Fleet fleet(2);
  LeastLoaded policy({});
  policy.members(fleet.first(1));
  policy.changed(fleet.nodes[1]);
  EXPECT_EQ(policy.choose(request(0)), &fleet.nodes[0]);
}

}  // namespace
}  // namespace models

#include "models/balancing/ring.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "sim/kernel/stream.h"

#include "tests/models/balancing/fleet.h"

namespace models {
namespace {

constexpr std::size_t kRingKeys = 20'000;

TEST(RingHashing, adding_a_node_moves_keys_to_it_and_none_between_the_others) {
  Fleet fleet(11);
  RingHashing policy({.points = 100});
  policy.members(fleet.first(10));
  const auto before = owners(policy, fleet, kRingKeys);
  policy.members(fleet.all());
  const auto after = owners(policy, fleet, kRingKeys);
  for (std::size_t key = 0; key < kRingKeys; ++key) {
    if (after[key] != 10) {
      ASSERT_EQ(after[key], before[key]);
    }
  }
  EXPECT_GT(std::ranges::count(after, 10U), 0);
}

TEST(RingHashing, removing_a_node_moves_its_keys_only_and_they_come_back_with_it) {
  Fleet fleet(10);
  RingHashing policy({});
  policy.members(fleet.all());
  const auto before = owners(policy, fleet, kRingKeys);
  policy.members(fleet.all_but(4));
  const auto without = owners(policy, fleet, kRingKeys);
  for (std::size_t key = 0; key < kRingKeys; ++key) {
    ASSERT_NE(without[key], 4U);
    if (before[key] != 4) {
      ASSERT_EQ(without[key], before[key]);
    }
  }
  policy.members(fleet.all());
  EXPECT_EQ(owners(policy, fleet, kRingKeys), before);
}

TEST(RingHashing, who_was_shown_first_makes_no_difference) {
  Fleet fleet(10);
  RingHashing all({});
  all.members(fleet.all());
  RingHashing grown({});
  auto members = fleet.all();
  std::ranges::reverse(members);
  grown.members(std::span(members).first(3));
  grown.members(members);
  EXPECT_EQ(owners(all, fleet, kRingKeys), owners(grown, fleet, kRingKeys));
}

// A key is uniform on the ring, so that the count is binomial given the share.
TEST(RingHashing, shares_are_the_parts_of_the_keys_that_nodes_get) {
  Fleet fleet(5);
  RingHashing policy({.points = 10});
  policy.members(fleet.all());
  policy.members(fleet.all_but(1));
  const auto counts = counts_of(owners(policy, fleet, 100'000), 5);
  const auto shares = policy.shares();
  ASSERT_EQ(shares.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_NEAR(counts[i < 1 ? i : i + 1], 1e5 * shares[i], binomial_tolerance(100'000, shares[i]));
}

TEST(RingHashing, the_last_of_many_nodes_gets_all_keys) {
  Fleet fleet(100);
  RingHashing policy({.points = 10});
  policy.members(fleet.all());
  policy.members(std::vector{&fleet.nodes[37]});
  EXPECT_EQ(counts_of(owners(policy, fleet, 1'000), 100)[37], 1'000);
  EXPECT_EQ(policy.shares(), std::vector<double>{1});
}

// The share of w nodes' worth of points, of 4 in all with 400 points each, is Beta(400w, 400(4-w)).
TEST(RingHashing, weights_multiply_points) {
  std::vector<double> share_of_heavy;
  for (std::uint64_t i = 0; i < 200; ++i) {
    Fleet fleet(3, i);
    fleet.nodes[1].weight = 2;
    RingHashing policy({.points = 400});
    policy.members(fleet.all());
    share_of_heavy.push_back(policy.shares()[1]);
  }
  const Mean mean = mean_of(share_of_heavy);
  EXPECT_NEAR(mean.value, 0.5, kSigmas * std::sqrt(0.25 / 1601 / 200));
}

// Requests that come and go, told to a policy.
class Traffic {
 public:
  Traffic(Fleet& fleet, RingHashing& policy) : fleet_(fleet), policy_(policy) {}

  void assign(Backend& node) {
    ++node.assigned;
    policy_.changed(node);
    under_way_.push_back(fleet_.index_of(&node));
  }
  void answer_one_of(std::uint64_t drawn) {
    if (under_way_.empty()) return;
    std::swap(under_way_[drawn % under_way_.size()], under_way_.back());
    Backend& node = fleet_.nodes[under_way_.back()];
    under_way_.pop_back();
    --node.assigned;
    policy_.changed(node);
  }

 private:
  Fleet& fleet_;
  RingHashing& policy_;
  std::vector<std::size_t> under_way_;
};

std::int64_t assigned_to(std::span<Backend* const> members) {
  std::int64_t sum = 0;
  for (const Backend* node : members) sum += node->assigned;
  return sum;
}

// ceil(5/4 * assigned * weight / weights), in whole numbers.
std::int64_t bound_of(std::int64_t assigned, std::int64_t weight, std::int64_t weights) {
  return (5 * assigned * weight + 4 * weights - 1) / (4 * weights);
}

// Keys of which a few are wanted by most.
std::uint64_t skewed_key(sim::Stream& chance) {
  return chance.below(3) == 0 ? chance.below(10'000) : chance.below(4);
}

TEST(RingHashing, while_requests_only_come_no_node_ever_has_more_than_the_bound) {
  sim::Stream chance(4, "arrivals");
  for (const std::size_t size : {1U, 2U, 7U, 40U}) {
    Fleet fleet(size);
    RingHashing policy({.bound = 1.25});
    const auto members = fleet.all();
    policy.members(members);
    Traffic traffic(fleet, policy);
    for (std::int64_t request_count = 1; request_count <= 1'000; ++request_count) {
      traffic.assign(*policy.choose(request(skewed_key(chance))));
      const auto weights = static_cast<std::int64_t>(size);
      for (const Backend& node : fleet.nodes)
        ASSERT_LE(node.assigned, bound_of(request_count, 1, weights));
    }
  }
}

TEST(RingHashing, no_request_is_assigned_beyond_the_bound_however_requests_and_nodes_come_and_go) {
  sim::Stream chance(5, "come and go");
  Fleet fleet(12);
  std::vector<bool> present(12, true);
  for (std::size_t i = 0; i < 12; ++i) fleet.nodes[i].weight = static_cast<double>(1 + i % 3);
  RingHashing policy({.points = 40, .bound = 1.25});
  std::vector<Backend*> members = fleet.all();
  policy.members(members);
  Traffic traffic(fleet, policy);
  for (int step = 0; step < 50'000; ++step) {
    Backend* chosen = policy.choose(request(skewed_key(chance)));
    ASSERT_EQ(chosen == nullptr, members.empty());
    if (chosen != nullptr) {
      traffic.assign(*chosen);
      double weights = 0;
      for (const Backend* node : members) weights += node->weight;
      ASSERT_LE(chosen->assigned,
                bound_of(assigned_to(members), static_cast<std::int64_t>(chosen->weight),
                         static_cast<std::int64_t>(weights)));
    }
    for (auto left = chance.below(step / 10'000 % 2 == 0 ? 3 : 4); left > 0; --left)
      traffic.answer_one_of(chance.next());
    if (chance.below(100) != 0) continue;
    present[chance.below(12)].flip();
    members.clear();
    for (std::size_t i = 0; i < 12; ++i) {
      if (present[i]) members.push_back(&fleet.nodes[i]);
    }
    policy.members(members);
  }
}

// The next clockwise with room is who would own the key if those without room were not there.
TEST(RingHashing, a_full_node_passes_requests_to_the_next_clockwise_that_has_room) {
  sim::Stream chance(6, "loads");
  for (int round = 0; round < 300; ++round) {
    Fleet fleet(8);
    for (Backend& node : fleet.nodes) node.assigned = static_cast<std::int64_t>(chance.below(8));
    const auto members = fleet.all();
    std::vector<Backend*> with_room;
    for (Backend* node : members) {
      if (node->assigned + 1 <= bound_of(assigned_to(members) + 1, 1, 8)) with_room.push_back(node);
    }
    RingHashing bounded({.bound = 1.25});
    bounded.members(members);
    RingHashing unbounded({});
    unbounded.members(with_room);
    for (std::uint64_t key = 0; key < 100; ++key)
      ASSERT_EQ(bounded.choose(request(key)), unbounded.choose(request(key)));
  }
}

}  // namespace
}  // namespace models

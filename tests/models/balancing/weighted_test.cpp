#include "models/balancing/weighted.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "sim/kernel/stream.h"

#include "tests/models/balancing/fleet.h"

namespace models {
namespace {

using Sequence = std::vector<std::size_t>;

// The example in the description of the change that brought it to nginx (1.3.1, 2012).
TEST(WeightedRoundRobin, five_one_one_is_a_a_b_a_c_a_a) {
  Fleet fleet{5, 1, 1};
  WeightedRoundRobin policy({});
  policy.members(fleet.all());
  EXPECT_EQ(owners(policy, fleet, 14), (Sequence{0, 0, 1, 0, 2, 0, 0, 0, 0, 1, 0, 2, 0, 0}));
}

TEST(WeightedRoundRobin, given_weights_stand_in_for_the_nodes_own_and_are_repeated) {
  Fleet fleet{1, 1, 1, 1};
  WeightedRoundRobin policy({.weights = {2, 1}});
  policy.members(fleet.all());
  EXPECT_EQ(counts_of(owners(policy, fleet, 600), 4), (std::vector<double>{200, 100, 200, 100}));
}

// The algorithm as nginx has it, a look at every node for each request.
class NginxPeers {
 public:
  explicit NginxPeers(const Fleet& fleet) : fleet_(fleet), credits_(fleet.nodes.size()) {}

  std::size_t choose(const std::vector<bool>& present) {
    double total = 0;
    std::size_t best = credits_.size();
    for (std::size_t i = 0; i < credits_.size(); ++i) {
      if (!present[i]) continue;
      credits_[i] += fleet_.nodes[i].weight;
      total += fleet_.nodes[i].weight;
      if (best == credits_.size() || credits_[i] > credits_[best]) best = i;
    }
    if (best < credits_.size()) credits_[best] -= total;
    return best;
  }

 private:
  const Fleet& fleet_;
  std::vector<double> credits_;
};

TEST(WeightedRoundRobin, chooses_as_nginx_does_also_when_nodes_come_and_go) {
  sim::Stream chance(2, "weights");
  for (std::size_t size = 1; size < 40; ++size) {
    Fleet fleet(size);
    for (Backend& node : fleet.nodes) node.weight = static_cast<double>(1 + chance.below(6));
    WeightedRoundRobin policy({});
    policy.members(fleet.all());
    NginxPeers nginx(fleet);
    std::vector<bool> present(size, true);
    for (std::uint64_t step = 0; step < 2'000; ++step) {
      const std::size_t expected = nginx.choose(present);
      const Backend* chosen = policy.choose(request(step));
      ASSERT_EQ(chosen == nullptr ? size : fleet.index_of(chosen), expected);
      if (chance.below(100) != 0) continue;
      present[chance.below(size)].flip();
      std::vector<Backend*> members;
      for (std::size_t i = 0; i < size; ++i) {
        if (present[i]) members.push_back(&fleet.nodes[i]);
      }
      policy.members(members);
    }
  }
}

TEST(WeightedRoundRobin, within_the_sum_of_the_weights_each_node_has_exactly_its_weight) {
  Fleet fleet{7, 1, 3, 3, 12, 1};
  WeightedRoundRobin policy({});
  policy.members(fleet.all());
  for (int round = 0; round < 100; ++round)
    ASSERT_EQ(counts_of(owners(policy, fleet, 27), 6), (std::vector<double>{7, 1, 3, 3, 12, 1}));
}

// At any time a node that stays is due a tenth or a ninth of the requests.
TEST(WeightedRoundRobin, whenever_a_node_flaps_the_others_get_what_they_are_due) {
  for (std::uint64_t period = 1; period < 12; ++period) {
    Fleet fleet(10);
    WeightedRoundRobin policy({});
    std::vector<double> counts(10);
    for (std::uint64_t change = 0; change < 1'000; ++change) {
      policy.members(change % 2 == 0 ? fleet.all() : fleet.all_but(9));
      for (std::uint64_t key = 0; key < period; ++key)
        counts[fleet.index_of(policy.choose(request(key)))] += 1;
    }
    const double requests = 1'000.0 * static_cast<double>(period);
    for (std::size_t i = 0; i < 9; ++i) {
      EXPECT_GE(counts[i], requests / 10 - 1);
      EXPECT_LE(counts[i], requests / 9 + 1);
    }
    EXPECT_NEAR(counts[9], requests / 20, 1);
  }
}

}  // namespace
}  // namespace models

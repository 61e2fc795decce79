// What every balancing policy promises, and how scenarios name them.
#include "models/balancing/catalogue.h"

#include <algorithm>
#include <deque>
#include <gtest/gtest.h>
#include <string>

#include "sim/input/codec.h"
#include "sim/input/json.h"
#include "sim/kernel/stream.h"

#include "tests/models/balancing/fleet.h"

namespace models {
namespace {

// Every kind as it is without being told anything, and the ring with a bound.
std::vector<Balancing::Spec> every_policy() {
  std::vector<Balancing::Spec> specs;
  Balancing::for_each(
      [&specs]<class Kind, std::size_t I>() { specs.emplace_back(typename Kind::Spec{}); });
  specs.emplace_back(RingHashing::Spec{.points = 20, .bound = 1.1});
  specs.emplace_back(SameZone::Spec{.then = FewestOf::Spec{}});
  return specs;
}

std::string name_of(const Balancing::Spec& spec) {
  return std::string(sim::OneOf<Balancing>(spec).kind());
}

// A history of requests that come and go and of nodes that leave and return: which node was chosen
// each time, by its name.
class History {
 public:
  explicit History(const Balancing::Spec& spec) : balancer_(spec) {}

  // `nodes` are told apart by name alone.
  std::vector<std::uint64_t> of(std::span<Backend* const> nodes) {
    sim::Stream chance(9, "history");
    std::vector<std::uint64_t> chosen;
    std::vector<bool> present(nodes.size(), true);
    show(nodes, present);
    for (std::uint64_t step = 0; step < 3'000; ++step) {
      Backend* node = balancer_.choose(request(chance.below(500), chance.below(4) == 0 ? 1 : 0));
      EXPECT_EQ(node == nullptr, members_.empty());
      EXPECT_TRUE(node == nullptr || std::ranges::count(members_, node) == 1);
      chosen.push_back(node == nullptr ? 0 : node->name);
      if (node != nullptr) change(*node, 1);
      Backend& answering = *nodes[chance.below(nodes.size())];
      if (answering.assigned > 0) change(answering, -1);
      if (chance.below(20) != 0) continue;
      present[chance.below(nodes.size())].flip();
      show(nodes, present);
    }
    return chosen;
  }

 private:
  void show(std::span<Backend* const> nodes, const std::vector<bool>& present) {
    members_.clear();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (present[i]) members_.push_back(nodes[i]);
    }
    balancer_.members(members_);
  }
  void change(Backend& node, std::int64_t by) {
    node.assigned += by;
    balancer_.changed(node);
  }

  Balancer balancer_;
  std::vector<Backend*> members_;
};

Fleet mixed_fleet(std::size_t size) {
  Fleet fleet(size);
  for (std::size_t i = 0; i < size; ++i) {
    fleet.nodes[i].weight = static_cast<double>(1 + i % 3);
    fleet.nodes[i].zone = i % 4 == 0 ? 1 : 0;
  }
  return fleet;
}

TEST(Balancing, every_policy_chooses_a_member_and_nobody_when_there_is_none) {
  for (const Balancing::Spec& spec : every_policy()) {
    SCOPED_TRACE(name_of(spec));
    Balancer balancer(spec);
    EXPECT_EQ(balancer.choose(request(1)), nullptr);
    Fleet fleet = mixed_fleet(3);
    const auto chosen = History(spec).of(fleet.all());
    EXPECT_GT(std::ranges::count(chosen, 0U), 0) << "at times all three nodes are absent";
    balancer.members(fleet.all());
    balancer.members({});
    EXPECT_EQ(balancer.choose(request(1)), nullptr);
  }
}

TEST(Balancing, every_policy_chooses_the_same_again_wherever_the_nodes_are_in_memory) {
  for (const Balancing::Spec& spec : every_policy()) {
    SCOPED_TRACE(name_of(spec));
    Fleet fleet = mixed_fleet(12);
    std::deque<Backend> backwards;
    std::vector<Backend*> elsewhere;
    for (const Backend& node : fleet.nodes) {
      backwards.push_front(node);
      elsewhere.push_back(&backwards.front());
    }
    const auto chosen = History(spec).of(fleet.all());
    EXPECT_EQ(History(spec).of(elsewhere), chosen);
  }
}

TEST(Balancing, every_policy_gives_some_requests_to_each_of_a_few_nodes) {
  for (const Balancing::Spec& spec : every_policy()) {
    SCOPED_TRACE(name_of(spec));
    Fleet fleet(8);
    Balancer balancer(spec);
    balancer.members(fleet.all());
    const auto counts = counts_of(owners(balancer, fleet, 8'000), 8);
    EXPECT_GT(*std::ranges::min_element(counts), 500);
    EXPECT_LT(*std::ranges::max_element(counts), 1'500);
  }
}

// The share of a ring's node of weight w among weights W is Beta(pw, p(W - w)).
double deviation_of_share(std::string_view policy, double weight, double weights) {
  if (policy != "ring") return 0;
  const double part = weight / weights;
  return std::sqrt(part * (1 - part) / (160 * weights + 1));
}

TEST(Balancing, policies_that_know_weights_give_requests_in_proportion) {
  constexpr std::size_t kRequests = 50'000;
  for (const Balancing::Spec& spec :
       {Balancing::Spec{WeightedRoundRobin::Spec{}}, Balancing::Spec{RingHashing::Spec{}},
        Balancing::Spec{RendezvousHashing::Spec{}}, Balancing::Spec{MaglevHashing::Spec{}}}) {
    SCOPED_TRACE(name_of(spec));
    Fleet fleet{1, 2, 3, 4};
    Balancer balancer(spec);
    balancer.members(fleet.all());
    const auto counts = counts_of(owners(balancer, fleet, kRequests), 4);
    for (std::size_t i = 0; i < 4; ++i) {
      const double weight = fleet.nodes[i].weight;
      const double share = kSigmas * deviation_of_share(name_of(spec), weight, 10);
      EXPECT_NEAR(counts[i], kRequests * weight / 10,
                  binomial_tolerance(kRequests, weight / 10) + kRequests * share);
    }
  }
}

TEST(Balancing, policies_that_own_keys_unevenly_tell_the_shares) {
  for (const Balancing::Spec& spec : every_policy()) {
    SCOPED_TRACE(name_of(spec));
    Fleet fleet(5);
    Balancer balancer(spec);
    balancer.members(fleet.all());
    const auto shares = balancer.shares();
    ASSERT_EQ(shares.has_value(), name_of(spec) == "ring" || name_of(spec) == "maglev");
    if (shares) {
      EXPECT_EQ(shares->size(), 5U);
    }
  }
}

// --- As scenarios name them -------------------------------------------------------------------

std::optional<sim::OneOf<Balancing>> read(std::string_view text, sim::Problems& problems) {
  const auto value = sim::parse_json(text, 0, problems);
  return value ? sim::read<sim::OneOf<Balancing>>(*value, sim::Files{}, problems) : std::nullopt;
}

void expect_reads_as(std::string_view text, const Balancing::Spec& spec) {
  sim::Problems problems;
  const auto balancing = read(text, problems);
  ASSERT_TRUE(balancing.has_value()) << text;
  EXPECT_EQ(balancing->spec, spec) << text;
}

TEST(Balancing, is_named_by_a_word_a_number_or_an_object) {
  expect_reads_as(R"("round_robin")", RoundRobin::Spec{});
  expect_reads_as(R"("random")", AnyNode::Spec{});
  expect_reads_as(R"("least_loaded")", LeastLoaded::Spec{});
  expect_reads_as(R"("fewest_of")", FewestOf::Spec{.choices = 2});
  expect_reads_as(R"({"fewest_of": 3})", FewestOf::Spec{.choices = 3});
  expect_reads_as(R"({"weighted": [5, 1, 1]})", WeightedRoundRobin::Spec{.weights = {5, 1, 1}});
  expect_reads_as(R"("ring")", RingHashing::Spec{.points = 160});
  expect_reads_as(R"({"ring": {"points": 64, "bound": 1.25}})",
                  RingHashing::Spec{.points = 64, .bound = 1.25});
  expect_reads_as(R"("rendezvous")", RendezvousHashing::Spec{});
  expect_reads_as(R"("jump")", JumpHashing::Spec{});
  expect_reads_as(R"({"maglev": 655373})", MaglevHashing::Spec{.table = 655'373});
}

TEST(Balancing, same_zone_names_the_policy_within) {
  expect_reads_as(R"("same_zone")", SameZone::Spec{.then = RoundRobin::Spec{}});
  expect_reads_as(R"({"same_zone": "fewest_of"})", SameZone::Spec{.then = FewestOf::Spec{}});
  expect_reads_as(R"({"same_zone": {"then": {"ring": {"points": 64}}}})",
                  SameZone::Spec{.then = RingHashing::Spec{.points = 64}});
}

TEST(Balancing, what_cannot_be_is_complained_about) {
  for (const std::string_view text :
       {R"("least_load")", R"({"fewest_of": 0})", R"({"fewest_of": 65})", R"({"weighted": [1, 0]})",
        R"({"ring": {"points": 0}})", R"({"ring": {"bound": 1}})", R"({"maglev": 65536})",
        R"({"maglev": 1})", R"({"same_zone": "same_zone"})", R"({"round_robin": {"points": 3}})"}) {
    sim::Problems problems;
    EXPECT_FALSE(read(text, problems).has_value()) << text;
    EXPECT_EQ(problems.count(), 1U) << text;
  }
}

}  // namespace
}  // namespace models

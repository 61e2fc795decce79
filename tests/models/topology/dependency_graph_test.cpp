// The graph's answers against trying every set of posts.
#include "models/topology/dependency_graph.h"

#include <gmock/gmock.h>
#include <set>

#include "tests/models/topology/small_structures.h"

namespace models {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Gateways call a vault in a third zone, the only one to call the bank.
Structure behind_a_vault() {
  Structure structure;
  structure.regions = {"r"};
  structure.zones = {{"a", 0}, {"b", 0}, {"c", 0}};
  structure.links = {{"a-b", {0}, {1}}, {"b-c", {1}, {2}}};
  structure.services.push_back({.name = "bank", .external = true});
  const std::size_t bank = add_operation(structure, "bank.pay", 0);
  const std::size_t vault = add_service(structure, "vault", {0, 0, 3});
  const std::size_t sign = add_operation(structure, "vault.sign", vault, {{{bank}, 1}});
  const std::size_t gateway = add_service(structure, "gateway", {4, 4});
  structure.flows = {{"pay", add_operation(structure, "gateway.pay", gateway, {{{sign}, 1}})}};
  return structure;
}

TEST(Bottlenecks, are_what_something_else_lies_behind) {
  EXPECT_THAT(bottlenecks(behind_a_vault(), 0), ElementsAre("vault in c"));
  EXPECT_THAT(bottlenecks(payment_system(), 0), IsEmpty());
}

TEST(Ways, are_as_many_as_the_nodes_at_the_narrowest_place) {
  const Structure structure = behind_a_vault();
  const auto ways = ways_to_services(structure, 0);
  ASSERT_EQ(ways.size(), 3U);
  EXPECT_EQ(structure.services[ways[0].service].name, "bank");
  EXPECT_EQ(ways[0].count, 1U);
  EXPECT_THAT(ways[0].narrowest, ElementsAre("external bank"));
  EXPECT_EQ(ways[1].count, 3U);
  EXPECT_THAT(ways[1].narrowest, ElementsAre("vault in c"));
  EXPECT_EQ(ways[2].count, 8U);
  EXPECT_THAT(ways[2].narrowest, ElementsAre("gateway in a", "gateway in b"));
}

// --- By trying everything ---------------------------------------------------------------------

struct Posts {
  std::vector<std::string> names;
  std::vector<std::size_t> services;
  std::vector<std::size_t> nodes;
  std::vector<std::vector<bool>> calls;  // from each to each
  std::vector<bool> entry;
};

Posts posts_of(const Structure& structure) {
  Posts posts;
  std::vector<int> zones;
  for (const std::size_t index : needed_services(structure, 0)) {
    const auto& service = structure.services[index];
    const std::vector<std::size_t> nodes =
        service.external ? std::vector<std::size_t>{1} : service.nodes;
    for (std::size_t zone = 0; zone < nodes.size(); ++zone) {
      if (nodes[zone] == 0) continue;
      posts.names.push_back(service.external ? "external " + service.name
                                             : service.name + " in " + structure.zones[zone].name);
      posts.services.push_back(index);
      posts.nodes.push_back(nodes[zone]);
      posts.entry.push_back(index == structure.operations[structure.flows[0].entry].service);
      zones.push_back(service.external ? -1 : static_cast<int>(zone));
    }
  }
  const auto island = islands(structure, std::vector<bool>(structure.zones.size(), true),
                              std::vector<bool>(structure.links.size(), true));
  const std::size_t count = posts.names.size();
  posts.calls.assign(count, std::vector<bool>(count, false));
  for (const std::size_t caller : needed_operations(structure, 0)) {
    for (const auto& call : structure.operations[caller].calls) {
      for (const std::size_t asked : call.operations) {
        for (std::size_t from = 0; from < count && call.needed > 0; ++from) {
          for (std::size_t to = 0; to < count; ++to) {
            if (posts.services[from] != structure.operations[caller].service) continue;
            if (posts.services[to] != structure.operations[asked].service) continue;
            if (zones[from] >= 0 && zones[to] >= 0 &&
                island[static_cast<std::size_t>(zones[from])] !=
                    island[static_cast<std::size_t>(zones[to])]) {
              continue;
            }
            posts.calls[from][to] = true;
          }
        }
      }
    }
  }
  return posts;
}

// Posts that a way leads to from `start` (all entries, if it is none) without those that are lost.
std::set<std::size_t> reached(const Posts& posts, std::set<std::size_t> open, std::uint64_t lost,
                              bool backwards_too) {
  std::set<std::size_t> seen;
  while (!open.empty()) {
    const std::size_t at = *open.begin();
    open.erase(open.begin());
    if ((lost >> at & 1) != 0 || !seen.insert(at).second) continue;
    for (std::size_t to = 0; to < posts.names.size(); ++to) {
      if (posts.calls[at][to] || (backwards_too && posts.calls[to][at])) open.insert(to);
    }
    if (!backwards_too || !posts.entry[at]) continue;
    for (std::size_t to = 0; to < posts.names.size(); ++to) {
      if (posts.entry[to]) open.insert(to);  // by way of the clients
    }
  }
  return seen;
}

std::set<std::size_t> entries(const Posts& posts) {
  std::set<std::size_t> all;
  for (std::size_t post = 0; post < posts.names.size(); ++post) {
    if (posts.entry[post]) all.insert(post);
  }
  return all;
}

TEST(Ways, are_as_many_as_must_be_lost_by_trying_every_set_of_posts) {
  sim::Stream stream(6, "structures");
  int more_than_one = 0;
  for (int round = 0; round < 500; ++round) {
    const Structure structure = random_structure(stream);
    const Posts posts = posts_of(structure);
    for (const Ways& ways : ways_to_services(structure, 0)) {
      std::size_t fewest = 1000;
      for (std::uint64_t lost = 0; lost < (1ULL << posts.names.size()); ++lost) {
        std::size_t nodes = 0;
        for (std::size_t post = 0; post < posts.names.size(); ++post) {
          if ((lost >> post & 1) != 0) nodes += posts.nodes[post];
        }
        bool arrives = false;
        for (const std::size_t post : reached(posts, entries(posts), lost, false)) {
          arrives = arrives || posts.services[post] == ways.service;
        }
        if (!arrives) fewest = std::min(fewest, nodes);
      }
      ASSERT_EQ(ways.count, fewest) << round;
      std::size_t narrowest = 0;
      for (std::size_t post = 0; post < posts.names.size(); ++post) {
        for (const auto& name : ways.narrowest) {
          if (posts.names[post] == name) narrowest += posts.nodes[post];
        }
      }
      ASSERT_EQ(narrowest, fewest) << round;
      if (fewest > 1) ++more_than_one;
    }
  }
  EXPECT_GT(more_than_one, 100);
}

TEST(Bottlenecks, are_those_whose_loss_leaves_fewer_connected_by_trying_each) {
  sim::Stream stream(7, "structures");
  int found = 0;
  for (int round = 0; round < 1000; ++round) {
    const Structure structure = random_structure(stream);
    const Posts posts = posts_of(structure);
    if (entries(posts).empty()) continue;
    const auto before = reached(posts, entries(posts), 0, true);
    std::vector<std::string> expected;
    for (std::size_t post = 0; post < posts.names.size(); ++post) {
      if (!before.contains(post)) continue;
      const auto after = reached(posts, entries(posts), 1ULL << post, true);
      if (after.size() + 1 < before.size()) expected.push_back(posts.names[post]);
    }
    std::vector<std::string> of_those_reached;
    for (const std::string& name : bottlenecks(structure, 0)) {
      for (const std::size_t post : before) {
        if (posts.names[post] == name) of_those_reached.push_back(name);
      }
    }
    ASSERT_EQ(of_those_reached, expected) << round;
    found += static_cast<int>(expected.size());
  }
  EXPECT_GT(found, 100);
}

TEST(DotText, draws_services_flows_and_calls) {
  EXPECT_EQ(dot_text(payment_system()), R"(digraph G {
0[label="gateway
a: 12
b: 12
c: 12", shape=box];
1[label="risk
a: 2", shape=box];
2[label="ledger
a: 1
b: 1
c: 1", shape=box];
3[label=bank, shape=ellipse];
4[label=pay, shape=plaintext];
0->1 [style=dashed];
0->2 [style=solid];
0->3 [style=solid];
4->0 [style=solid];
}
)");
}

}  // namespace
}  // namespace models

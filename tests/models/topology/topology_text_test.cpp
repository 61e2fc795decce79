// Topologies to read.
#include "models/topology/topology_text.h"

#include <gtest/gtest.h>

#include "tests/models/topology/small_structures.h"
#include "tests/models/topology/told_network.h"

namespace models {
namespace {

TEST(TopologyText, shows_places_links_and_calls) {
  const NetworkSpec spec = network_told(
      R"({"same_zone": "0.1ms", "same_region": {"exponential": "1.8ms"},
          "links": [{"between": ["east", "south"], "latency": "15ms", "loss": "0.001%"}]})");
  const Layout layout = lay_out(zones_told(kThreeZones), &spec);
  EXPECT_EQ(topology_text(layout, payment_system()), R"(region east
  zone a
    gateway: 12 nodes
    risk: 2 nodes
    ledger: 1 node
  zone b
    gateway: 12 nodes
    ledger: 1 node
region south
  zone c
    gateway: 12 nodes
    ledger: 1 node
external bank
one way, on average
  within a zone: 100us
  link east-south: 15ms, 0.001% lost
  link a-b: 1.8ms
flow pay
  gateway.pay
    risk.score (goes on without)
    ledger
    bank.authorise
)");
}

TEST(TopologyText, of_operations_that_call_each_other_ends) {
  Structure structure = one_place("");
  add_operation(structure, "one.ask", add_service(structure, "one", {1}), {{{1, 2}, 1}});
  add_operation(structure, "other.ask", add_service(structure, "other", {1}), {{{0}, 1}});
  add_operation(structure, "third.ask", add_service(structure, "third", {1}));
  structure.flows = {{"ask", 0}};
  EXPECT_EQ(topology_text(lay_out({}, nullptr), structure), R"(everywhere
  one: 1 node
  other: 1 node
  third: 1 node
one way, on average
  within a zone: 0s
flow ask
  one.ask
    1 of
      other.ask
        one.ask (as above)
      third.ask
)");
}

TEST(StructureOf, has_the_places_and_links_of_the_layout) {
  const NetworkSpec spec = network_told(kPlainNetwork);
  const Structure structure = structure_of(lay_out(zones_told(kThreeZones), &spec));
  ASSERT_EQ(structure.zones.size(), 3U);
  EXPECT_EQ(structure.regions[structure.zones[2].region], "south");
  ASSERT_EQ(structure.links.size(), 2U);
  EXPECT_EQ(structure.links[0].name, "east-south");
  EXPECT_EQ(structure.links[0].one_end, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(structure.links[0].other_end, (std::vector<std::size_t>{2}));
}

}  // namespace
}  // namespace models

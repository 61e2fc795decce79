// What a flow needs.
#include "models/topology/structure.h"

#include <gmock/gmock.h>

#include "tests/models/topology/small_structures.h"

namespace models {
namespace {

using testing::ElementsAre;

std::vector<std::string> names(const std::vector<Part>& parts) {
  std::vector<std::string> all;
  for (const Part& part : parts) all.push_back(part.name);
  return all;
}

TEST(Structure, needs_what_is_called_and_not_done_without) {
  const Structure system = payment_system();
  EXPECT_THAT(needed_operations(system, 0), ElementsAre(1, 2, 3));
  EXPECT_THAT(needed_services(system, 0), ElementsAre(0, 2, 3));
}

TEST(Structure, has_parts_from_regions_down_to_nodes_that_are_alike) {
  const Structure system = payment_system();
  const auto parts = parts_for(system, 0);
  EXPECT_THAT(names(parts),
              ElementsAre("region east", "zone a", "zone b", "zone c", "link east-south",
                          "link a-b", "external bank", "gateway software", "ledger software",
                          "gateway node in a", "gateway node in b", "gateway node in c",
                          "ledger node in a", "ledger node in b", "ledger node in c"));
  EXPECT_EQ(parts[9].count, 12U);
}

TEST(Structure, without_names_of_zones_has_only_services_to_lose) {
  Structure structure = one_place("");
  const std::size_t service = add_service(structure, "web", {3});
  structure.flows = {{"read", add_operation(structure, "web.read", service)}};
  EXPECT_THAT(names(parts_for(structure, 0)), ElementsAre("web software", "web node"));
}

TEST(Structure, falls_into_islands_where_links_and_zones_are_down) {
  const Structure system = payment_system();
  const auto whole = islands(system, {true, true, true}, {true, true});
  EXPECT_EQ(whole[0], whole[1]);
  EXPECT_EQ(whole[0], whole[2]);
  const auto by_way_of_c = islands(system, {true, true, true}, {true, false});
  EXPECT_EQ(by_way_of_c[0], by_way_of_c[1]);
  const auto apart = islands(system, {true, true, false}, {true, false});
  EXPECT_NE(apart[0], apart[1]);
  EXPECT_NE(apart[0], apart[2]);
}

}  // namespace
}  // namespace models

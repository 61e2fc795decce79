// Names of places and links.
#include "models/topology/layout.h"

#include <gmock/gmock.h>

#include "tests/models/topology/told_network.h"

namespace models {
namespace {

using testing::ElementsAre;
using testing::IsSupersetOf;

std::vector<std::string> link_names(const Layout& layout) {
  std::vector<std::string> names;
  for (const Link& link : layout.links) names.push_back(link.name);
  return names;
}

TEST(Layout, numbers_zones_by_name_and_the_two_directions_of_a_link_in_turn) {
  const NetworkSpec spec = network_told(kPlainNetwork);
  const Layout layout = lay_out(zones_told(kThreeZones), &spec);
  EXPECT_EQ(zone_called(layout, "b"), ZoneId{1});
  EXPECT_EQ(zone_called(layout, "d"), std::nullopt);
  EXPECT_THAT(link_names(layout), ElementsAre("east>south", "south>east", "a>b", "b>a"));
  EXPECT_EQ(LinkId{2}.opposite(), LinkId{3});
  EXPECT_EQ(LinkId{3}.opposite(), LinkId{2});
}

TEST(Layout, finds_zones_regions_and_links_by_name) {
  const NetworkSpec spec = network_told(kPlainNetwork);
  const Layout layout = lay_out(zones_told(kThreeZones), &spec);
  EXPECT_EQ(find(layout, "zone:c"), (Target{.zones = {{2}}, .links = {}}));
  EXPECT_EQ(find(layout, "region:east"), (Target{.zones = {{0}, {1}}, .links = {}}));
  EXPECT_EQ(find(layout, "link:south>east"), (Target{.zones = {}, .links = {{1}}}));
  EXPECT_EQ(find(layout, "link:east-south"), (Target{.zones = {}, .links = {{0}, {1}}}));
  EXPECT_EQ(find(layout, "link:south-east"), find(layout, "link:east-south"));
  for (const std::string wrong : {"zone:d", "region:a", "link:a-c", "rack:a", "a", "region:", ""}) {
    EXPECT_EQ(find(layout, wrong), std::nullopt) << wrong;
  }
}

TEST(Layout, finds_all_names_that_it_lists) {
  const NetworkSpec spec = network_told(kPlainNetwork);
  const Layout layout = lay_out(zones_told(kThreeZones), &spec);
  const auto names = names_in(layout);
  EXPECT_THAT(names, IsSupersetOf({"zone:a", "region:south", "link:east-south", "link:b>a"}));
  for (const std::string& name : names) EXPECT_TRUE(find(layout, name).has_value()) << name;
}

TEST(Layout, does_not_guess_between_links_that_hyphens_make_look_alike) {
  const Layout layout =
      lay_out(zones_told(R"({"a": {"region": "r"}, "b-c": {"region": "r"}, "a-b": {"region": "r"},
                     "c": {"region": "r"}})"),
              nullptr);
  EXPECT_EQ(find(layout, "link:a-b-c"), std::nullopt);
  EXPECT_TRUE(find(layout, "link:a>b-c").has_value());
}

TEST(Layout, without_zones_is_one_place_without_a_name) {
  const Layout layout = lay_out({}, nullptr);
  EXPECT_EQ(layout.zones.size(), 1U);
  EXPECT_EQ(layout.regions.size(), 1U);
  EXPECT_TRUE(names_in(layout).empty());
  EXPECT_EQ(find(layout, "zone:"), std::nullopt);
}

TEST(Layout, without_a_network_has_links_that_can_be_cut) {
  const Layout layout = lay_out(zones_told(kThreeZones), nullptr);
  EXPECT_THAT(link_names(layout), ElementsAre("a>b", "b>a", "east>south", "south>east"));
}

TEST(Layout, takes_a_given_link_between_two_zones_of_a_region_for_theirs) {
  const NetworkSpec spec = network_told(
      R"({"same_region": "2ms", "links": [{"between": ["b", "a"], "latency": "9ms"}]})");
  const Layout layout =
      lay_out(zones_told(R"({"a": {"region": "r"}, "b": {"region": "r"}})"), &spec);
  EXPECT_THAT(link_names(layout), ElementsAre("b>a", "a>b"));
}

TEST(Layout, leaves_out_links_to_nowhere) {
  const NetworkSpec spec =
      network_told(R"({"links": [{"between": ["east", "north"], "latency": "9ms"}]})");
  const Layout layout = lay_out(zones_told(kThreeZones), &spec);
  EXPECT_THAT(link_names(layout), ElementsAre("a>b", "b>a"));
}

}  // namespace
}  // namespace models

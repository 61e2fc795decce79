// Complaints about networks.
#include <gtest/gtest.h>

#include "models/topology/network_spec.h"

#include "tests/models/topology/told_network.h"

namespace models {
namespace {

struct Told {
  Zones zones;
  NetworkSpec network;
  void fields(auto& f) {
    f.required("zones", zones, "");
    f.required("network", network, "");
  }
};

std::string complaints(const std::string& zones, const std::string& network) {
  const Told told_both = told<Told>("{\"zones\": " + zones + ",\n\"network\": " + network + "}");
  sim::Problems problems;
  problems.add_file("told");
  verify_network(told_both.zones, &told_both.network, problems);
  return problems.render();
}

std::string links(const std::string& links) {
  return R"({"links": [)" + links + "]}";
}

const std::string kJoined = R"({"between": ["east", "south"], "latency": "15ms"})";

TEST(VerifyNetwork, is_content_with_regions_that_links_join) {
  EXPECT_EQ(complaints(kThreeZones, links(kJoined)), "");
}

TEST(VerifyNetwork, names_an_end_that_is_no_place_and_what_was_probably_meant) {
  const std::string said =
      complaints(kThreeZones, links(R"({"between": ["east", "sout"], "latency": "15ms"})"));
  EXPECT_NE(said.find("told:2:"), std::string::npos) << said;
  EXPECT_NE(said.find("/network/links/0/between/1"), std::string::npos) << said;
  EXPECT_NE(said.find("did you mean \"south\"?"), std::string::npos) << said;
}

TEST(VerifyNetwork, refuses_a_link_from_a_region_into_itself) {
  for (const std::string ends : {R"(["east", "east"])", R"(["east", "a"])"}) {
    const std::string said = complaints(
        kThreeZones, links(kJoined + R"(, {"between": )" + ends + R"(, "latency": "1ms"})"));
    EXPECT_NE(said.find("/network/links/1/between/1: the ends have a zone in common"),
              std::string::npos)
        << said;
  }
}

TEST(VerifyNetwork, refuses_a_link_that_is_there_already_also_the_other_way_round) {
  const std::string said = complaints(
      kThreeZones, links(kJoined + R"(, {"between": ["south", "east"], "latency": "1ms"})"));
  EXPECT_NE(said.find("/network/links/1/between/1: there is a link between \"south\" and \"east\""),
            std::string::npos)
      << said;
}

TEST(VerifyNetwork, refuses_an_end_that_is_the_name_of_a_region_and_of_another_zone) {
  const std::string said = complaints(R"({"a": {"region": "b"}, "b": {"region": "c"}})",
                                      links(R"({"between": ["b", "c"], "latency": "1ms"})"));
  EXPECT_NE(said.find("\"b\" is a region and also a zone"), std::string::npos) << said;
}

TEST(VerifyNetwork, is_content_with_a_region_called_as_its_only_zone) {
  EXPECT_EQ(complaints(R"({"b": {"region": "b"}, "c": {"region": "c"}})",
                       links(R"({"between": ["b", "c"], "latency": "1ms"})")),
            "");
}

TEST(VerifyNetwork, names_each_region_that_no_way_leads_to_once) {
  const std::string said = complaints(
      R"({"a": {"region": "r"}, "b": {"region": "r"}, "c": {"region": "s"}, "d": {"region": "s"}})",
      "{}");
  EXPECT_NE(said.find("/zones/c/region: no way leads from zone \"a\" to zone \"c\""),
            std::string::npos)
      << said;
  EXPECT_EQ(said.find("/zones/d"), std::string::npos) << said;
}

TEST(VerifyNetwork, finds_that_a_chain_of_links_joins_regions) {
  EXPECT_EQ(complaints(R"({"a": {"region": "r"}, "b": {"region": "s"}, "c": {"region": "t"}})",
                       links(R"({"between": ["t", "s"], "latency": "1ms"},
                                {"between": ["r", "s"], "latency": "1ms"})")),
            "");
}

TEST(VerifyNetwork, has_nothing_to_say_without_a_network) {
  sim::Problems problems;
  verify_network(zones_told(kThreeZones), nullptr, problems);
  EXPECT_TRUE(problems.empty());
}

TEST(NetworkSpec, is_the_same_after_being_written_and_read) {
  const NetworkSpec spec = network_told(
      R"({"same_zone": "0.1ms", "same_region": {"lognormal": {"mean": "1.8ms", "p99": "4ms"}},
          "links": [{"between": ["east", "south"], "latency": "15ms", "loss": "0.001%"}],
          "retransmit": "300ms", "give_up": "60s"})");
  EXPECT_EQ(written_and_read_back(spec), spec);
}

TEST(NetworkSpec, does_not_take_a_link_that_loses_everything) {
  EXPECT_NE(
      complaints_about<LinkSpec>(R"({"between": ["a", "b"], "latency": "1ms", "loss": "100%"})"),
      "");
}

}  // namespace
}  // namespace models

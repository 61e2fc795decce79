// Losses of copies against trying every set of parts with a reading of the rules of its own.
#include "models/topology/copy_losses.h"

#include <algorithm>
#include <bit>
#include <gmock/gmock.h>
#include <map>
#include <numeric>
#include <set>

#include "sim/kernel/stream.h"

namespace models {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::IsEmpty;

// Zones a, b, ... of one region, all of them linked, and nodes in them in turn.
struct System {
  Structure structure;
  CopyNodes nodes;
  std::vector<FailingPart> parts;

  System(std::size_t count, std::size_t zones) {
    structure.regions = {""};
    for (std::size_t zone = 0; zone < zones; ++zone)
      structure.zones.push_back({.name = std::string(1, "abcdef"[zone]), .region = 0});
    for (std::uint32_t node = 0; node < count; ++node) {
      nodes.zones.push_back(node % zones);
      parts.push_back({.kind = "node", .name = "ledger/" + std::to_string(node), .nodes = {node}});
    }
    for (std::size_t zone = 0; zone < zones; ++zone)
      parts.push_back(
          {.kind = "zone", .name = "zone " + structure.zones[zone].name, .zones = {zone}});
    for (std::size_t one = 0; one < zones; ++one)
      for (std::size_t other = one + 1; other < zones; ++other) add_link(one, other);
  }

  void add_link(std::size_t one, std::size_t other) {
    const std::string name = structure.zones[one].name + "-" + structure.zones[other].name;
    parts.push_back({.kind = "link", .name = "link " + name, .links = {structure.links.size()}});
    structure.links.push_back({.name = name, .one_end = {one}, .other_end = {other}});
  }

  CopyLosses losses(const CopiesNeeded& needed, std::size_t largest = 3) const {
    return copy_losses(structure, nodes, needed, parts, largest);
  }
};

std::vector<std::string> lines(const CopyLosses& losses) {
  std::vector<std::string> all;
  for (const AlikeLosses& alike : losses.losses)
    for (const std::string& line : in_words(alike)) all.push_back(line);
  return all;
}

TEST(CopyLosses, of_3_copies_in_3_zones_by_majority_are_any_two_nodes_or_zones) {
  System system(3, 3);
  system.nodes.groups = {{0, 1, 2}};
  EXPECT_THAT(lines(system.losses({.nodes = 2}, 2)),
              ElementsAre("any 2 of the 3 nodes: 3 sets", "any 2 of the 3 zones: 3 sets",
                          "any 1 of the 3 zones and any 1 of the 3 nodes elsewhere: 6 sets",
                          "zone a and link b-c", "zone b and link a-c", "zone c and link a-b"));
}

TEST(CopyLosses, of_5_copies_by_majority_have_three_nodes) {
  System system(5, 1);
  system.nodes.groups = {{0, 1, 2, 3, 4}};
  EXPECT_THAT(lines(system.losses({.nodes = 3})),
              ElementsAre("zone a", "any 3 of the 5 nodes: 10 sets"));
}

TEST(CopyLosses, of_many_shards_are_counted) {
  System system(6, 1);
  system.nodes.groups = {{0, 1, 2}, {1, 2, 3}, {3, 4, 5}};
  EXPECT_THAT(
      lines(system.losses({.nodes = 2}, 2)),
      ElementsAre("zone a", "2 of the 6 nodes: 8 of 15 sets, such as ledger/0 and ledger/1"));
  EXPECT_THAT(
      lines(system.losses({.nodes = 1})),
      ElementsAre("zone a", "ledger/0 and ledger/1 and ledger/2",
                  "ledger/1 and ledger/2 and ledger/3", "ledger/3 and ledger/4 and ledger/5"));
}

TEST(CopyLosses, of_what_is_decided_by_zones_need_most_of_them) {
  System system(3, 3);
  system.nodes.zones = {0, 0, 0};
  system.nodes.groups = {{0, 1, 2}};
  const CopyLosses losses = system.losses({.nodes = 1, .zones = 2}, 2);
  EXPECT_THAT(lines(losses), ElementsAre("zone a", "link a-b and link a-c", "zone b and zone c",
                                         "zone b and link a-c", "zone c and link a-b"));
}

TEST(CopyLosses, are_told_the_most_probable_first_and_what_is_unknown_last) {
  System system(3, 3);
  system.nodes.groups = {{0, 1, 2}};
  for (std::size_t node = 0; node < 3; ++node) system.parts[node].down = 0.1;
  system.parts[3].down = 0.2;
  system.parts[4].down = 0.3;
  const CopyLosses losses = system.losses({.nodes = 2}, 2);
  EXPECT_THAT(lines(losses),
              ElementsAre("zone a and zone b", "zone b and any 1 of the 3 nodes elsewhere: 2 sets",
                          "zone a and any 1 of the 3 nodes elsewhere: 2 sets",
                          "any 2 of the 3 nodes: 3 sets",
                          "zone c and any 1 of the 3 nodes elsewhere: 2 sets",
                          "zone a and link b-c", "zone a and zone c", "zone b and link a-c",
                          "zone b and zone c", "zone c and link a-b"));
  std::vector<double> shares;
  for (const AlikeLosses& alike : losses.losses)
    if (alike.probability) shares.push_back(*alike.probability);
  EXPECT_THAT(shares, ElementsAre(DoubleEq(0.06), DoubleEq(0.03), DoubleEq(0.02), DoubleEq(0.01)));
}

TEST(CopyLosses, are_none_where_something_is_not_served_even_with_all_there) {
  System system(3, 3);
  system.nodes.groups = {{0, 1, 2}};
  EXPECT_FALSE(system.losses({.nodes = 4}).is_served);
  EXPECT_THAT(system.losses({.nodes = 4}).losses, IsEmpty());
}

TEST(CopyLosses, of_999_nodes_are_looked_for_up_to_three_at_once) {
  System system(999, 3);
  for (std::uint32_t first = 0; first < 999; ++first)
    system.nodes.groups.push_back({first, (first + 1) % 999, (first + 2) % 999});
  for (auto& group : system.nodes.groups) std::sort(group.begin(), group.end());
  const CopyLosses losses = system.losses({.nodes = 1});
  EXPECT_EQ(losses.looked_at, 3U);
  EXPECT_THAT(
      lines(losses),
      ElementsAre("3 of the 999 nodes: 999 of 165668499 sets, such as ledger/0 and ledger/1 "
                  "and ledger/2",
                  "all 3 zones",
                  "1 of the 3 zones and 2 of the 999 nodes elsewhere: 1998 of 664335 sets, "
                  "such as zone c and ledger/0 and ledger/1",
                  "any 2 of the 3 zones and any 1 of the 999 nodes elsewhere: 999 sets"));
}

TEST(CopyLosses, are_looked_for_less_far_where_there_are_too_many) {
  System system(600, 1);
  system.nodes.groups.emplace_back(600);
  std::iota(system.nodes.groups[0].begin(), system.nodes.groups[0].end(), 0U);
  const CopyLosses losses = system.losses({.nodes = 598});
  EXPECT_EQ(losses.looked_at, 2U);
  EXPECT_THAT(lines(losses), ElementsAre("zone a"));
}

// Whether all groups are served, island by island as one walks.
bool is_served(const System& system, const CopiesNeeded& needed, std::uint32_t lost) {
  std::vector<bool> zone_up(system.structure.zones.size(), true);
  std::vector<bool> link_up(system.structure.links.size(), true);
  std::vector<bool> node_up(system.nodes.zones.size(), true);
  for (std::size_t part = 0; part < system.parts.size(); ++part) {
    if ((lost >> part & 1U) == 0) continue;
    for (const auto zone : system.parts[part].zones) zone_up[zone] = false;
    for (const auto link : system.parts[part].links) link_up[link] = false;
    for (const auto node : system.parts[part].nodes) node_up[node] = false;
  }
  std::vector<std::set<std::size_t>> within(zone_up.size());  // reach of each zone
  for (std::size_t zone = 0; zone < zone_up.size(); ++zone)
    if (zone_up[zone]) within[zone].insert(zone);
  for (std::size_t round = 0; round < zone_up.size(); ++round)
    for (std::size_t link = 0; link < link_up.size(); ++link) {
      const std::size_t one = system.structure.links[link].one_end[0];
      const std::size_t other = system.structure.links[link].other_end[0];
      if (!link_up[link] || !zone_up[one] || !zone_up[other]) continue;
      for (auto& reach : within)
        if (reach.contains(one) || reach.contains(other)) reach.insert({one, other});
    }
  for (const auto& group : system.nodes.groups) {
    bool somewhere = false;
    for (const auto& reach : within) {
      std::size_t there = 0;
      for (const auto node : group)
        there += node_up[node] && reach.contains(system.nodes.zones[node]) ? 1 : 0;
      somewhere = somewhere || (there >= needed.nodes && reach.size() >= needed.zones);
    }
    if (!somewhere) return false;
  }
  return true;
}

using Counts = std::map<std::map<std::string, std::size_t>, double>;  // sets by how many of a kind

Counts by_trying(const System& system, const CopiesNeeded& needed) {
  const auto parts = static_cast<std::uint32_t>(system.parts.size());
  std::vector<std::uint32_t> found;
  Counts counts;
  for (int size = 1; size <= 3; ++size)
    for (std::uint32_t lost = 0; lost < 1U << parts; ++lost) {
      if (std::popcount(lost) != size || is_served(system, needed, lost)) continue;
      const auto holds = [lost](std::uint32_t smaller) { return (lost & smaller) == smaller; };
      if (std::any_of(found.begin(), found.end(), holds)) continue;
      found.push_back(lost);
      std::map<std::string, std::size_t> kinds;
      for (std::uint32_t part = 0; part < parts; ++part)
        if ((lost >> part & 1U) != 0) ++kinds[system.parts[part].kind];
      ++counts[kinds];
    }
  return counts;
}

Counts counted(const CopyLosses& losses) {
  Counts counts;
  for (const AlikeLosses& alike : losses.losses) {
    std::map<std::string, std::size_t> kinds;
    for (const AlikeLosses::Kind& kind : alike.kinds) kinds[kind.kind] += kind.lost;
    counts[kinds] += alike.sets;
  }
  return counts;
}

TEST(CopyLosses, are_those_that_trying_all_sets_finds) {
  double found = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    sim::Stream stream(seed, "copies");
    System system(2 + stream.below(5), 1 + stream.below(3));
    const auto count = static_cast<std::uint32_t>(system.nodes.zones.size());
    const std::size_t copies = 1 + stream.below(count);
    for (std::uint64_t group = 0; group <= stream.below(3); ++group) {
      std::vector<std::uint32_t> nodes;
      const auto first = static_cast<std::uint32_t>(stream.below(count));
      for (std::uint32_t i = 0; i < copies; ++i) nodes.push_back((first + i) % count);
      std::sort(nodes.begin(), nodes.end());
      system.nodes.groups.push_back(nodes);
    }
    if (stream.below(3) == 0)
      system.parts.push_back({.kind = "common cause", .name = "rack", .nodes = {0, 1}});
    const CopiesNeeded needed{.nodes = 1 + stream.below(copies),
                              .zones = stream.below(system.structure.zones.size() + 1)};
    const CopyLosses losses = system.losses(needed);
    EXPECT_TRUE(losses.is_served);
    EXPECT_EQ(counted(losses), by_trying(system, needed));
    for (const AlikeLosses& alike : losses.losses) found += alike.sets;
  }
  EXPECT_GT(found, 1000);
}

}  // namespace
}  // namespace models

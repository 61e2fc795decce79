// Cut sets against trying every set of single parts with a reading of the rules of its own.
#include "models/topology/cuts.h"

#include <bit>
#include <functional>
#include <gmock/gmock.h>
#include <set>

#include "tests/models/topology/small_structures.h"

namespace models {
namespace {

using testing::ElementsAre;

std::vector<std::string> in_words(const std::vector<CutSet>& cuts) {
  std::vector<std::string> words;
  for (const CutSet& cut : cuts) words.push_back(in_words(cut));
  return words;
}

TEST(MinimalCuts, of_size_one_are_the_single_points_of_failure) {
  const Structure system = payment_system();
  EXPECT_THAT(in_words(minimal_cuts(system, 0, 1)),
              ElementsAre("region east", "external bank", "gateway software", "ledger software"));
}

TEST(MinimalCuts, of_size_two_leave_out_what_holds_a_smaller_one) {
  const Structure system = payment_system();
  const auto cuts = minimal_cuts(system, 0, 2);
  EXPECT_THAT(
      in_words({cuts.begin() + 4, cuts.end()}),
      ElementsAre("zone a and zone b", "zone a and zone c", "zone a and link east-south",
                  "zone a and ledger node in b", "zone a and ledger node in c", "zone b and zone c",
                  "zone b and link east-south", "zone b and ledger node in a",
                  "zone b and ledger node in c", "zone c and link a-b",
                  "zone c and ledger node in a", "zone c and ledger node in b",
                  "link east-south and link a-b", "link east-south and ledger node in a",
                  "link east-south and ledger node in b", "ledger node in a and ledger node in b",
                  "ledger node in a and ledger node in c",
                  "ledger node in b and ledger node in c"));
}

TEST(MinimalCuts, count_nodes_that_are_alike_and_say_in_how_many_ways) {
  Structure structure = one_place("");
  const std::size_t service = add_service(structure, "web", {8}, 7);
  structure.flows = {{"read", add_operation(structure, "web.read", service)}};
  const auto cuts = minimal_cuts(structure, 0, 2);
  EXPECT_THAT(in_words(cuts), ElementsAre("web software", "any 2 of 8: web node"));
  EXPECT_EQ(cuts[1].size(), 2U);
  EXPECT_EQ(cuts[1].choices(), 28.0);
}

TEST(MinimalCuts, are_one_empty_set_if_the_flow_never_works) {
  Structure structure = one_place("a");
  const std::size_t service = add_service(structure, "web", {2}, 3);
  structure.flows = {{"read", add_operation(structure, "web.read", service)}};
  const auto cuts = minimal_cuts(structure, 0, 2);
  ASSERT_EQ(cuts.size(), 1U);
  EXPECT_EQ(cuts[0].size(), 0U);
}

TEST(MinimalCuts, see_that_enough_of_those_asked_must_answer) {
  Structure structure = one_place("");
  std::vector<std::size_t> banks;
  for (const std::string name : {"one", "two", "three"}) {
    structure.services.push_back({.name = name, .external = true});
    banks.push_back(add_operation(structure, name, structure.services.size() - 1));
  }
  const std::size_t gateway = add_service(structure, "gateway", {1});
  structure.flows = {{"pay", add_operation(structure, "gateway.pay", gateway, {{banks, 2}})}};
  EXPECT_THAT(in_words(minimal_cuts(structure, 0, 2)),
              ElementsAre("gateway software", "gateway node", "external one and external two",
                          "external one and external three", "external two and external three"));
}

TEST(MinimalCuts, of_a_store_with_copies_in_all_zones_need_nodes_in_two_of_them) {
  Structure structure;
  structure.regions = {"east"};
  structure.zones = {{"a", 0}, {"b", 0}, {"c", 0}};
  structure.links = {{"a-b", {0}, {1}}, {"b-c", {1}, {2}}, {"a-c", {0}, {2}}};
  const std::size_t ledger = add_service(structure, "ledger", {4, 4, 4}, 4);
  structure.services[ledger].needed_whole_zones = 2;
  structure.flows = {{"read", add_operation(structure, "ledger", ledger)}};
  EXPECT_TRUE(goes_on(structure, 0, {{parts_for(structure, 0)[1], 1}})) << "one zone lost";
  const auto cuts = minimal_cuts(structure, 0, 2);
  EXPECT_THAT(in_words(cuts), testing::Contains("any 1 of 4: ledger node in a and "
                                                "any 1 of 4: ledger node in c"));
  EXPECT_THAT(in_words(cuts), testing::Not(testing::Contains("any 2 of 4: ledger node in a")));
}

TEST(MinimalCuts, let_operations_that_call_each_other_keep_each_other_up) {
  Structure structure = one_place("");
  const std::size_t one = add_service(structure, "one", {1});
  const std::size_t other = add_service(structure, "other", {1});
  add_operation(structure, "one.ask", one, {{{1}, 1}});
  add_operation(structure, "other.ask", other, {{{0}, 1}});
  structure.flows = {{"ask", 0}};
  EXPECT_THAT(in_words(minimal_cuts(structure, 0, 1)),
              ElementsAre("one software", "other software", "one node", "other node"));
}

TEST(SetsToTry, counts_nodes_that_are_alike_once) {
  Structure structure = one_place("");
  const std::size_t service = add_service(structure, "web", {8});
  structure.flows = {{"read", add_operation(structure, "web.read", service)}};
  // {}, {software}, {node}, {software, node}, {two nodes}.
  EXPECT_EQ(sets_to_try(structure, 0, 2), 5.0);
}

TEST(SingleLosses, say_what_each_part_leaves) {
  const Structure system = payment_system();
  const auto impacts = single_losses(system, 0);
  ASSERT_EQ(impacts[1].part.name, "zone a");
  EXPECT_FALSE(impacts[1].stops);
  ASSERT_EQ(impacts[1].weakened.size(), 2U);
  EXPECT_EQ(system.services[impacts[1].weakened[0].service].name, "gateway");
  EXPECT_EQ(impacts[1].weakened[0].left, 24U);
  EXPECT_EQ(impacts[1].weakened[0].of, 36U);
  for (const Impact& impact : impacts) {
    EXPECT_EQ(impact.stops, !goes_on(system, 0, {{impact.part, 1}})) << impact.part.name;
  }
}

// --- By trying everything, each node on its own -----------------------------------------------

using Names = std::set<std::string>;

class Reference {
 public:
  explicit Reference(const Structure& structure) : structure_(structure) {
    for (std::size_t region = 0; region < structure.regions.size(); ++region) {
      std::size_t zones = 0;
      for (const auto& zone : structure.zones) zones += zone.region == region;
      if (zones > 1) basic_.push_back("region " + structure.regions[region]);
    }
    for (const auto& zone : structure.zones) basic_.push_back("zone " + zone.name);
    for (const auto& link : structure.links) basic_.push_back("link " + link.name);
    for (const auto& service : structure.services) {
      basic_.push_back(service.external ? "external " + service.name : service.name + " software");
      for (std::size_t zone = 0; zone < service.nodes.size(); ++zone) {
        for (std::size_t node = 0; node < service.nodes[zone]; ++node) {
          basic_.push_back(node_name(service, zone, node));
        }
      }
    }
  }

  std::set<Names> minimal_cuts(int largest) {
    std::vector<std::uint64_t> cuts;
    for (int size = 0; size <= largest; ++size) {
      for (std::uint64_t set = 0; set < (1ULL << basic_.size()); ++set) {
        if (std::popcount(set) != size) continue;
        bool minimal = true;
        for (const std::uint64_t cut : cuts) minimal = minimal && (set & cut) != cut;
        lost_ = names_of(set);
        if (minimal && !answered(structure_.flows[0].entry, -1)) cuts.push_back(set);
      }
    }
    std::set<Names> all;
    for (const std::uint64_t cut : cuts) all.insert(names_of(cut));
    return all;
  }

  std::size_t size() const { return basic_.size(); }

  static std::string node_name(const Structure::Service& service, std::size_t zone,
                               std::size_t node) {
    return service.name + " in " + std::to_string(zone) + " number " + std::to_string(node);
  }

 private:
  Names names_of(std::uint64_t set) const {
    Names names;
    for (std::size_t i = 0; i < basic_.size(); ++i) {
      if ((set >> i & 1) != 0) names.insert(basic_[i]);
    }
    return names;
  }
  bool up(const std::string& name) const { return !lost_.contains(name); }
  bool zone_up(std::size_t zone) const {
    return up("zone " + structure_.zones[zone].name) &&
           up("region " + structure_.regions[structure_.zones[zone].region]);
  }

  bool reaches(std::size_t from, std::size_t to, Names seen = {}) const {
    if (!zone_up(from) || !zone_up(to)) return false;
    if (from == to) return true;
    seen.insert(std::to_string(from));
    for (const auto& link : structure_.links) {
      if (!up("link " + link.name)) continue;
      const std::size_t one = link.one_end[0];
      const std::size_t other = link.other_end[0];
      if (from != one && from != other) continue;
      const std::size_t next = from == one ? other : one;
      if (!seen.contains(std::to_string(next)) && reaches(next, to, seen)) return true;
    }
    return false;
  }

  bool answered(std::size_t operation, int from) const {
    const auto& told = structure_.operations[operation];
    const auto& service = structure_.services[told.service];
    if (service.external) return up("external " + service.name) && calls_answered(told, -1);
    if (!up(service.name + " software")) return false;
    std::size_t nodes = 0;
    std::size_t whole = 0;
    for (std::size_t zone = 0; zone < service.nodes.size(); ++zone) {
      if (!zone_up(zone)) continue;
      if (from >= 0 && !reaches(static_cast<std::size_t>(from), zone)) continue;
      if (!calls_answered(told, static_cast<int>(zone))) continue;
      std::size_t here = 0;
      for (std::size_t node = 0; node < service.nodes[zone]; ++node) {
        here += up(node_name(service, zone, node));
      }
      nodes += here;
      whole += here > 0 && here == service.nodes[zone];
    }
    return nodes >= service.needed_nodes && whole >= service.needed_whole_zones;
  }

  bool calls_answered(const Structure::Operation& told, int from) const {
    for (const auto& call : told.calls) {
      std::size_t answers = 0;
      for (const std::size_t asked : call.operations) answers += answered(asked, from);
      if (answers < call.needed) return false;
    }
    return true;
  }

  const Structure& structure_;
  std::vector<std::string> basic_;
  Names lost_;
};

// All sets of single parts that a cut set with nodes that are alike stands for.
std::set<Names> told_apart(const Structure& structure, const CutSet& cut) {
  std::set<Names> sets{{}};
  for (const Loss& loss : cut.losses) {
    std::set<Names> more;
    for (std::uint64_t chosen = 0; chosen < (1ULL << loss.part.count); ++chosen) {
      if (static_cast<std::size_t>(std::popcount(chosen)) != loss.lost) continue;
      for (Names names : sets) {
        for (std::size_t node = 0; node < loss.part.count; ++node) {
          if ((chosen >> node & 1) == 0) continue;
          names.insert(loss.part.kind == PartKind::node
                           ? Reference::node_name(structure.services[loss.part.subject],
                                                  loss.part.zone, node)
                           : loss.part.name);
        }
        more.insert(names);
      }
    }
    sets = more;
  }
  return sets;
}

TEST(MinimalCuts, are_exactly_those_found_by_trying_every_set) {
  sim::Stream stream(5, "structures");
  std::array<int, 4> of_size{};
  for (int round = 0; round < 400; ++round) {
    const Structure structure = random_structure(stream);
    Reference reference(structure);
    if (reference.size() > 16) continue;
    std::set<Names> found;
    for (const CutSet& cut : minimal_cuts(structure, 0, 3)) {
      const auto sets = told_apart(structure, cut);
      ASSERT_EQ(static_cast<double>(sets.size()), cut.choices()) << round;
      for (const Names& set : sets) ASSERT_TRUE(found.insert(set).second) << round;
      ++of_size[cut.size()];
    }
    ASSERT_EQ(found, reference.minimal_cuts(3)) << round;
  }
  for (const int count : of_size) EXPECT_GT(count, 50) << "all sizes must occur";
}

}  // namespace
}  // namespace models

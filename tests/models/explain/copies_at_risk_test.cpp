// What stops stores and lock services, as explain has it: by the rules, and against runs.
#include "models/explain/copies_at_risk.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <gmock/gmock.h>
#include <map>
#include <string>
#include <vector>

#include "models/explain/structure_of.h"

#include "tests/models/small_world.h"

namespace models {
namespace {

using testing::Contains;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::Not;
using testing::Optional;

// A bank with a node in each of three zones, and what it keeps its books in.
std::string bank(const std::string& kept, const std::string& step,
                 const std::string& failures = "") {
  return R"({"run": {"duration": "400ms"}, "zones": {"a": {}, "b": {}, "c": {}},
    "services": {"bank": {"nodes": 3, "operations": {"pay": [)" +
         step + "]}}}, " + kept + R"(, "flows": {"pay": {"entry": "bank.pay"}},
    "load": [{"flow": "pay", "rate": "100/s", "arrivals": "steady"}], "failures": [)" +
         failures + "]}";
}

std::string store(const std::string& told) {
  return R"("stores": {"ledger": {)" + told + "}}";
}

std::string replicated(const std::string& told) {
  return store(R"("nodes": 3, "replication": )" + told);
}

const std::string kWrite = R"({"write": "ledger", "timeout": "20ms"})";
const std::string kRead = R"({"read": "ledger", "timeout": "20ms"})";

CopiesAtRisk at_risk(const std::string& text) {
  const Scenario scenario = scenario_of(text);
  const Layout layout = lay_out(scenario.zones, scenario.network ? &*scenario.network : nullptr);
  return copies_at_risk(scenario, layout, structure_of(scenario, layout)).front();
}

std::vector<std::string> lines(const CopyLosses& losses) {
  std::vector<std::string> all;
  for (const AlikeLosses& alike : losses.losses)
    for (const std::string& line : in_words(alike)) all.push_back(line);
  return all;
}

const std::string kTwoNodes = "any 2 of the 3 nodes: 3 sets";
const std::string kTwoZones = "any 2 of the 3 zones: 3 sets";

TEST(CopiesAtRisk, of_3_by_majority_in_3_zones_need_two) {
  const CopiesAtRisk ledger =
      at_risk(bank(replicated(R"({"leader": {"acknowledge": "majority"}})"), kWrite));
  EXPECT_THAT(lines(ledger.write), Contains(kTwoNodes));
  EXPECT_THAT(lines(ledger.write), Contains(kTwoZones));
  EXPECT_EQ(ledger.write, ledger.read);
  EXPECT_THAT(lines(ledger.data),
              ElementsAre("all 3 nodes", "all 3 zones",
                          "any 2 of the 3 zones and any 1 of the 3 nodes elsewhere: 3 sets",
                          "any 1 of the 3 zones and any 2 of the 3 nodes elsewhere: 3 sets"));
}

TEST(CopiesAtRisk, of_5_by_majority_are_sets_of_three) {
  const CopiesAtRisk ledger =
      at_risk(bank(store(R"("nodes": 5, "copies": 5, "zones": ["a"])"), kWrite));
  EXPECT_THAT(lines(ledger.write), ElementsAre("zone a", "any 3 of the 5 nodes: 10 sets"));
  EXPECT_THAT(lines(ledger.data), ElementsAre("zone a"));
}

TEST(CopiesAtRisk, that_all_must_acknowledge_stop_writing_one_by_one_and_reading_by_majority) {
  const CopiesAtRisk ledger =
      at_risk(bank(replicated(R"({"leader": {"acknowledge": "all"}})"), kWrite));
  EXPECT_THAT(lines(ledger.write), Contains("any 1 of the 3 nodes: 3 sets"));
  EXPECT_THAT(lines(ledger.read), Contains(kTwoNodes));
}

TEST(CopiesAtRisk, that_nobody_waits_for_are_enough_alone_if_observers_decide) {
  const std::string async = R"({"leader": {"acknowledge": "async")";
  const CopiesAtRisk observed =
      at_risk(bank(replicated(async + R"(, "failover": {"decided_by": "observers"}}})"), kWrite));
  EXPECT_THAT(lines(observed.write), Contains("all 3 nodes"));
  EXPECT_THAT(lines(observed.write), Not(Contains(kTwoNodes)));
  EXPECT_THAT(lines(observed.write), Contains(kTwoZones));
  EXPECT_THAT(lines(at_risk(bank(replicated(async + "}}"), kWrite)).write), Contains(kTwoNodes));
}

TEST(CopiesAtRisk, by_quorum_stop_writing_and_reading_apart) {
  const CopiesAtRisk ledger =
      at_risk(bank(replicated(R"({"quorum": {"write": 1, "read": 3}})"), kWrite));
  EXPECT_THAT(lines(ledger.write), Contains("all 3 nodes"));
  EXPECT_THAT(lines(ledger.write), Not(Contains(kTwoNodes)));
  EXPECT_THAT(lines(ledger.read), Contains("any 1 of the 3 nodes: 3 sets"));
}

TEST(CopiesAtRisk, of_a_lock_service_of_5_are_any_three_nodes) {
  const CopiesAtRisk locks =
      at_risk(bank(R"("locks": {"account": {"like": "zookeeper", "zones": ["a"]}})",
                   R"({"lock": "account", "steps": []})"));
  EXPECT_TRUE(locks.is_lock_service);
  EXPECT_THAT(lines(locks.write), ElementsAre("zone a", "any 3 of the 5 nodes: 10 sets"));
}

// Each of 30 points has a list of its own, of which some may have the same nodes.
TEST(CopiesAtRisk, of_a_ring_are_those_who_have_the_same_keys) {
  const CopiesAtRisk ledger =
      at_risk(bank(store(R"("nodes": 30, "copies": 3, "ring": 1)"), kWrite));
  EXPECT_TRUE(ledger.has_shards);
  const AlikeLosses& nodes = ledger.data.losses.front();
  EXPECT_EQ(nodes.kinds.front().kind, "node");
  EXPECT_EQ(nodes.possible, 4060);
  EXPECT_LE(nodes.sets, 30);
  EXPECT_GE(nodes.sets, 10);
}

// Nodes are down for 1 % of the time, zone a for 4 %; for two causes, 1 - 0.99 * 0.98.
TEST(CopiesAtRisk, are_as_probable_as_mtbf_and_mttr_say) {
  const std::string ledger = replicated(R"({"leader": {}})");
  const std::string crashes = R"({"mtbf": "99h", "mttr": "1h", "crash": "ledger/*"})";
  const std::string zone = R"({"mtbf": "96h", "mttr": "4h", "lose": "zone:a"})";
  const std::string hangs = R"({"mtbf": "98h", "mttr": "2h", "down": ["ledger/*"]})";
  const auto losses = at_risk(bank(ledger, kWrite, crashes + ", " + zone)).write.losses;
  EXPECT_THAT(in_words(losses[0]),
              ElementsAre("zone a and any 1 of the 3 nodes elsewhere: 2 sets"));
  EXPECT_THAT(losses[0].probability, Optional(DoubleNear(4e-4, 1e-15)));
  EXPECT_THAT(in_words(losses[1]), ElementsAre(kTwoNodes));
  EXPECT_THAT(losses[1].probability, Optional(DoubleNear(1e-4, 1e-15)));
  EXPECT_FALSE(losses[2].probability);
  const auto both = at_risk(bank(ledger, kWrite, crashes + ", " + hangs)).write.losses;
  EXPECT_THAT(both[0].probability, Optional(DoubleNear(0.0298 * 0.0298, 1e-15)));
}

TEST(CopiesAtRisk, that_fail_together_are_lost_by_one_cause) {
  const CopiesAtRisk ledger =
      at_risk(bank(replicated(R"({"leader": {}})"), kWrite,
                   R"({"mtbf": "99h", "mttr": "1h", "crash": "ledger/*", "together": true})"));
  EXPECT_THAT(in_words(ledger.write.losses.front()), ElementsAre("crash of ledger/* together"));
  EXPECT_THAT(ledger.write.losses.front().probability, Optional(DoubleNear(0.01, 1e-15)));
}

// A crash leaves the data where it is; a lost disk takes the node away too.
TEST(CopiesAtRisk, lose_data_as_often_as_all_disks_with_it_are_gone) {
  const std::string disks = R"({"mtbf": "99h", "mttr": "1h", "lose_disk": "ledger/*"})";
  const std::string crashes = R"({"mtbf": "99h", "mttr": "1h", "crash": "ledger/*"})";
  const std::string ledger = replicated(R"({"leader": {}})");
  const CopiesAtRisk with_disks = at_risk(bank(ledger, kWrite, disks));
  EXPECT_THAT(in_words(with_disks.data.losses.front()), ElementsAre("all 3 nodes"));
  EXPECT_THAT(with_disks.data.losses.front().probability, Optional(DoubleNear(1e-6, 1e-15)));
  EXPECT_THAT(with_disks.write.losses.front().probability, Optional(DoubleNear(1e-4, 1e-15)));
  EXPECT_FALSE(at_risk(bank(ledger, kWrite, crashes)).data.losses.front().probability);
}

using Kinds = std::map<std::string, std::size_t>;
using Counts = std::map<Kinds, double>;  // minimal sets, by how many of each kind

struct Breakable {
  std::string kind;
  std::string failure;
};

std::vector<Breakable> all_parts(const std::string& fleet) {
  std::vector<Breakable> parts;
  for (const std::string node : {"0", "1", "2"})
    parts.push_back({"node", R"("crash": ")" + fleet + "/" + node + "\""});
  for (const std::string zone : {"a", "b", "c"})
    parts.push_back({"zone", R"("lose": "zone:)" + zone + "\""});
  for (const std::string link : {"a-b", "a-c", "b-c"})
    parts.push_back({"link", R"("cut": "link:)" + link + "\""});
  return parts;
}

// Sets of parts that, lost from the start, leave no payment approved. There is time for elections.
Counts in_runs(const std::string& kept, const std::string& step, const std::string& fleet) {
  const std::vector<Breakable> parts = all_parts(fleet);
  std::vector<std::uint32_t> found;
  Counts counts;
  for (int size = 1; size <= 3; ++size)
    for (std::uint32_t lost = 0; lost < 1U << parts.size(); ++lost) {
      const auto holds = [lost](std::uint32_t smaller) { return (lost & smaller) == smaller; };
      if (std::popcount(lost) != size || std::any_of(found.begin(), found.end(), holds)) continue;
      std::string failures;
      Kinds kinds;
      for (std::size_t part = 0; part < parts.size(); ++part) {
        if ((lost >> part & 1U) == 0) continue;
        failures += (failures.empty() ? "" : ", ") + (R"({"at": "0s", )" + parts[part].failure);
        failures += "}";
        ++kinds[parts[part].kind];
      }
      if (flow(run(bank(kept, step, failures))).intents.approved > 0) continue;
      found.push_back(lost);
      ++counts[kinds];
    }
  return counts;
}

Counts told(const CopyLosses& losses) {
  Counts counts;
  for (const AlikeLosses& alike : losses.losses) {
    Kinds kinds;
    for (const AlikeLosses::Kind& kind : alike.kinds) kinds[kind.kind] += kind.lost;
    counts[kinds] += alike.sets;
  }
  return counts;
}

TEST(CopiesAtRisk, of_stores_that_are_led_stop_in_runs_and_nothing_else_stops_them) {
  const std::string failover = R"("failover": {"detect": "0s", "elect": "1ms", "decided_by": )";
  for (const std::string decided : {R"("copies")", R"("observers")"})
    for (const std::string acknowledge : {"async", "one", "majority", "all"}) {
      SCOPED_TRACE(decided + acknowledge);
      const std::string kept = replicated(R"({"leader": {"acknowledge": ")" + acknowledge + "\", " +
                                          failover + decided + "}}}");
      const CopiesAtRisk ledger = at_risk(bank(kept, kWrite));
      EXPECT_EQ(told(ledger.write), in_runs(kept, kWrite, "ledger"));
      EXPECT_EQ(told(ledger.read), in_runs(kept, kRead, "ledger"));
    }
}

TEST(CopiesAtRisk, of_stores_by_quorum_stop_in_runs_and_nothing_else_stops_them) {
  for (const std::string quorum : {R"("write": 1, "read": 3)", R"("write": 2, "read": 2)"}) {
    SCOPED_TRACE(quorum);
    const std::string kept = replicated(R"({"quorum": {)" + quorum + "}}");
    const CopiesAtRisk ledger = at_risk(bank(kept, kWrite));
    EXPECT_EQ(told(ledger.write), in_runs(kept, kWrite, "ledger"));
    EXPECT_EQ(told(ledger.read), in_runs(kept, kRead, "ledger"));
  }
}

TEST(CopiesAtRisk, of_lock_services_leave_nobody_to_grant_in_runs_and_nothing_else_does) {
  const std::string kept = R"("locks": {"account": {"lease": "100ms", "grace": "0s"}})";
  const std::string step = R"({"lock": "account", "wait": "20ms", "steps": []})";
  EXPECT_EQ(told(at_risk(bank(kept, step)).write), in_runs(kept, step, "account"));
}

}  // namespace
}  // namespace models

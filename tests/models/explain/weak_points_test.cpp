#include "models/explain/weak_points.h"

#include <gmock/gmock.h>

#include "models/explain/offered_work.h"
#include "models/explain/structure_of.h"
#include "models/topology/topology_text.h"

#include "tests/models/small_world.h"

namespace models {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

Structure structure_told(std::string_view json) {
  const Scenario scenario = scenario_of(json);
  return structure_of(scenario,
                      lay_out(scenario.zones, scenario.network ? &*scenario.network : nullptr));
}

WeakPoints weak_points_told(std::string_view json) {
  return weak_points(structure_told(json)).front();
}

// A gateway with these steps, which may call `one.ask` and `two.ask`.
std::string calling(const std::string& steps) {
  return R"({"run": {"duration": "1s"}, "services": {
      "gateway": {"nodes": 2, "operations": {"pay": [)" +
         steps + R"(]}},
      "one": {"nodes": 2, "operations": {"ask": [{"wait": "1ms"}]}},
      "two": {"nodes": 2, "operations": {"ask": [{"wait": "1ms"}]}}},
    "flows": {"pay": {"entry": "gateway.pay"}}, "load": [{"flow": "pay", "rate": "10/s"}]})";
}

// Nodes of 1 core in three zones, for payments of 10 ms.
std::string in_three_zones(const std::string& rate, const std::string& flow = "") {
  return R"({"run": {"duration": "1s"}, "zones": {"a": {}, "b": {}, "c": {}},
    "services": {"bank": {"nodes": 6, "cores": 1, "operations": {"pay": [{"cpu": "10ms"}]}}},
    "flows": {"pay": {"entry": "bank.pay")" +
         flow + R"(}}, "load": [{"flow": "pay", "rate": ")" + rate + "\"}]}";
}

TEST(WeakPoints, islands_that_serve_their_own_payers_are_not_stopped) {
  EXPECT_THAT(weak_points_told(in_three_zones("400/s")).stopping_pairs, IsEmpty());
}

TEST(WeakPoints, too_little_for_the_load_stops_nothing_and_is_told_apart) {
  const WeakPoints weak = weak_points_told(in_three_zones("401/s"));
  EXPECT_THAT(weak.stopping, ElementsAre("bank software"));
  EXPECT_THAT(weak.stopping_some, IsEmpty());
  EXPECT_THAT(weak.leaving_too_little,
              ElementsAre(Shortage{"zone a", "bank", 4, 6, 5}, Shortage{"zone b", "bank", 4, 6, 5},
                          Shortage{"zone c", "bank", 4, 6, 5}));
  EXPECT_THAT(weak_points_told(in_three_zones("400/s")).leaving_too_little, IsEmpty());
}

TEST(WeakPoints, payers_in_a_zone_are_lost_with_it) {
  const WeakPoints weak = weak_points_told(in_three_zones("10/s", R"(, "from": "b")"));
  EXPECT_THAT(weak.stopping, ElementsAre("zone b", "bank software"));
}

TEST(WeakPoints, what_some_payments_need_by_chance_stops_only_those) {
  const WeakPoints weak = weak_points_told(calling(
      R"({"choose": [{"share": "30%", "steps": [{"call": "one.ask"}]},
                     {"share": "70%", "steps": [{"call": "two.ask"}]}]})"));
  EXPECT_THAT(weak.stopping, ElementsAre("gateway software"));
  EXPECT_THAT(weak.stopping_pairs, Contains("one software and two software"));
  EXPECT_THAT(weak.stopping_some, ElementsAre("one software", "two software"));
}

TEST(WeakPoints, payments_of_no_case_go_on_whatever_is_lost) {
  const WeakPoints weak = weak_points_told(
      calling(R"({"choose": [{"share": "99%", "steps": [{"call": "one.ask"}]}]})"));
  EXPECT_THAT(weak.stopping, ElementsAre("gateway software"));
  EXPECT_THAT(weak.stopping_some, ElementsAre("one software"));
}

TEST(WeakPoints, what_caches_may_hold_is_needed_by_some_payments_only) {
  std::string json = calling(R"({"cache": "rates", "steps": [{"call": "one.ask"}]})");
  json.back() = ',';
  const WeakPoints weak = weak_points_told(json + R"("caches": {"rates": 1}})");
  EXPECT_THAT(weak.stopping, ElementsAre("gateway software"));
  EXPECT_THAT(weak.stopping_some, ElementsAre("one software"));
}

TEST(WeakPoints, who_consumes_messages_is_needed_by_no_payment) {
  std::string json = calling(R"({"publish": "later"})");
  json.back() = ',';
  const WeakPoints weak =
      weak_points_told(json + R"("queues": {"later": {"consumers": {"call": "one.ask"}}}})");
  EXPECT_THAT(weak.stopping, ElementsAre("gateway software"));
  EXPECT_THAT(weak.stopping_some, testing::IsEmpty());
}

TEST(WeakPoints, one_of_several_branches_is_enough_whatever_is_in_them) {
  const WeakPoints weak = weak_points_told(
      calling(R"({"first": 1, "of": [{"steps": [{"wait": "1ms"}, {"call": "one.ask"}]},
                                     {"steps": [{"wait": "1ms"}, {"call": "two.ask"}]}]})"));
  EXPECT_THAT(weak.stopping, ElementsAre("gateway software"));
  EXPECT_THAT(weak.stopping_pairs, Contains("one software and two software"));
  EXPECT_THAT(weak.stopping_some, IsEmpty());
}

TEST(WeakPoints, a_branch_that_calls_nobody_always_serves) {
  const WeakPoints weak =
      weak_points_told(calling(R"({"first": 1, "of": [{"wait": "1ms"}, {"call": "two.ask"}]})"));
  EXPECT_THAT(weak.stopping_pairs, Not(Contains(testing::HasSubstr("two"))));
}

TEST(WeakPoints, the_topology_shows_what_is_done_by_chance) {
  const Scenario scenario = scenario_of(calling(
      R"({"choose": [{"share": "30%", "steps": [{"call": "one.ask"}, {"call": "two.ask"}]}]})"));
  const Layout layout = lay_out(scenario.zones, nullptr);
  EXPECT_THAT(topology_text(layout, structure_of(scenario, layout)),
              testing::EndsWith("flow pay\n"
                                "  gateway.pay\n"
                                "    by chance one of these, or none\n"
                                "      30%\n"
                                "        one.ask\n"
                                "        two.ask\n"));
}

// Three nodes, the first two of them in zone a.
std::string locking(const std::string& when_lost) {
  return R"({"run": {"duration": "1s"}, "zones": {"a": {}, "b": {}},
    "services": {"bank": {"nodes": 2, "operations": {"pay": [
      {"lock": "account", "wait": "1s", "steps": [{"wait": "1ms"}]}]}}},
    "locks": {"account": {"lease": "1s", "zones": ["a", "a", "b"], "cores": 1, "operation": "1ms",
                          "when_lost": ")" +
         when_lost + R"("}},
    "flows": {"pay": {"entry": "bank.pay"}}, "load": [{"flow": "pay", "rate": "10/s"}]})";
}

TEST(WeakPoints, a_zone_with_the_majority_of_a_lock_service_that_fails_closed_stops_its_flow) {
  EXPECT_THAT(weak_points_told(locking("closed")).stopping, Contains("zone a"));
  EXPECT_THAT(weak_points_told(locking("closed")).stopping, Not(Contains("zone b")));
}

TEST(WeakPoints, a_lock_service_that_fails_open_stops_nothing) {
  EXPECT_THAT(weak_points_told(locking("open")).stopping, Not(Contains("zone a")));
}

TEST(WeakPoints, what_locks_ask_of_a_leader_is_known_beforehand) {
  const OfferedWork offered = offered_work(scenario_of(locking("open")), Caches::cold);
  ASSERT_EQ(offered.services.front().service, "account");
  EXPECT_DOUBLE_EQ(offered.services.front().calls, 20);
  EXPECT_DOUBLE_EQ(offered.services.front().work, 0.02);
  EXPECT_DOUBLE_EQ(offered.services.front().capacity, 1);
}

}  // namespace
}  // namespace models

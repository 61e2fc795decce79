#include "models/explain/unit_work.h"

#include <gmock/gmock.h>

#include "models/explain/structure_of.h"

#include "tests/models/small_world.h"

namespace models {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A west with 30 % of the keys, an east with the others, each with two nodes of 1 core; payments of
// 10 ms, 100 a second. Rates are asked everywhere.
std::string west_and_east(const std::string& entry) {
  return R"({"run": {"duration": "1s"}, "zones": {"w": {}, "e": {}},
    "cells": {"sides": {"partitions": 10, "units": {
      "west": {"zones": ["w"], "partitions": [0, 2]},
      "east": {"zones": ["e"], "partitions": [3, 9]}}}},
    "services": {
      "bank": {"cells": "sides", "nodes": 4, "cores": 1, "operations": {"pay": [{"cpu": "10ms"}]}},
      "rates": {"nodes": 2, "operations": {"ask": [{"wait": "1ms"}]}}},
    "flows": {"pay": {"entry": ")" +
         entry + R"("}},
    "load": [{"flow": "pay", "rate": "100/s", "keys": {"payer": {"uniform": 100}}}]})";
}

TEST(UnitWork, is_the_share_of_all_work_that_the_keys_of_a_unit_have) {
  const Scenario scenario = scenario_of(west_and_east("bank.pay"));
  const auto units = unit_work(scenario, offered_work(scenario, Caches::cold));
  ASSERT_EQ(units.size(), 2U);
  EXPECT_EQ(units[0].unit, "east");
  EXPECT_DOUBLE_EQ(units[0].share, 0.7);
  EXPECT_EQ(units[1].unit, "west");
  EXPECT_DOUBLE_EQ(units[1].share, 0.3);
  ASSERT_EQ(units[1].services.size(), 1U);
  EXPECT_EQ(units[1].services[0].service, "bank");
  EXPECT_DOUBLE_EQ(units[1].services[0].highest_work, 0.3);
  EXPECT_DOUBLE_EQ(units[1].services[0].with_another, 1.0);
  EXPECT_DOUBLE_EQ(units[1].services[0].capacity, 2.0);
}

std::vector<std::string> zones_that_stop_some(const std::string& entry) {
  const Scenario scenario = scenario_of(west_and_east(entry));
  std::vector<WeakPoints> flows =
      weak_points(structure_of(scenario, lay_out(scenario.zones, nullptr)));
  add_units(scenario, flows);
  return flows.front().stopping_some;
}

TEST(UnitWork, the_loss_of_the_zone_of_a_unit_stops_some_payments_of_flows_that_go_there) {
  EXPECT_THAT(zones_that_stop_some("bank.pay"), ElementsAre("zone e", "zone w"));
  EXPECT_THAT(zones_that_stop_some("rates.ask"), IsEmpty());
}

}  // namespace
}  // namespace models

#include <cmath>
#include <gtest/gtest.h>

#include "tests/models/cells/units.h"

namespace models {
namespace {

// Zones e, s and w, of which s is in no unit; the ledger has a node in each, ledger/2 in the west.
// Messages take 10 ms from zone to zone, and a leader acknowledges by itself.
Told writing(const std::string& operations, const std::string& leader = "") {
  Told told{.services = bank(R"({"write": "ledger"})"),
            .load = paid_by(kManyPayers),
            .operations = operations,
            .further = two_units(2),
            .duration = "11s"};
  const std::string zones = R"("zones": {)";
  told.further.insert(told.further.find(zones) + zones.size(), R"("s": {}, )");
  told.further += R"(, "stores": {"ledger": {"cells": "halves", "nodes": 3, "copies": 3,
      "replication": {"leader": {"acknowledge": "async")" +
                  leader + "}}}}";
  return told;
}

std::string to_east(const std::string& at, const std::string& cut = "100ms") {
  return R"({"at": ")" + at + R"(", "cut_over": "halves", "from": "west", "to": "east", "cut": ")" +
         cut + R"("})";
}

std::string to_west(const std::string& at) {
  return R"({"at": ")" + at + R"(", "cut_over": "halves", "from": "east", "to": "west",
             "partitions": [0, 1], "cut": "100ms"})";
}

std::int64_t shards_led_over(const sim::Measurements& measured, const std::string& from,
                             const std::string& to) {
  std::int64_t shards = 0;
  for (const sim::FailoverMeasurements& each : measured.stores[0].failovers)
    if (each.from == from && each.to == to) shards += each.shards;
  return shards;
}

TEST(CellsOfStores, a_shard_is_led_from_the_unit_that_owns_it) {
  const auto measured = happened(writing(""));
  EXPECT_EQ(measured.stores[0].shards, 4);
  EXPECT_EQ(longest(measured), 0ms);
}

TEST(CellsOfStores, leaders_go_over_with_their_partitions) {
  const auto measured = happened(writing(to_east("2s")));
  EXPECT_EQ(longest(measured), 0ms);
  EXPECT_EQ(flow(measured).intents.failed, reason(measured, "cut_over"));
  EXPECT_EQ(shards_led_over(measured, "ledger/2", "ledger/0"), 2);
  EXPECT_EQ(shards_led_over(measured, "ledger/0", "ledger/2"), 0);
}

// What the leader has acknowledged alone is 50 ms old when it has to go.
TEST(CellsOfStores, nothing_is_lost_when_leaders_go_over) {
  const auto measured = happened(writing(to_east("2s", "1s"), R"(, "lag": "50ms")"));
  EXPECT_EQ(measured.stores[0].lost_writes, 0);
  EXPECT_EQ(longest(measured), 0ms);
}

// 250 a second and shard, so that more than a hundred are always on their way.
TEST(CellsOfStores, leaders_go_over_though_their_copies_are_always_late) {
  Told told = writing(to_east("2s"), R"(, "lag": "1s")");
  const auto measured = happened(told);
  EXPECT_EQ(shards_led_over(measured, "ledger/2", "ledger/0"), 2);
  EXPECT_EQ(measured.stores[0].lost_writes, 0);
}

TEST(CellsOfStores, shards_of_a_unit_that_is_lost_are_led_from_where_they_are_cut_over_to) {
  Told told = writing(to_east("4s"), R"(, "failover": {"detect": "500ms", "elect": "500ms"})");
  told.failures = R"({"at": "1s", "lose": "zone:w"})";
  const auto measured = happened(told);
  EXPECT_EQ(measured.stores[0].failovers.back().to, "ledger/0");
  EXPECT_NEAR(static_cast<double>(served(measured, "bank/0")), 0.5 * 4100 + 5900,
              4.5 * std::sqrt(4100 * 0.25));
}

TEST(CellsOfStores, shards_come_home_when_their_unit_is_there_again) {
  Told told = writing("", R"(, "failover": {"detect": "500ms", "elect": "500ms"})");
  told.failures = R"({"at": "1s", "for": "3s", "lose": "zone:w"})";
  const auto measured = happened(told);
  EXPECT_EQ(measured.stores[0].failovers.back().to, "ledger/2");
  EXPECT_EQ(measured.stores[0].lost_writes, 0);
}

TEST(CellsOfStores, shards_go_back_with_their_partitions) {
  const auto measured = happened(writing(to_east("2s") + ", " + to_west("5s")));
  EXPECT_EQ(shards_led_over(measured, "ledger/2", "ledger/0"), 2);
  EXPECT_EQ(shards_led_over(measured, "ledger/0", "ledger/2"), 2);
  EXPECT_EQ(longest(measured), 0ms);
}

TEST(CellsOfStores, each_shard_has_a_copy_in_each_unit_that_it_goes_to) {
  Told told = writing(to_east("2s"));
  const std::string copies = R"("copies": 3)";
  told.further.replace(told.further.find(copies), copies.size(), R"("copies": 2)");
  EXPECT_EQ(longest(happened(told)), 0ms);
}

}  // namespace
}  // namespace models

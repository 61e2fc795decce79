#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

#include "tests/models/cells/units.h"

namespace models {
namespace {

Told banking(int of_west, const std::string& load, int nodes = 2) {
  return {
      .services = bank("", nodes), .load = load, .further = two_units(of_west), .duration = "11s"};
}

TEST(Cells, calls_about_one_key_all_go_to_the_unit_that_owns_it) {
  const auto measured = happened(banking(2, paid_by("1")));
  const std::int64_t east = served(measured, "bank/0");
  EXPECT_TRUE(east == 0 || east == 10000) << east;
  EXPECT_EQ(served(measured, "bank/1"), 10000 - east);
}

// Payments about 10000 keys drawn at random, three quarters of all keys.
TEST(Cells, a_unit_is_called_about_its_share_of_the_keys) {
  const auto measured = happened(banking(3, paid_by(kManyPayers)));
  EXPECT_NEAR(static_cast<double>(served(measured, "bank/1")), 7500,
              4.5 * std::sqrt(10000 * 0.75 * 0.25));
  EXPECT_EQ(flow(measured).intents.approved, 10000);
}

TEST(Cells, calls_are_balanced_within_the_unit) {
  const auto measured = happened(banking(3, paid_by(kManyPayers), 4));
  EXPECT_NEAR(static_cast<double>(served(measured, "bank/0")),
              static_cast<double>(served(measured, "bank/2")), 1);
  EXPECT_NEAR(static_cast<double>(served(measured, "bank/1")),
              static_cast<double>(served(measured, "bank/3")), 1);
}

TEST(Cells, hedges_ask_other_nodes_of_the_unit_and_none_of_another) {
  Told told = banking(2, paid_by("1", "100/s"), 4);
  told.services = bank(R"({"wait": "50ms"})", 4);
  told.flows = R"("pay": {"entry": "bank.pay", "hedge": {"after": "10ms"}})";
  const auto measured = happened(told);
  const std::int64_t east = served(measured, "bank/0") + served(measured, "bank/2");
  const std::int64_t west = served(measured, "bank/1") + served(measured, "bank/3");
  EXPECT_EQ(std::min(east, west), 0);
  EXPECT_EQ(std::max(east, west), 2 * 1000);
}

TEST(Cells, calls_from_a_node_about_the_same_key_stay_in_its_unit) {
  Told told = banking(2, paid_by(kManyPayers));
  told.services = bank(R"({"call": "books.enter"})") +
                  R"(, "books": {"cells": "halves", "nodes": 4, "operations": {"enter": []}})";
  EXPECT_EQ(longest(happened(told)), 0ms);
}

TEST(Cells, services_without_cells_are_called_from_everywhere) {
  Told told = banking(2, paid_by(kManyPayers));
  told.services = bank(R"({"call": "rates.ask"})") +
                  R"(, "rates": {"zones": ["w"], "operations": {"ask": []}})";
  const auto measured = happened(told);
  EXPECT_EQ(shortest(measured), 0ms);
  EXPECT_EQ(longest(measured), 20ms);
}

// From the first second to the third.
TEST(Cells, the_loss_of_a_unit_stops_payments_of_its_keys_and_of_no_other) {
  Told told = banking(3, paid_by(kManyPayers));
  told.failures = R"({"at": "1s", "for": "2s", "lose": "zone:w"})";
  const auto measured = happened(told);
  EXPECT_NEAR(static_cast<double>(reason(measured, "no_node")), 0.75 * 2000,
              4.5 * std::sqrt(2000 * 0.75 * 0.25));
  EXPECT_EQ(flow(measured).intents.failed, reason(measured, "no_node"));
}

TEST(Cells, a_node_that_comes_back_is_called_again_about_the_keys_of_its_unit) {
  Told told = banking(2, paid_by(kManyPayers), 4);
  told.failures = R"({"at": "1s", "for": "2s", "crash": "bank/1"})";
  const auto measured = happened(told);
  EXPECT_EQ(flow(measured).intents.approved, 10000);
  EXPECT_NEAR(static_cast<double>(served(measured, "bank/1")), 0.8 * 10000 / 4,
              4.5 * std::sqrt(8000 * 0.25));
}

TEST(Cells, nodes_that_scaling_adds_are_those_of_units_too) {
  Told told = banking(2, paid_by(kManyPayers));
  told.operations = R"({"at": "5s", "scale": "bank", "to": 4})";
  const auto measured = happened(told);
  EXPECT_NEAR(static_cast<double>(served(measured, "bank/2")), 5000.0 / 4,
              4.5 * std::sqrt(5000 * 0.25 * 0.75));
}

}  // namespace
}  // namespace models

#include <cmath>
#include <gtest/gtest.h>

#include "tests/models/cells/units.h"

namespace models {
namespace {

// All that the unit has goes from west to east at the second second.
std::string bank_to_east(const std::string& further = "", const std::string& at = "2s") {
  return R"({"at": ")" + at + R"(", "cut_over": "halves", "from": "west", "to": "east")" +
         (further.empty() ? "" : ", ") + further + "}";
}

Told banking(const std::string& operations, const std::string& steps = "") {
  return {.services = bank(steps),
          .load = paid_by(kManyPayers),
          .operations = operations,
          .further = two_units(2),
          .duration = "11s"};
}

// Of payments that come at 1000/s, half of them about the keys that go: all that come while these
// are cut off, and while callers hear of it, at a rate that falls evenly to none, half of all. Each
// is refused or not by itself: the sum of p(1 - p) is 1/4 of those that come in the cut, and of
// `spread` seconds the integral over p from 1/2 to 0, that is 1/6 of those that come in it.
void expect_refused(std::int64_t refused, double cut, double spread) {
  EXPECT_NEAR(static_cast<double>(refused), 0.5 * 1000 * (cut + spread / 2),
              4.5 * std::sqrt(1000 * (cut / 4 + spread / 6)));
}

TEST(CutOver, refuses_calls_about_its_keys_while_they_are_cut_off) {
  const auto measured = happened(banking(bank_to_east(R"("cut": "3s")")));
  expect_refused(reason(measured, "cut_over"), 3, 0);
  EXPECT_EQ(flow(measured).intents.failed, reason(measured, "cut_over"));
  EXPECT_EQ(station(measured, "bank").cut_over, reason(measured, "cut_over"));
}

TEST(CutOver, each_payer_hears_of_it_at_an_instant_of_its_own) {
  const auto measured = happened(banking(bank_to_east(R"("cut": "1s", "spread": "4s")")));
  expect_refused(reason(measured, "cut_over"), 1, 4);
}

TEST(CutOver, brings_its_keys_to_the_other_unit) {
  const auto measured = happened(banking(bank_to_east()));
  EXPECT_EQ(flow(measured).intents.approved, 10000);
  EXPECT_NEAR(static_cast<double>(served(measured, "bank/1")), 0.5 * 2000,
              4.5 * std::sqrt(2000 * 0.25));
}

TEST(CutOver, of_a_share_leaves_the_other_keys_alone) {
  const auto measured = happened(banking(bank_to_east(R"("share": "50%", "cut": "4s")")));
  EXPECT_NEAR(static_cast<double>(reason(measured, "cut_over")), 0.25 * 4000,
              4.5 * std::sqrt(4000 * 0.25 * 0.75));
  EXPECT_NEAR(static_cast<double>(served(measured, "bank/1")), 0.5 * 2000 + 0.25 * 8000,
              4.5 * std::sqrt(2000 * 0.25 + 8000 * 0.25 * 0.75));
}

TEST(CutOver, of_partitions_that_are_named_leaves_the_others_alone) {
  const auto measured = happened(banking(bank_to_east(R"("partitions": [1, 1], "cut": "4s")")));
  EXPECT_NEAR(static_cast<double>(reason(measured, "cut_over")), 0.25 * 4000,
              4.5 * std::sqrt(4000 * 0.25 * 0.75));
}

// Two cuts of 1 s and spreads of 2 s, with 500 ms between.
TEST(CutOver, in_steps_takes_as_long_as_its_steps_and_the_pauses_between) {
  const auto measured = happened(
      banking(bank_to_east(R"("step": 1, "cut": "1s", "spread": "2s", "pause": "500ms")")));
  ASSERT_EQ(measured.timeline_events.size(), 1U);
  EXPECT_EQ(measured.timeline_events[0].what, "cut_over halves to east");
  EXPECT_EQ(*measured.timeline_events[0].until - measured.timeline_events[0].at, 6500ms);
  EXPECT_NEAR(static_cast<double>(reason(measured, "cut_over")), 0.25 * 1000 * 2 * (1 + 1),
              4.5 * std::sqrt(1000.0 * 4 * 0.25));
}

TEST(CutOver, waits_for_the_one_before_it_of_the_same_cells) {
  const auto measured =
      happened(banking(bank_to_east(R"("partitions": [0, 0], "cut": "3s")") + ", " +
                       bank_to_east(R"("partitions": [1, 1], "cut": "2s")", "4s")));
  ASSERT_EQ(measured.timeline_events.size(), 2U);
  EXPECT_EQ(measured.timeline_events[1].at, sim::kStart + 5s);
  EXPECT_EQ(measured.timeline_events[1].until, sim::kStart + 7s);
}

const std::string kSlowlyToBooks = R"({"wait": "100ms"}, {"call": "books.enter"})";
const std::string kBooks = R"(, "books": {"cells": "halves", "nodes": 2,
                                          "operations": {"enter": []}})";

TEST(CutOver, lets_go_on_what_is_under_way_in_the_unit_while_its_keys_are_cut_off) {
  Told told = banking(bank_to_east(R"("cut": "200ms")"), kSlowlyToBooks);
  told.services += kBooks;
  const auto measured = happened(told);
  EXPECT_EQ(flow(measured).intents.failed, reason(measured, "cut_over"));
  EXPECT_EQ(station(measured, "books").cut_over, 0);
}

// Of those that came within 100 ms before, all that their node had not heard of by then.
TEST(CutOver, refuses_what_is_still_under_way_when_its_keys_have_changed_hands) {
  Told told = banking(bank_to_east(R"("spread": "5s")"), kSlowlyToBooks);
  told.services += kBooks;
  const auto measured = happened(told);
  EXPECT_NEAR(static_cast<double>(station(measured, "books").cut_over), 0.5 * 100,
              4.5 * std::sqrt(100 * 0.25));
}

TEST(CutOver, is_known_at_once_to_the_unit_that_gets_the_keys) {
  Told told = banking(bank_to_east(R"("cut": "200ms", "spread": "5s")"), kSlowlyToBooks);
  told.services += kBooks;
  const auto measured = happened(told);
  EXPECT_EQ(station(measured, "books").cut_over, 0);
  expect_refused(reason(measured, "cut_over"), 0.2, 5);
}

// Half of the payments are refused on their way from a shop until it hears of it, which is as
// likely at any instant of 4 s: the mean of 400 shops is 2 s, give or take 4 s / sqrt(12 * 400).
TEST(CutOver, each_node_that_calls_hears_of_it_at_an_instant_of_its_own) {
  Told told = banking(bank_to_east(R"("spread": "4s")"));
  told.services +=
      R"(, "shop": {"nodes": 400, "zones": ["w"], "operations": {"sell": [{"call": "bank.pay"}]}})";
  told.flows = R"("pay": {"entry": "shop.sell"})";
  const auto measured = happened(told);
  const double of_shops = 0.5 * 1000 * 4 / std::sqrt(12 * 400);
  EXPECT_NEAR(static_cast<double>(station(measured, "bank").cut_over), 0.5 * 1000 * 2,
              4.5 * std::hypot(of_shops, std::sqrt(1000 * 4.0 / 6)));
  EXPECT_EQ(reason(measured, "failed"), station(measured, "bank").cut_over);
}

TEST(CutOver, may_be_waited_for_by_trying_again) {
  Told told = banking(bank_to_east(R"("cut": "1s")"));
  told.flows = R"("pay": {"entry": "bank.pay",
                          "retry": {"tries": 2, "backoff": {"first": "1s", "jitter": "none"}}})";
  const auto measured = happened(told);
  EXPECT_EQ(flow(measured).intents.approved, 10000);
  EXPECT_EQ(longest(measured), 1s);
}

TEST(CutOver, brings_keys_back_whose_unit_is_there_again) {
  Told told = banking(bank_to_east() + R"(, {"at": "6s", "cut_over": "halves", "from": "east",
                                        "to": "west", "partitions": [0, 1]})");
  told.failures = R"({"at": "1s", "for": "3s", "lose": "zone:w"})";
  const auto measured = happened(told);
  EXPECT_NEAR(static_cast<double>(flow(measured).intents.failed), 0.5 * 1000,
              4.5 * std::sqrt(1000 * 0.25));
  EXPECT_NEAR(static_cast<double>(served(measured, "bank/1")), 0.5 * 5000,
              4.5 * std::sqrt(5000 * 0.25));
}

TEST(CutOver, finds_the_connections_of_its_callers_to_the_other_unit_not_open_yet) {
  Told told = banking(bank_to_east(), R"({"wait": "100ms"})");
  told.load = paid_by(kManyPayers, "100/s");
  told.flows = R"("pay": {"entry": "bank.pay", "pool": {"size": 100,
                          "handshake": {"cpu": "1ms"}}})";
  const auto moved = happened(told);
  told.operations = "";
  EXPECT_GT(spent(moved, "handshake"), spent(happened(told), "handshake"));
}

}  // namespace
}  // namespace models

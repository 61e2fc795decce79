// Structs that say what they can be told: read, complained about, verified, written back.
#include "sim/input/fields.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <string>

#include "tests/sim/input/sample.h"

namespace sim {
namespace {

using namespace sample;

TEST(Fields, a_whole_scenario_is_read_as_it_was_meant) {
  const auto told = tell<Scenario>(kText);
  ASSERT_TRUE(told.value) << told.problems;
  const Scenario& scenario = *told.value;
  EXPECT_EQ(scenario.name, "sample");
  EXPECT_EQ(scenario.seed, 7U);
  EXPECT_EQ(scenario.replications.exactly, 12);
  EXPECT_EQ(scenario.services.at("gateway").order, Order::lifo);
  EXPECT_EQ(scenario.services.at("gateway").health->timeout, 500ms);
  EXPECT_EQ(scenario.services.at("gateway").zones, (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(scenario.services.at("bank").external);
  EXPECT_EQ(scenario.rate[1], (std::pair<Duration, Rate>{5min, Rate{12000}}));
  EXPECT_EQ(*scenario.weights, (std::array<double, 3>{1, 2.5, 3}));
  EXPECT_EQ(scenario.loss, Fraction{0.00001});
  EXPECT_EQ(scenario.size, Bytes{3'000'000'000'000});
  EXPECT_EQ(scenario.amount, (Money{2500, "EUR"}));
  EXPECT_EQ(scenario.cost, (MoneyRate{40, "EUR"}));
}

TEST(Fields, a_scenario_written_out_and_read_back_is_the_same) {
  for (const std::string_view text : {kText, std::string_view(R"({"name": "x"})")}) {
    const auto told = tell<Scenario>(text);
    ASSERT_TRUE(told.value) << told.problems;
    const std::string written = to_json(write(*told.value));
    const auto again = tell<Scenario>(written);
    ASSERT_TRUE(again.value) << again.problems << written;
    EXPECT_EQ(*again.value, *told.value);
    EXPECT_EQ(to_json(write(*again.value)), written);
  }
}

TEST(Fields, all_defaults_are_written_and_what_is_absent_is_not) {
  EXPECT_EQ(to_json(write(Health{}), 0), R"({"interval":"2s","fall":3,"rise":2})");
  EXPECT_EQ(to_json(write(Replications{}), 0), R"({"min":10})");
}

TEST(Fields, every_problem_is_told_at_once_each_at_its_place) {
  const auto told = tell<Scenario>(R"({
  "name": "",
  "sed": 3,
  "services": {
    "gateway": {
      "nodes": 0,
      "order": "fifoo",
      "health": {"interval": "0s", "fal": 2, "timeout": 500},
      "balance": "least_load"
    },
    "9lives": {},
    "bank": {"external": "yes"}
  },
  "rate": [["0s", 4000], ["5min"]],
  "loss": "60%",
  "loss": "1%"
})");
  EXPECT_EQ(
      told.problems,
      "s.json:2:11: /name: must not be empty\n"
      "s.json:3:3: /sed: \"sed\" is not a field here; did you mean \"seed\"? There are: name, "
      "seed, replications, services, rate, weights, loss, size, disk, amount, cost\n"
      "s.json:6:16: /services/gateway/nodes: must be at least 1, is 0\n"
      "s.json:7:16: /services/gateway/order: \"fifoo\" is not known; did you mean \"fifo\"? "
      "There are: fifo, lifo, deadline\n"
      "s.json:8:30: /services/gateway/health/interval: must be above 0s, is 0s\n"
      "s.json:8:36: /services/gateway/health/fal: \"fal\" is not a field here; did you mean "
      "\"fall\"? There are: interval, fall, rise, timeout\n"
      "s.json:8:57: /services/gateway/health/timeout: \"500\" has no unit; write \"500ms\" or "
      "\"500s\"\n"
      "s.json:9:18: /services/gateway/balance: \"least_load\" is not known; there are: "
      "round_robin, ring\n"
      "s.json:11:5: /services/9lives: \"9lives\" is not a name; names are letters, digits, "
      "'_' and '-', and begin with a letter or '_'\n"
      "s.json:12:13: /services/bank: \"nodes\" is missing: How many nodes.\n"
      "s.json:12:26: /services/bank/external: must be true or false, is a text\n"
      "s.json:14:19: /rate/0/1: \"4000\" has no unit; write \"4000/s\" or \"4000/min\"\n"
      "s.json:14:26: /rate/1: must have 2 entries, has 1\n"
      "s.json:15:11: /loss: must be at most 50%, is 60%\n"
      "s.json:16:3: /loss: \"loss\" is given twice; first on line 15\n");
  EXPECT_EQ(told.count, 15U);
  EXPECT_FALSE(told.value);
}

TEST(Fields, whole_numbers_are_not_rounded_wrapped_or_guessed) {
  const auto complaint = [](const std::string& seed) {
    return tell<Scenario>(R"({"name": "x", "seed": )" + seed + "}").problems;
  };
  EXPECT_EQ(complaint("18446744073709551615"), "");
  EXPECT_EQ(complaint("1e3"), "");
  EXPECT_EQ(complaint("12.0"), "");
  EXPECT_EQ(complaint("18446744073709551616"),
            "s.json:1:23: /seed: must be from 0 to 18446744073709551615, is "
            "18446744073709551616\n");
  EXPECT_EQ(complaint("-1"), "s.json:1:23: /seed: must be from 0 to 18446744073709551615, is -1\n");
  EXPECT_EQ(complaint("2.9"), "s.json:1:23: /seed: must be a whole number, is 2.9\n");
  EXPECT_EQ(complaint("1e300"), "s.json:1:23: /seed: must be a whole number, is 1e300\n");
  EXPECT_EQ(complaint("\"7\""),
            "s.json:1:23: /seed: must be a whole number, is a text; write it without quotes\n");
  EXPECT_EQ(complaint("null"), "s.json:1:23: /seed: must be a whole number, is null\n");
}

TEST(Fields, numbers_beyond_an_int_are_refused) {
  EXPECT_EQ(tell<Service>(R"({"nodes": 2147483648})").problems,
            "s.json:1:11: /nodes: must be from -2147483648 to 2147483647, is 2147483648\n");
}

TEST(Fields, a_shorthand_stands_for_the_whole_object) {
  EXPECT_EQ(tell<Replications>("12").value->exactly, 12);
  EXPECT_EQ(tell<Replications>(R"({"min": 3})").value->min, 3);
  EXPECT_EQ(tell<Scenario>(R"({"name": "x", "replications": 0})").problems,
            "s.json:1:31: /replications: must be at least 1, is 0\n");
  EXPECT_EQ(tell<Scenario>(R"({"name": "x", "replications": "ten"})").problems,
            "s.json:1:31: /replications: must be a whole number, is a text; write it without "
            "quotes\n");
}

TEST(Fields, null_stands_for_nothing) {
  EXPECT_EQ(tell<Scenario>(R"({"name": "x", "replications": null})").problems,
            "s.json:1:31: /replications: null stands for nothing here; leave the field out\n");
}

TEST(Fields, a_struct_is_verified_only_once_its_fields_are_right) {
  EXPECT_EQ(tell<Health>(R"({"fall": 2, "rise": 5})").problems,
            "s.json:1:21: /rise: must not be above fall\n");
  EXPECT_EQ(tell<Health>(R"({"fall": 1})").problems, "s.json:1:1: /rise: must not be above fall\n");
  EXPECT_EQ(tell<Health>(R"({"fall": 1, "rise": 0})").problems,
            "s.json:1:21: /rise: must be at least 1, is 0\n");
  EXPECT_EQ(tell<Health>(R"({"timeout": "5s"})").problems,
            "s.json:1:1: a check outlasts the interval\n");
}

TEST(Fields, remarks_are_allowed_only_at_the_outermost_level) {
  EXPECT_EQ(tell<Scenario>(R"({"name": "x", "//": "remark", "$schema": "s"})").problems, "");
  EXPECT_EQ(tell<Scenario>(R"({"name": "x", "services": {"a": {"nodes": 1, "//": 1}}})").count, 1U);
}

TEST(Fields, a_limit_on_a_size_counts_entries) {
  EXPECT_EQ(tell<Service>(R"({"nodes": 1, "zones": ["a", "b", "c", "d"]})").problems,
            "s.json:1:23: /zones: must be at most 3 long, is 4\n");
}

TEST(Fields, whatever_is_not_an_object_is_said_to_be_none) {
  EXPECT_EQ(tell<Scenario>("[]").problems, "s.json:1:1: must be an object {...}, is a list\n");
  EXPECT_EQ(tell<Scenario>(R"({"name": "x", "services": [1]})").problems,
            "s.json:1:27: /services: must be an object {...}, is a list\n");
}

TEST(Fields, a_thousand_wrong_members_do_not_take_long_to_tell) {
  std::string text = R"({"name": "x")";
  for (int i = 0; i < 200'000; ++i) text += ",\"wrong" + std::to_string(i) + "\":0";
  EXPECT_EQ(tell<Scenario>(text + "}").count, 200'000U);
}

TEST(Fields, an_inlined_struct_shares_the_object_and_is_verified) {
  const auto told = tell<Drill>(R"({"at": "1min", "what": "fire"})");
  ASSERT_TRUE(told.value) << told.problems;
  EXPECT_EQ(to_json(write(*told.value), 0), R"({"at":"1min","until":"1h","what":"fire"})");
  EXPECT_EQ(
      tell<Drill>(R"({"at": "2h", "what": "fire", "untli": 1})").problems,
      "s.json:1:1: /until: must be after \"at\"\n"
      "s.json:1:30: /untli: \"untli\" is not a field here; did you mean \"until\"? There are: "
      "at, until, what\n");
}

TEST(Located, knows_where_it_was_written) {
  Files files;
  Problems problems;
  const auto file = files.add("s.json");
  problems.know(files);
  const auto value = parse_json("\n {\"call\": \"risk.score\"}", file, problems);
  const auto step = read<Step>(*value, files, problems);
  ASSERT_TRUE(step);
  problems.at(std::get<Call::Spec>(step->what.spec).target, "does not exist");
  EXPECT_EQ(problems.render(), "s.json:2:11: /call: does not exist\n");
}

}  // namespace
}  // namespace sim

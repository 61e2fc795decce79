// The JSON Schema and the documentation made from the definitions that read a scenario. Whether
// independent validators agree with the reader is checked by schema_check.py.
#include "sim/input/schema.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "sim/input/describe.h"

#include "tests/sim/input/sample.h"

namespace sim {
namespace {

using namespace sample;

const Value& at(const Value& value, std::string_view name) {
  static const Value kNothing;
  const Value* const found = value.find(name);
  EXPECT_NE(found, nullptr) << name;
  return found == nullptr ? kNothing : *found;
}

TEST(Schema, fields_have_their_type_limit_default_and_description) {
  SchemaMaker maker;
  const Value service = Codec<Service>::schema(maker);
  const Value& fields = at(service, "properties");
  EXPECT_EQ(to_json(at(fields, "nodes"), 0),
            R"({"type":"integer","minimum":1,"description":"How many nodes."})");
  EXPECT_EQ(to_json(at(fields, "speed"), 0),
            R"({"type":"number","exclusiveMinimum":0,"description":"Relative.","default":1})");
  EXPECT_EQ(to_json(at(fields, "order"), 0),
            R"({"enum":["fifo","lifo","deadline"],"description":"Who is next in line.",)"
            R"("default":"fifo"})");
  EXPECT_EQ(to_json(at(fields, "zones"), 0),
            R"({"type":"array","items":{"type":"string"},"maxItems":3,"description":"Where.",)"
            R"("default":[]})");
  EXPECT_EQ(to_json(at(fields, "health"), 0),
            R"({"allOf":[{"$ref":"#/definitions/Health"}],)"
            R"("description":"How it is known that a node is down."})");
  EXPECT_EQ(to_json(at(service, "required"), 0), R"(["nodes"])");
  EXPECT_EQ(to_json(at(service, "additionalProperties"), 0), "false");
}

TEST(Schema, a_limit_that_json_schema_cannot_say_is_in_the_description) {
  SchemaMaker maker;
  const Value health = Codec<Health>::schema(maker);
  EXPECT_EQ(at(at(at(health, "properties"), "interval"), "description").text(),
            "Time between two checks of a node. Above 0s.");
}

TEST(Schema, a_type_that_contains_itself_is_defined_once_and_referred_to) {
  SchemaMaker maker;
  EXPECT_EQ(to_json(maker.of<Step>(), 0), R"({"$ref":"#/definitions/Step"})");
  const std::string definitions = to_json(maker.definitions(), 0);

  EXPECT_NE(definitions.find(R"("items":{"$ref":"#/definitions/Step"})"), std::string::npos);
}

TEST(Schema, kinds_without_a_name_of_their_own_are_defined_by_the_names_of_their_kinds) {
  SchemaMaker maker;
  EXPECT_EQ(to_json(maker.of<OneOf<Balancing>>(), 0),
            R"({"$ref":"#/definitions/round_robin_or_ring"})");
  EXPECT_EQ(to_json(maker.of<OneOf<Durations>>(), 0), R"({"$ref":"#/definitions/Durations"})");
}

TEST(Schema, is_the_same_whenever_it_is_made) {
  EXPECT_EQ(to_json(schema<Scenario>("A", "a.json")), to_json(schema<Scenario>("A", "a.json")));
}

TEST(Describe, tells_each_field_with_type_default_and_limits) {
  const auto fields = describe<Service>();
  ASSERT_EQ(fields.size(), 8U);
  EXPECT_EQ(fields[0].name, "nodes");
  EXPECT_EQ(fields[0].type, "whole number");
  EXPECT_TRUE(fields[0].required);
  EXPECT_EQ(fields[0].doc, "How many nodes. At least 1.");
  EXPECT_EQ(fields[3].type, "one of: fifo, lifo, deadline");
  EXPECT_EQ(fields[3].unless_given, "\"fifo\"");
  EXPECT_EQ(fields[4].type, "list of text");
  EXPECT_EQ(fields[5].type, "one of: round_robin, ring");
  EXPECT_EQ(fields[6].type, "Health");
  EXPECT_EQ(fields[6].unless_given, "");
  EXPECT_EQ(fields[7].type, "names, each with list of Step");
}

TEST(Describe, tells_which_kind_a_field_belongs_to) {
  const auto fields = describe<Step>();
  const auto timeout = std::ranges::find(fields, "timeout", &FieldDoc::name);
  ASSERT_NE(timeout, fields.end());
  EXPECT_EQ(timeout->kind, "call");
  EXPECT_EQ(fields.back().name, "note");
  EXPECT_EQ(fields.back().kind, "");
}

}  // namespace
}  // namespace sim

// Objectives in a scenario: as texts, or as objects.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "sim/input/json.h"
#include "sim/objectives/objective.h"

namespace sim {
namespace {

struct Read {
  std::optional<Objective> objective;
  std::string problems;
};

Read read_json(std::string_view json) {
  Files files;
  Problems problems;
  const std::uint32_t file = files.add("s.json");
  problems.know(files);
  const auto value = parse_json(json, file, problems);
  Read told;
  if (value) told.objective = read<Objective>(*value, files, problems);
  told.problems = problems.render();
  return told;
}

std::string printed(std::string_view json) {
  const Read told = read_json(json);
  return told.objective ? print(*told.objective) : told.problems;
}

TEST(ObjectiveForm, is_the_same_as_its_text) {
  EXPECT_EQ(printed(R"("pay p99 <= 400ms")"), "pay p99 <= 400ms");
  EXPECT_EQ(printed(R"({"flow": "pay", "p99": "<= 400ms"})"), "pay p99 <= 400ms");
  EXPECT_EQ(printed(R"({"service": "gateway", "utilization": "<=70%"})"),
            "gateway utilization <= 70%");
  EXPECT_EQ(printed(R"({"flow": "pay", "class": "vip", "availability": ">= 99%",
                        "during": "lose zone:b"})"),
            "pay class vip availability >= 99% during lose zone:b");
  EXPECT_EQ(printed(R"({"flow": "pay", "failed": "<= 0", "after": "recovery", "within": "1min"})"),
            "pay failed <= 0 after recovery within 1min");
}

TEST(ObjectiveForm, is_written_as_text) {
  const auto told = read_json(R"({"flow": "pay", "p99": "<= 0.4s"})");
  ASSERT_TRUE(told.objective);
  EXPECT_EQ(to_json(write(*told.objective)), R"("pay p99 <= 400ms")");
}

TEST(ObjectiveForm, that_is_wrong_is_told_where) {
  EXPECT_EQ(printed(R"({"flow": "pay", "p99": "400ms"})"),
            "s.json:1:24: /p99: \"400ms\" does not begin with <=, >=, < or >; write for example "
            "\"<= 400ms\"\n");
  EXPECT_EQ(printed(R"("pay p99 <= 400")"),
            "s.json:1:1: \"400\" has no unit; write \"400ms\" or \"400s\"\n");
  EXPECT_EQ(printed("7"),
            "s.json:1:1: must be a text such as \"pay p99 <= 400ms\" or an object, is a number\n");
}

TEST(ObjectiveForm, is_of_one_subject) {
  EXPECT_EQ(printed(R"({"p99": "<= 1s"})"),
            "s.json:1:1: must say of which flow, service, store, lock, cache or queue\n");
  EXPECT_EQ(printed(R"({"flow": "pay", "service": "pay", "p99": "<= 1s"})"),
            "s.json:1:1: is about several; write an objective for each\n");
  EXPECT_EQ(printed(R"({"lock": "account", "violations": "<= 0"})"), "account violations <= 0");
  EXPECT_EQ(printed(R"({"cache": "fx", "hit_ratio": ">= 90%"})"), "fx hit_ratio >= 90%");
  EXPECT_EQ(printed(R"({"queue": "settlement", "oldest": "<= 5s"})"), "settlement oldest <= 5s");
}

TEST(ObjectiveForm, has_one_measure) {
  EXPECT_THAT(printed(R"({"flow": "pay"})"),
              testing::StartsWith("s.json:1:1: has no measure; there are: availability, "));
  EXPECT_EQ(printed(R"({"flow": "pay", "p50": "<= 1s", "p99": "<= 1s"})"),
            "s.json:1:1: has several measures; write an objective for each\n");
  EXPECT_THAT(printed(R"({"flow": "pay", "utilization": "<= 70%"})"),
              testing::HasSubstr("/utilization: is asked of services; of flows: availability, "));
  EXPECT_THAT(printed(R"({"flow": "pay", "p98": "<= 1s"})"),
              testing::HasSubstr("/p98: \"p98\" is not a field here; did you mean \"p9"));
}

TEST(ObjectiveForm, after_and_within_go_together) {
  EXPECT_EQ(printed(R"({"flow": "pay", "p99": "<= 1s", "after": "recovery"})"),
            "s.json:1:1: needs within: how long after the end\n");
  EXPECT_EQ(printed(R"({"flow": "pay", "p99": "<= 1s", "within": "1s"})"),
            "s.json:1:1: within goes with after\n");
  EXPECT_EQ(printed(R"({"flow": "pay", "p99": "<= 1s", "after": "recovery", "within": "1s",
                        "during": "recovery"})"),
            "s.json:1:1: has both during and after\n");
}

TEST(ObjectiveForm, of_a_service_has_no_slices) {
  EXPECT_EQ(printed(R"({"service": "risk", "utilization": "<= 70%", "class": "vip"})"),
            "s.json:1:1: a service is measured as a whole: no class, no during, no after\n");
}

TEST(ObjectiveForm, is_in_the_schema_beside_the_text) {
  const Value schema = sim::schema<Objective>("Objective", "objective.json");
  const Value* const forms = schema.find("else")->find("anyOf");
  ASSERT_NE(forms, nullptr) << to_json(schema);
  EXPECT_EQ(forms->items().size(), 2U);
}

}  // namespace
}  // namespace sim

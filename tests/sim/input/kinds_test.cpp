// Kinds in all the forms a scenario can name them.
#include "sim/input/kinds.h"

#include <concepts>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <variant>

#include "tests/sim/input/sample.h"

namespace sim {
namespace {

using namespace sample;

template <class T>
std::string written(std::string_view text) {
  const auto told = tell<T>(text);
  return told.value ? to_json(write(*told.value), 0) : told.problems;
}

template <class Kind>
concept KnowsNodes = requires(Kind kind) {
  { kind.nodes } -> std::convertible_to<int>;
};
static_assert(Balancing::all<[]<class Kind>() { return KnowsNodes<Kind>; }>());
static_assert(Balancing::list()[1].name == "ring");
static_assert(Balancing::list()[0].summary == "Each in turn.");

TEST(Kinds, make_the_kind_whose_spec_it_is) {
  const OneOf<Balancing> chosen = Ring::Spec{.points = 7, .bound = {}};
  const Balancing::Any made = Balancing::make(chosen.spec, 12);
  EXPECT_EQ(std::get<Ring>(made).spec.points, 7);
  EXPECT_EQ(std::get<Ring>(made).nodes, 12);
  EXPECT_EQ(std::get<RoundRobin>(Balancing::make(RoundRobin::Spec{}, 3)).nodes, 3);
  EXPECT_EQ(chosen.kind(), "ring");
}

TEST(OneOf, is_the_first_kind_unless_told) {
  EXPECT_EQ(OneOf<Balancing>{}.kind(), "round_robin");
}

TEST(OneOf, is_read_by_name_with_fields_by_shorthand_and_bare) {
  EXPECT_EQ(written<OneOf<Balancing>>("\"round_robin\""), "\"round_robin\"");
  EXPECT_EQ(written<OneOf<Balancing>>(R"({"round_robin": {}})"), "\"round_robin\"");
  EXPECT_EQ(written<OneOf<Balancing>>("\"ring\""), R"({"ring":{"points":64}})");
  EXPECT_EQ(written<OneOf<Balancing>>(R"({"ring": {"points": 160}})"),
            R"({"ring":{"points":160}})");
  EXPECT_EQ(written<OneOf<Durations>>(R"({"exponential": "6ms"})"),
            R"({"exponential":{"mean":"6ms"}})");
  EXPECT_EQ(written<OneOf<Durations>>("\"0.4ms\""), R"({"constant":{"value":"400us"}})");
  EXPECT_EQ(written<OneOf<Durations>>(R"({"constant": "1s"})"), R"({"constant":{"value":"1s"}})");
}

TEST(OneOf, an_unknown_kind_is_told_with_what_was_meant) {
  EXPECT_EQ(written<OneOf<Balancing>>("\"rign\""),
            "s.json:1:1: \"rign\" is not known; did you mean \"ring\"? There are: round_robin, "
            "ring\n");
  EXPECT_EQ(written<OneOf<Balancing>>(R"({"rign": {}})"),
            "s.json:1:2: /rign: \"rign\" is not known; did you mean \"ring\"? There are: "
            "round_robin, ring\n");
  EXPECT_EQ(written<OneOf<Durations>>("\"exponental\""),
            "s.json:1:1: \"exponental\" is not known; did you mean \"exponential\"? There are: "
            "constant, exponential, lognormal\n");
}

TEST(OneOf, what_is_told_to_a_kind_is_checked_at_its_place) {
  EXPECT_EQ(written<OneOf<Balancing>>(R"({"ring": {"points": 0, "pionts": 1}})"),
            "s.json:1:21: /ring/points: must be at least 1, is 0\n"
            "s.json:1:24: /ring/pionts: \"pionts\" is not a field here; did you mean \"points\"? "
            "There are: points, bound\n");
  EXPECT_EQ(written<OneOf<Durations>>(R"({"exponential": "0s"})"),
            "s.json:1:17: /exponential: must be above 0s, is 0s\n");
  EXPECT_EQ(written<OneOf<Durations>>(R"({"lognormal": {"mean": "4ms", "p99": "4ms"}})"),
            "s.json:1:38: /lognormal/p99: must be above the mean\n");
  EXPECT_EQ(written<OneOf<Durations>>("\"250\""),
            "s.json:1:1: \"250\" has no unit; write \"250ms\" or \"250s\"\n");
  EXPECT_EQ(written<OneOf<Durations>>("250"),
            "s.json:1:1: \"250\" has no unit; write \"250ms\" or \"250s\"\n");
  EXPECT_EQ(written<OneOf<Balancing>>(R"({"round_robin": {"points": 1}})"),
            "s.json:1:18: /round_robin/points: \"points\" is not a field here; there are none\n");
}

TEST(OneOf, a_kind_that_must_be_told_more_says_what) {
  EXPECT_EQ(
      written<OneOf<Durations>>("\"lognormal\""),
      "s.json:1:1: \"lognormal\" needs to be told more; write {\"lognormal\": {\"mean\": ..., "
      "\"p99\": ...}}\n");
}

TEST(OneOf, none_or_two_kinds_are_a_problem) {
  EXPECT_EQ(written<OneOf<Balancing>>("{}"), "s.json:1:1: must name one of: round_robin, ring\n");
  EXPECT_EQ(written<OneOf<Balancing>>(R"({"ring": {}, "round_robin": {}})"),
            "s.json:1:14: \"ring\" and \"round_robin\" are different kinds; only one can stand "
            "here\n");
  EXPECT_EQ(written<OneOf<Balancing>>("[]"),
            "s.json:1:1: must be one of: round_robin, ring; is a list\n");
  EXPECT_EQ(written<OneOf<Durations>>("null"),
            "s.json:1:1: must be one of: constant, exponential, lognormal; is null\n");
}

TEST(Keyed, is_named_by_the_member_that_is_there) {
  EXPECT_EQ(written<Step>(R"({"call": "risk.score", "timeout": "80ms", "note": "x"})"),
            R"({"call":"risk.score","timeout":"80ms","note":"x"})");
  EXPECT_EQ(written<Keyed<Steps>>(R"({"call": "risk.score"})"), R"({"call":"risk.score"})");
}

TEST(Keyed, a_field_called_as_another_kind_belongs_to_the_kind_that_knows_both) {
  EXPECT_EQ(written<Step>(R"({"wait": "2s", "lock": "account", "steps": []})"),
            R"({"lock":"account","wait":"2s","steps":[],"note":""})");
  EXPECT_EQ(written<Step>(R"({"wait": "2s"})"),
            R"({"wait":{"constant":{"value":"2s"}},"note":""})");
}

TEST(Keyed, contains_itself_to_any_depth) {
  const std::string_view text =
      R"({"lock": "a", "steps": [{"parallel": [{"cpu": "1s"}, [{"wait": "1s"}, {"cpu": "2s"}]]}]})";
  const auto told = tell<Step>(text);
  ASSERT_TRUE(told.value) << told.problems;
  const auto& lock = std::get<Lock::Spec>(told.value->what.spec);
  const auto& parallel = std::get<Parallel::Spec>(lock.steps[0].what.spec);
  EXPECT_EQ(std::get<Parallel::Spec>(parallel.branches[1].what.spec).branches.size(), 2U);
  EXPECT_EQ(tell<Step>(to_json(write(*told.value))).value, told.value);
}

TEST(Keyed, problems_deep_inside_have_the_whole_pointer) {
  EXPECT_EQ(
      tell<Step>(R"({"lock": "a", "steps": [{"parallel": [{"cpu": "1ms"}, [{"cpu": "2"}]]}]})")
          .problems,
      "s.json:1:64: /steps/0/parallel/1/0/cpu: \"2\" has no unit; write \"2ms\" or \"2s\"\n");
}

TEST(Keyed, no_kind_is_told_with_all_there_are) {
  EXPECT_EQ(tell<Step>(R"({"note": "x"})").problems,
            "s.json:1:1: one of these is missing: parallel, cpu, wait, call, lock\n");
}

TEST(Keyed, a_misspelt_kind_is_told_once_with_what_was_meant) {
  EXPECT_EQ(
      tell<Step>(R"({"cal": "risk.score"})").problems,
      "s.json:1:2: /cal: \"cal\" is not a field here; did you mean \"call\"? There are: note, "
      "parallel, cpu, wait, call, lock\n");
}

TEST(Keyed, two_kinds_are_told_together) {
  EXPECT_EQ(tell<Step>(R"({"call": "a", "cpu": "1s", "timeout": "1s"})").problems,
            "s.json:1:1: \"cpu\" and \"call\" are different kinds; only one of them can stand "
            "here\n");
}

TEST(Keyed, unknown_fields_are_checked_against_the_kind_and_what_surrounds_it) {
  EXPECT_EQ(
      tell<Step>(R"({"call": "a", "tiemout": "1s", "not": "x", "steps": []})").problems,
      "s.json:1:15: /tiemout: \"tiemout\" is not a field here; did you mean \"timeout\"? There "
      "are: call, timeout, note\n"
      "s.json:1:32: /not: \"not\" is not a field here; did you mean \"note\"? There are: call, "
      "timeout, note\n"
      "s.json:1:44: /steps: \"steps\" is not a field here; there are: call, timeout, note\n");
}

}  // namespace
}  // namespace sim

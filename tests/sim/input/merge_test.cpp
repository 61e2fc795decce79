// Scenarios changed by others, and by --set.
#include "sim/input/merge.h"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "sim/input/json.h"

namespace sim {
namespace {

Value json(std::string_view text) {
  Problems problems;
  auto value = parse_json(text, 0, problems);
  EXPECT_TRUE(value && problems.empty()) << text << "\n" << problems.render();
  return value.value_or(Value());
}

TEST(MergePatch, keeps_the_examples_of_rfc_7396) {
  const std::vector<std::tuple<std::string_view, std::string_view, std::string_view>> cases = {
      {R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"},
      {R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"},
      {R"({"a":"b"})", R"({"a":null})", "{}"},
      {R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"},
      {R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"},
      {R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"},
      {R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"},
      {R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"},
      {R"(["a","b"])", R"(["c","d"])", R"(["c","d"])"},
      {R"({"a":"b"})", R"(["c"])", R"(["c"])"},
      {R"({"a":"foo"})", "null", "null"},
      {R"({"a":"foo"})", "\"bar\"", "\"bar\""},
      {R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})"},
      {"[1,2]", R"({"a":"b","c":null})", R"({"a":"b"})"},
      {"{}", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"}};
  for (const auto& [base, patch, result] : cases) {
    EXPECT_EQ(to_json(merge_patch(json(base), json(patch)), 0), result) << base << " + " << patch;
  }
}

TEST(MergePatch, what_comes_from_the_patch_keeps_its_place_there) {
  Problems problems;
  const auto base = parse_json("{\"a\": {\"x\": 1,\n\"y\": 2}}", 0, problems);
  const auto patch = parse_json("\n\n{\"a\": {\"y\": 3, \"z\": 4}}", 1, problems);
  const Value merged = merge_patch(*base, *patch);
  const Value& a = *merged.find("a");
  EXPECT_EQ(a.find("x")->position(), (Position{0, 1, 13}));
  EXPECT_EQ(a.find("y")->position(), (Position{1, 3, 13}));
  EXPECT_EQ(a.find("z")->position(), (Position{1, 3, 21}));
}

TEST(MergePatch, large_objects_do_not_take_long) {
  Value base = Value::object();
  Value patch = Value::object();
  for (int i = 0; i < 200'000; ++i) {
    base.members().push_back({"a" + std::to_string(i), {}, Value(1)});
    patch.members().push_back({"a" + std::to_string(i * 2), {}, Value(2)});
  }
  EXPECT_EQ(merge_patch(base, patch).members().size(), 300'000U);
}

struct Set {
  std::string json;
  std::string problems;
};

Set set(std::string_view base, std::string_view assignment) {
  Value root = json(base);
  Problems problems;
  set_path(root, assignment, problems);
  return {to_json(root, 0), problems.render()};
}

constexpr std::string_view kBase = R"({"run":{"seed":7},"load":[{"rate":"1/s"},{"rate":"2/s"}]})";

TEST(SetPath, changes_makes_and_removes) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"run.seed=8", R"({"run":{"seed":8},"load":[{"rate":"1/s"},{"rate":"2/s"}]})"},
      {"/run/seed=8", R"({"run":{"seed":8},"load":[{"rate":"1/s"},{"rate":"2/s"}]})"},
      {"load.1.rate=5/s", R"({"run":{"seed":7},"load":[{"rate":"1/s"},{"rate":"5/s"}]})"},
      {"load.0=null", R"({"run":{"seed":7},"load":[{"rate":"2/s"}]})"},
      {"run.seed=null", R"({"run":{},"load":[{"rate":"1/s"},{"rate":"2/s"}]})"},
      {"load=[]", R"({"run":{"seed":7},"load":[]})"},
      {"load=", R"({"run":{"seed":7},"load":""})"},
      {"run.seed=\"7\"", R"({"run":{"seed":"7"},"load":[{"rate":"1/s"},{"rate":"2/s"}]})"},
      {"run.seed=a=b", R"({"run":{"seed":"a=b"},"load":[{"rate":"1/s"},{"rate":"2/s"}]})"},
      {"run.on=true", R"({"run":{"seed":7,"on":true},"load":[{"rate":"1/s"},{"rate":"2/s"}]})"},
      {"a.b.c=1.5",
       R"({"run":{"seed":7},"load":[{"rate":"1/s"},{"rate":"2/s"}],"a":{"b":{"c":1.5}}})"},
      {"/plan/x.y~1z~0/from=3",
       R"({"run":{"seed":7},"load":[{"rate":"1/s"},{"rate":"2/s"}],"plan":{"x.y/z~":{"from":3}}})"},
      {"run={\"seed\": 1}", R"({"run":{"seed":1},"load":[{"rate":"1/s"},{"rate":"2/s"}]})"}};
  for (const auto& [assignment, result] : cases) {
    const Set done = set(kBase, assignment);
    EXPECT_EQ(done.problems, "") << assignment;
    EXPECT_EQ(done.json, result) << assignment;
  }
}

TEST(SetPath, a_path_that_cannot_be_followed_is_a_problem_and_changes_nothing) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"run.seed.x=1",
       "--set run.seed.x=1:1:1: /run/seed: here is a number; \"x\" can only be set in an object or "
       "a "
       "list\n"},
      {"load.2.rate=1/s",
       "--set load.2.rate=1/s:1:1: /load: this list has entries 0 to 1, none at \"2\"\n"},
      {"load.first=1",
       "--set load.first=1:1:1: /load: this list has entries 0 to 1, none at "
       "\"first\"\n"},
      {"load.-1=1", "--set load.-1=1:1:1: /load: this list has entries 0 to 1, none at \"-1\"\n"},
      {"run.seed", "--set run.seed:1:1: \"run.seed\" must be PATH=VALUE, such as \"run.seed=7\"\n"},
      {"=1", "--set =1:1:1: \"=1\" must be PATH=VALUE, such as \"run.seed=7\"\n"},
      {"run..seed=1", "--set run..seed=1:1:1: the path has an empty step\n"},
      {"load=[1",
       "--set load=[1:1:1: \"[1\" is not JSON: ends too early: the '[' on line 1 is not "
       "closed\n"},
      {"rnu.seed=1", "--set rnu.seed=1:1:1: there is no \"rnu\" here; did you mean \"run\"?\n"}};
  for (const auto& [assignment, complaint] : cases) {
    const Set done = set(kBase, assignment);
    EXPECT_EQ(done.problems, complaint);
    EXPECT_EQ(done.json, kBase);
  }
}

TEST(SetPath, a_path_is_not_longer_than_values_may_be_deep) {
  std::string path = "a";
  for (int i = 0; i < 100'000; ++i) path += ".a";
  Value root = Value::object();
  Problems problems;
  set_path(root, path + "=1", problems);
  EXPECT_EQ(problems.count(), 1U);
  EXPECT_TRUE(root.members().empty());
}

TEST(SetPath, what_was_set_stands_on_line_one_of_the_assignment) {
  Value root = json(kBase);
  Problems problems;
  problems.add_file("s.json");
  set_path(root, "run={\"seed\": [1]}", problems);
  const Value& seed = *root.find("run")->find("seed");
  EXPECT_EQ(seed.items()[0].position(), (Position{1, 1, 1}));
  problems.at(seed.position(), "/run/seed", "wrong");
  EXPECT_EQ(problems.render(), "--set run={\"seed\": [1]}:1:1: /run/seed: wrong\n");
}

}  // namespace
}  // namespace sim

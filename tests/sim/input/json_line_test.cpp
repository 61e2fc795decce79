#include "sim/input/json_line.h"

#include <array>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

namespace sim::detail {
namespace {

using namespace std::string_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

struct Walk {
  std::vector<std::pair<std::string, std::string>> members;
  std::string complaint;
  std::size_t column = 0;
};

Walk walk(std::string_view text) {
  const std::string copy(text);  // of its own, so that a sanitizer sees reading past its end
  JsonLine line(copy);
  JsonLine::Member member;
  Walk found;
  while (line.next(member)) found.members.emplace_back(member.name.raw, member.value.raw);
  EXPECT_FALSE(line.next(member));
  if (line.complaint() != nullptr) found.complaint = line.complaint();
  found.column = line.column();
  return found;
}

std::string unescaped(std::string_view raw) {
  std::string text;
  return unescape(raw, text) ? text : "broken";
}

TEST(JsonLine, gives_members_as_they_are_written) {
  const auto found = walk(R"( { "a" : 1.50e+3 ,"b":"x y", "c":true,"d":null,"e":-0} )");
  EXPECT_THAT(found.members, ElementsAre(Pair("a", "1.50e+3"), Pair("b", "x y"), Pair("c", "true"),
                                         Pair("d", "null"), Pair("e", "-0")));
  EXPECT_EQ(found.complaint, "");
  EXPECT_THAT(walk("{}").members, IsEmpty());
  EXPECT_EQ(walk(" { } ").complaint, "");
}

TEST(JsonLine, gives_nested_values_whole) {
  const auto found = walk(R"({"a":[1,{"x":[]},"]"],"b":{"a":{},"c":"}"},"d":1})");
  EXPECT_THAT(found.members, ElementsAre(Pair("a", R"([1,{"x":[]},"]"])"),
                                         Pair("b", R"({"a":{},"c":"}"})"), Pair("d", "1")));
  EXPECT_EQ(found.complaint, "");
}

constexpr std::array kNotJson = {"",
                                 " ",
                                 "1",
                                 "[]",
                                 "null",
                                 "{",
                                 "{\"a\"",
                                 "{\"a\":",
                                 "{\"a\":1",
                                 "{\"a\":1,",
                                 "{\"a\":1,}",
                                 "{,}",
                                 "{a:1}",
                                 "{'a':1}",
                                 "{\"a\" 1}",
                                 "{\"a\":}",
                                 "{\"a\":1}}",
                                 "{\"a\":1} x",
                                 "{\"a\":1 \"b\":2}",
                                 "{\"a\":tru}",
                                 "{\"a\":truex}",
                                 "{\"a\":nul}",
                                 "{\"a\":NaN}",
                                 "{\"a\":01}",
                                 "{\"a\":+1}",
                                 "{\"a\":.5}",
                                 "{\"a\":1.}",
                                 "{\"a\":1e}",
                                 "{\"a\":1e+}",
                                 "{\"a\":-}",
                                 "{\"a\":0x1}",
                                 "{\"a\":\"x}",
                                 "{\"a\":\"\\x\"}",
                                 "{\"a\":\"\\",
                                 "{\"a\":\"\\u",
                                 "{\"a\":\"\\u12g4\"}",
                                 "{\"a\":\"\\u12\"}",
                                 "{\"a\":\"\t\"}",
                                 "{\"a\":[}",
                                 "{\"a\":[1,]}",
                                 "{\"a\":[1 2]}",
                                 "{\"a\":{\"b\"}}",
                                 "{\"a\":{\"b\":1,}}",
                                 "{\"a\":{]}",
                                 "{\"a\":[1",
                                 "{\"a\":1}//"};

TEST(JsonLine, complains_about_all_that_is_not_json) {
  for (const char* const text : kNotJson) {
    EXPECT_NE(walk(text).complaint, "") << text;
  }
  EXPECT_NE(walk("{\"a\":1\0}"s).complaint, "");
  EXPECT_NE(walk("{\"a\":\"\0\"}"s).complaint, "");
}

TEST(JsonLine, says_at_which_byte_it_stopped) {
  EXPECT_EQ(walk(R"({"a":1;"b":2})").column, 7u);
  EXPECT_EQ(walk("x").column, 1u);
}

TEST(JsonLine, takes_values_nested_as_deep_as_the_limit_and_none_deeper) {
  for (const auto& [open, close] : {std::pair("[", "]"), std::pair("{\"x\":", "}")}) {
    const auto nested = [&, before = open, after = close](int depth) {
      std::string text = "{\"a\":";
      for (int i = 1; i < depth; ++i) text += before;
      text += "1";
      for (int i = 1; i < depth; ++i) text += after;
      return text + "}";
    };
    EXPECT_EQ(walk(nested(JsonLine::kDeepest)).complaint, "");
    EXPECT_EQ(walk(nested(JsonLine::kDeepest + 1)).complaint, "is nested too deeply");
    EXPECT_EQ(walk(nested(1'000'000)).complaint, "is nested too deeply");
  }
}

TEST(Unescape, resolves_every_escape) {
  EXPECT_EQ(unescaped(R"(a\"\\\/\b\f\n\r\tz)"), "a\"\\/\b\f\n\r\tz");
  EXPECT_EQ(unescaped(R"(\u0041\u00e4\u20AC\ud83d\ude00\u0000)"),
            "A\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\0"s);
}

TEST(Unescape, refuses_half_a_surrogate_pair) {
  for (const auto* raw : {R"(\ud83d)", R"(\ude00)", R"(\ud83dx)", R"(\ud83d\n)", R"(\ud83d\u0041)",
                          R"(\ud83d\ud83d)"}) {
    EXPECT_EQ(unescaped(raw), "broken") << raw;
  }
}

}  // namespace
}  // namespace sim::detail

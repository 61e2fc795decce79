// JSON texts that must be read, those that must be refused and where, and writing them.
#include "sim/input/json.h"

#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace sim {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

struct Parse {
  std::optional<Value> value{};
  Problems problems{};
  std::string told{};
};

Parse parse(std::string_view text) {
  Parse result;
  result.value = parse_json(text, result.problems.add_file("t.json"), result.problems);
  result.told = result.problems.render();
  return result;
}

const std::vector<std::string_view> kRight = {"null",
                                              "true",
                                              "false",
                                              "0",
                                              "-0",
                                              "-1",
                                              "123",
                                              "1.5",
                                              "1e3",
                                              "1E+3",
                                              "1e-3",
                                              "0.1e1",
                                              "-0.0",
                                              "1e308",
                                              "1e-400",
                                              "9007199254740993",
                                              "18446744073709551616",
                                              "123456789012345678901234567890",
                                              "\"\"",
                                              "\"a\"",
                                              R"("\"\\\/\b\f\n\r\t")",
                                              R"("\u0041\u00e9\ud83d\ude00")",
                                              "\"\xC3\xA9\xF0\x9F\x98\x80\"",
                                              R"("\u0000")",
                                              "\"\x7F\"",
                                              "[]",
                                              "[ ]",
                                              "[1,2]",
                                              "[[[]]]",
                                              "{}",
                                              "{ }",
                                              R"({"a":1})",
                                              R"({"":0})",
                                              R"({"a":{"a":{"a":[]}}})",
                                              " \t\r\n1 \t\r\n",
                                              "\xEF\xBB\xBF{}",
                                              "\xEF\xBB\xBF [1]",
                                              "// first\n1",
                                              "1 // last",
                                              "1 // last\n",
                                              "/* a */ [ /* b */ 1, // c\n 2 ] /* d */",
                                              R"({"a" /* x */ : /* y */ 1})",
                                              "[1/**/,2]",
                                              R"(["//", "/* no comment */"])",
                                              "[\"a\\\\\", 1]",
                                              "[\"\\\"\", 1]"};

TEST(Json, what_the_grammar_allows_is_read) {
  for (const auto text : kRight) {
    const Parse result = parse(text);
    EXPECT_TRUE(result.value) << text << "\n" << result.told;
    EXPECT_EQ(result.told, "") << text;
  }
}

const std::vector<std::string_view> kWrong = {"",
                                              " ",
                                              "\n\n",
                                              "\xEF\xBB\xBF",
                                              "// only a comment",
                                              "nul",
                                              "nulll",
                                              "True",
                                              "truefalse",
                                              "NaN",
                                              "Infinity",
                                              "-Infinity",
                                              "-",
                                              "+1",
                                              "01",
                                              "-01",
                                              "1.",
                                              ".5",
                                              "1e",
                                              "1e+",
                                              "0x10",
                                              "1_000",
                                              "1e999",
                                              "-1e999",
                                              "'a'",
                                              "\"",
                                              "\"abc",
                                              "\"\\\"",
                                              "\"\\x\"",
                                              "\"\\u12\"",
                                              "\"\\ud800\"",
                                              "\"\\udc00\"",
                                              "\"\\ud800\\u0041\"",
                                              "\"\n\"",
                                              "\"\t\"",
                                              "\"\x01\"",
                                              "\"\xFF\"",
                                              "\"\xC0\xAF\"",
                                              "\"\xED\xA0\x80\"",
                                              "\"\xF5\x80\x80\x80\"",
                                              "\"\xC3\"",
                                              "\xFF",
                                              "[",
                                              "]",
                                              "[1",
                                              "[1,",
                                              "[1,]",
                                              "[,1]",
                                              "[1,,2]",
                                              "[1 2]",
                                              "[1;2]",
                                              "{",
                                              "}",
                                              "{\"a\"",
                                              "{\"a\":",
                                              "{\"a\":1",
                                              "{\"a\":1,",
                                              "{\"a\":1,}",
                                              "{,}",
                                              "{a:1}",
                                              "{'a':1}",
                                              "{1:1}",
                                              "{\"a\" 1}",
                                              "{\"a\"::1}",
                                              "{\"a\":1 \"b\":2}",
                                              "{\"a\":1,,\"b\":2}",
                                              "[}",
                                              "{]",
                                              "1 2",
                                              "{} {}",
                                              "{}x",
                                              "/",
                                              "/ 1",
                                              "/* open",
                                              "1 /* open",
                                              "# 1",
                                              "\0"sv,
                                              "[1\0]"sv,
                                              "\xFE\xFF",
                                              "\xEF\xBB{}",
                                              "undefined",
                                              "\"a\" \"b\"",
                                              "[\"a\", \"b]",
                                              "<a/>"};

TEST(Json, what_the_grammar_forbids_is_refused_with_one_problem) {
  for (const auto text : kWrong) {
    const Parse result = parse(text);
    EXPECT_FALSE(result.value) << text;
    EXPECT_EQ(result.problems.count(), 1U) << text;
    EXPECT_NE(result.told, "") << text;
  }
}

const std::vector<std::pair<std::string_view, std::string_view>> kComplaints = {
    {"{\n  \"a\": tru\n}", "t.json:2:8: this is not JSON; texts stand in double quotes\n"},
    {"{\"a\": 1,\n \"b\": NaN}", "t.json:2:7: NaN and Infinity are not numbers here\n"},
    {"{\"a\": -Infinity}", "t.json:1:7: NaN and Infinity are not numbers here\n"},
    {"[1,\n 2,\n]", "t.json:3:1: unexpected ']': a comma too many before it?\n"},
    {"{\"a\": 1,}", "t.json:1:9: unexpected '}': a comma too many before it?\n"},
    {"{\"a\" 1}", "t.json:1:6: a ':' must stand between a name and its value\n"},
    {"{a: 1}", "t.json:1:2: a name in double quotes must stand here\n"},
    {"{\"a\": 1\n \"b\": 2}",
     "t.json:2:2: a comma, or the end of what was opened before, must stand here\n"},
    {"{\"a\": 'x'}", "t.json:1:7: texts are written in double quotes: \"...\"\n"},
    {"{} x", "t.json:1:4: nothing may follow after the end of the outermost value\n"},
    {"{\"a\": [1, 2", "t.json:1:12: ends too early: the '[' on line 1 is not closed\n"},
    {"[1, \"abc\n]",
     "t.json:1:9: a text ends on the line it begins on: is its closing quotation mark missing? "
     "A line end in a text is written \\n\n"},
    {"[\"a\tb\"]",
     "t.json:1:4: a control character may not stand in a text; write \\t or \\u....\n"},
    {"[{\"a\": [1}]", "t.json:1:10: unexpected '}': the '[' on line 1 is not closed before it\n"},
    {"{\"a\": }", "t.json:1:7: unexpected '}': a value is missing before it\n"},
    {"[]]", "t.json:1:3: unexpected ']': nothing is open any more\n"},
    {"{\"a\": True}", "t.json:1:7: true, false and null are written in small letters\n"},
    {"[012]",
     "t.json:1:3: numbers are written as in 12, -0.5 or 1e6: no 0 or + in front, digits around a "
     "point\n"},
    {"// x", "t.json:1:5: is empty but for comments\n"},
    {"[\"abc", "t.json:1:2: this text is not closed\n"},
    {"[\"ab\xFF\"]", "t.json:1:5: this text is not valid UTF-8\n"},
    {"[\"\xC3\xA9\xC3\xA9\", 1e999]", "t.json:1:8: this number is too large\n"},
    {"[1, /* x", "t.json:1:5: this comment is not closed\n"},
    {"# x\n{}", "t.json:1:1: comments begin with //\n"},
    {"", "t.json:1:1: is empty\n"},
    {"[\"\\q\"]",
     "t.json:1:4: after a backslash stands one of: \" \\ / b f n r t, or u with four hexadecimal "
     "digits\n"}};

TEST(Json, a_complaint_stands_at_its_line_and_column_and_says_what_would_be_right) {
  for (const auto& [text, complaint] : kComplaints) EXPECT_EQ(parse(text).told, complaint) << text;
}

TEST(Json, every_value_and_name_knows_its_place) {
  const auto value =
      parse("\xEF\xBB\xBF// one\n{ \"a\": [10, \"\xC3\xA9\", true],\n\t\"b\": null }").value;
  ASSERT_TRUE(value);
  EXPECT_EQ(value->position(), (Position{0, 2, 1}));
  EXPECT_EQ(value->members()[0].position, (Position{0, 2, 3}));
  const Value& list = value->members()[0].value;
  EXPECT_EQ(list.position(), (Position{0, 2, 8}));
  EXPECT_EQ(list.items()[0].position(), (Position{0, 2, 9}));
  EXPECT_EQ(list.items()[1].position(), (Position{0, 2, 13}));
  EXPECT_EQ(list.items()[2].position(), (Position{0, 2, 18}));  // characters, not bytes
  EXPECT_EQ(value->members()[1].position, (Position{0, 3, 2}));
  EXPECT_EQ(value->members()[1].value.position(), (Position{0, 3, 7}));
}

TEST(Json, duplicate_names_are_all_told_and_the_first_is_kept) {
  const Parse result = parse("{\"a\": 1,\n \"b\": [{\"x\": 1,\n \"x\": 2}],\n \"a\": 3, \"a\": 4}");
  EXPECT_EQ(result.told,
            "t.json:3:2: /b/0/x: \"x\" is given twice; first on line 2\n"
            "t.json:4:2: /a: \"a\" is given twice; first on line 1\n"
            "t.json:4:10: /a: \"a\" is given twice; first on line 1\n");
  ASSERT_TRUE(result.value);
  EXPECT_EQ(to_json(*result.value, 0), R"({"a":1,"b":[{"x":1}]})");
}

TEST(Json, numbers_keep_the_text_they_were_written_with) {
  const auto value = parse("[9007199254740993, 1.50, -0, 1e3, 18446744073709551615, 0.1]").value;
  ASSERT_TRUE(value);
  EXPECT_EQ(to_json(*value, 0), "[9007199254740993,1.50,-0,1e3,18446744073709551615,0.1]");
  EXPECT_EQ(value->items()[0].as_int64(), 9007199254740993);
  EXPECT_EQ(value->items()[1].as_int64(), std::nullopt);
  EXPECT_EQ(value->items()[1].as_double(), 1.5);
  EXPECT_EQ(value->items()[3].as_int64(), 1000);
  EXPECT_EQ(value->items()[4].as_uint64(), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(value->items()[4].as_int64(), std::nullopt);
}

TEST(Json, nesting_is_limited_to_64_levels) {
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
  };
  EXPECT_TRUE(parse(nested(kJsonDepthLimit)).value);
  EXPECT_EQ(parse(nested(kJsonDepthLimit + 1)).told,
            "t.json:1:65: is nested deeper than 64 levels\n");
  EXPECT_FALSE(parse(std::string(100'000, '[')).value);
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_FALSE(parse(objects).value);
}

TEST(Json, size_and_number_of_values_are_limited) {
  EXPECT_EQ(parse(std::string(kJsonSizeLimit + 1, ' ')).told,
            "t.json:1:1: is larger than 16 MiB\n");
  std::string many = "[0";
  for (std::size_t i = 0; i < kJsonValueLimit; ++i) many += ",0";
  EXPECT_EQ(parse(many + "]").problems.count(), 1U);
}

TEST(Json, a_long_text_is_read_whole) {
  const std::string text(5'000'000, 'x');
  const auto value = parse("[\"" + text + "\", 1]").value;
  ASSERT_TRUE(value);
  EXPECT_EQ(value->items()[0].text(), text);
  EXPECT_EQ(value->items()[1].position().column, 5'000'006U);
}

TEST(Json, a_value_made_in_code_is_written_in_the_order_it_was_made) {
  Value value = Value::object();
  value["z"] = Value(1);
  value["a"] = Value("text \"x\" \n\x01");
  value["list"].push_back(Value(true));
  value["list"].push_back(Value());
  value["inner"]["deep"] = Value(2.5);
  value["empty"] = Value::object();
  EXPECT_EQ(to_json(value),
            "{\n  \"z\": 1,\n  \"a\": \"text \\\"x\\\" \\n\\u0001\",\n  \"list\": [true, null],\n"
            "  \"inner\": {\n    \"deep\": 2.5\n  },\n  \"empty\": {}\n}");
  EXPECT_EQ(to_json(value, 0),
            "{\"z\":1,\"a\":\"text \\\"x\\\" \\n\\u0001\",\"list\":[true,null],"
            "\"inner\":{\"deep\":2.5},\"empty\":{}}");
}

TEST(Json, what_was_written_reads_back_the_same) {
  const auto value =
      parse(R"({"a": [[1, 2], [3, {"b": "\u00e9\\ \/"}]], "c": -1.5e-7, "d": [], "e": null})")
          .value;
  ASSERT_TRUE(value);
  for (const int indent : {0, 1, 2, 4}) EXPECT_EQ(parse(to_json(*value, indent)).value, value);
}

TEST(Json, lists_that_do_not_fit_a_line_are_written_one_entry_a_line) {
  Value list = Value::array();
  for (int i = 0; i < 60; ++i) list.push_back(Value(i));
  EXPECT_EQ(to_json(list).substr(0, 12), "[\n  0,\n  1,\n");
}

TEST(Json, doubles_are_written_as_short_as_reads_back_and_integers_exactly) {
  EXPECT_EQ(to_json(Value(0.1)), "0.1");
  EXPECT_EQ(to_json(Value(600.0)), "600");
  EXPECT_EQ(to_json(Value(1.0 / 3)), "0.3333333333333333");
  EXPECT_EQ(to_json(Value(std::int64_t{-9007199254740993})), "-9007199254740993");
  EXPECT_EQ(to_json(Value(std::numeric_limits<std::uint64_t>::max())), "18446744073709551615");
  EXPECT_EQ(to_json(Value(std::nan(""))), "null");
  EXPECT_EQ(to_json(Value(std::numeric_limits<double>::infinity())), "null");
  EXPECT_TRUE(parse(to_json(Value(1e300))).value);
}

TEST(Json, bytes_that_are_no_utf8_are_replaced_when_written) {
  EXPECT_EQ(to_json(Value("a\xFFz\xED\xA0\x80\xC3")),
            "\"a\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
  EXPECT_EQ(to_json(Value("\xC3\xA9\xF0\x9F\x98\x80")), "\"\xC3\xA9\xF0\x9F\x98\x80\"");
}

TEST(Value, members_are_found_made_and_removed_by_name) {
  Value value;
  EXPECT_EQ(value.find("a"), nullptr);
  value["a"] = Value(1);
  value["b"]["c"] = Value("x");
  ASSERT_NE(value.find("b"), nullptr);
  EXPECT_EQ(value.find("b")->find("c")->text(), "x");
  EXPECT_TRUE(value.remove("a"));
  EXPECT_FALSE(value.remove("a"));
  EXPECT_EQ(to_json(value, 0), R"({"b":{"c":"x"}})");
}

}  // namespace
}  // namespace sim

// How problems are collected and told.
#include "sim/input/problem.h"

#include <gtest/gtest.h>
#include <string>

namespace sim {
namespace {

TEST(Problems, are_told_by_file_line_and_column) {
  Problems problems;
  const auto a = problems.add_file("a.json");
  const auto b = problems.add_file("b.json");
  problems.at({b, 1, 1}, "/x", "first of b");
  problems.at({a, 12, 1}, "/services/gateway", "late");
  problems.at({a, 2, 17}, "", "right");
  problems.at({a, 2, 5}, "/y", "left");
  problems.at({}, "/made", "from no file");
  EXPECT_EQ(problems.render(),
            "/made: from no file\n"
            "a.json:2:5: /y: left\n"
            "a.json:2:17: right\n"
            "a.json:12:1: /services/gateway: late\n"
            "b.json:1:1: /x: first of b\n");
}

TEST(Problems, at_one_place_keep_their_order) {
  Problems problems;
  problems.at({0, 1, 1}, "/b", "one");
  problems.at({0, 1, 1}, "/a", "two");
  EXPECT_EQ(problems.sorted()[0].what, "one");
}

TEST(Problems, about_something_read_before_stand_where_it_was_written) {
  Problems problems;
  const Located<std::string> target{"nowhere", {problems.add_file("a.json"), 3, 9}, "/flows/pay"};
  problems.at(target, "there is no such service");
  EXPECT_EQ(problems.render(), "a.json:3:9: /flows/pay: there is no such service\n");
}

TEST(Problems, are_all_counted_though_only_a_thousand_are_kept) {
  Problems problems;
  for (int i = 0; i < 2500; ++i) problems.at({0, 1, 1}, "", "wrong");
  EXPECT_EQ(problems.size(), 1000U);
  EXPECT_EQ(problems.count(), 2500U);
  EXPECT_TRUE(problems.render().ends_with("and 1500 more problems\n"));
}

TEST(Problems, do_not_let_a_scenario_write_to_the_terminal) {
  Problems problems;
  problems.at({0, 1, 1}, "/a\x1b[2J", "\x1b]0;title\x07 and\nmore");
  const std::string told = problems.render();
  EXPECT_EQ(told.find('\x1b'), std::string::npos);
  EXPECT_EQ(told.find('\n'), told.size() - 1);
}

TEST(Files, a_table_learns_what_was_added_to_its_copy) {
  Files files;
  files.add("a");
  Problems problems;
  problems.know(files);
  problems.add_file("--set x=1");
  files.learn(problems.files());
  EXPECT_EQ(files.name(1), "--set x=1");
  EXPECT_EQ(files.name(7), "");
}

TEST(InQuotes, long_texts_are_cut_between_characters) {
  EXPECT_EQ(in_quotes("a\"b\\c"), "\"a\\\"b\\\\c\"");
  std::string text(79, 'x');
  text += "\xC3\xA9 and more";
  EXPECT_EQ(in_quotes(text), "\"" + std::string(79, 'x') + "...\"");
}

TEST(PointerStep, escapes_as_rfc_6901_asks) {
  EXPECT_EQ(pointer_step("/a", "b/c~d"), "/a/b~1c~0d");
  EXPECT_EQ(pointer_step("", ""), "/");
}

}  // namespace
}  // namespace sim

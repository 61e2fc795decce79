// Pages that are not pages are found.
#include "tests/tidy/shape.h"

#include <gtest/gtest.h>

namespace {

using tidy::read_source;

std::string lines(std::size_t count, const std::string& line) {
  std::string text;
  for (std::size_t at = 0; at < count; ++at) text += line + '\n';
  return text;
}

std::size_t page_complaints(const std::string& path, const std::string& text) {
  return tidy::bad_pages({read_source(path, text)}).size();
}

TEST(Pages, have_lines_of_100_columns_and_no_more) {
  EXPECT_EQ(page_complaints("sim/a.h", std::string(100, 'a')), 0U);
  EXPECT_EQ(page_complaints("sim/a.h", std::string(101, 'a')), 1U);
  EXPECT_EQ(page_complaints("README.md", std::string(101, 'a')), 0U);
}

TEST(Pages, count_a_letter_of_two_bytes_as_one_column) {
  EXPECT_EQ(page_complaints("sim/a.h", std::string(98, 'a') + "\xc3\xa4\xc3\xb6"), 0U);
}

TEST(Pages, have_400_lines_and_no_more_outside_of_tests) {
  EXPECT_EQ(page_complaints("sim/a.h", lines(400, "a")), 0U);
  EXPECT_EQ(page_complaints("sim/a.h", lines(401, "a")), 1U);
  EXPECT_EQ(page_complaints("models/a.cpp", lines(401, "a")), 1U);
  EXPECT_EQ(page_complaints("tests/a.cpp", lines(401, "a")), 0U);
}

TEST(Pages, have_no_tabs_no_trailing_blanks_and_no_marks_of_unfinished_work) {
  EXPECT_EQ(page_complaints("README.md", "a\tb"), 1U);
  EXPECT_EQ(page_complaints("README.md", "a "), 1U);
  EXPECT_EQ(page_complaints("README.md", "a\r\n"), 1U);
  EXPECT_EQ(page_complaints("sim/a.h", std::string("// TO") + "DO: later"), 1U);
  EXPECT_EQ(page_complaints("sim/a.h", std::string("// FIX") + "ME"), 1U);
  EXPECT_EQ(page_complaints("sim/a.h", "// Done."), 0U);
  EXPECT_EQ(page_complaints("sim/a.h", "mkdtemp(\"" + std::string(6, 'X') + "\");"), 0U);
}

TEST(Pages, name_things_by_what_they_stand_for) {
  EXPECT_EQ(page_complaints("sim/a.h", "class NodeManager {"), 1U);
  EXPECT_EQ(page_complaints("sim/a.h", "struct ParseHelper;"), 1U);
  EXPECT_EQ(page_complaints("sim/a.h", "class Node {"), 0U);
}

std::size_t header_complaints(const std::string& path, const std::string& text) {
  return tidy::bad_headers({read_source(path, text)}).size();
}

TEST(Headers, begin_with_a_comment_and_are_read_once) {
  EXPECT_EQ(header_complaints("sim/a.h", "// A thing.\n#pragma once\n"), 0U);
  EXPECT_EQ(header_complaints("sim/a.h", "#pragma once\n"), 1U);
  EXPECT_EQ(header_complaints("sim/a.h", "// A thing.\n"), 1U);
  EXPECT_EQ(header_complaints("sim/a.h", "// A thing.\n// #pragma once\n"), 1U);
  EXPECT_EQ(header_complaints("sim/a.cpp", "int a;\n"), 0U);
}

TEST(Headers, open_no_namespace_for_those_who_include_them) {
  const std::string head = "// A thing.\n#pragma once\n";
  EXPECT_EQ(header_complaints("sim/a.h", head + "using namespace std;\n"), 1U);
  EXPECT_EQ(header_complaints("sim/a.h", head + "using namespace std::chrono_literals;\n"), 0U);
  EXPECT_EQ(header_complaints("sim/a.h", head + "void f() {\n  using namespace std;\n}\n"), 0U);
}

// Complaints about `head {`, `body` lines and a closing brace.
tidy::Complaints about(const std::string& head, std::size_t body,
                       const std::string& line = "a();") {
  return tidy::long_functions(
      {read_source("sim/a.cpp", head + " {\n" + lines(body, line) + "}\n")});
}

TEST(Functions, have_50_lines_and_no_more) {
  EXPECT_EQ(about("void f()", 48).size(), 0U);
  EXPECT_EQ(about("void f()", 49).size(), 1U);
  EXPECT_EQ(about("template <class T>\nvoid f(T t)", 48).size(), 1U);
  EXPECT_EQ(about("TEST(Node, falls)", 49).size(), 1U);
  EXPECT_EQ(
      about("namespace {\nclass A {\n public:\n  void f() const", 49, "if (a) { b(); }").size(),
      1U);
  EXPECT_EQ(about("A::A() : a_{1}, b_(2)", 49).size(), 1U);
  EXPECT_EQ(about("void f(int a = 3)", 49, "for (;;) { g({1, 2}); }").size(), 1U);
}

TEST(Functions, are_not_classes_nor_tables_nor_namespaces) {
  EXPECT_EQ(about("namespace sim", 80, "void f() { a(); }").size(), 0U);
  EXPECT_EQ(about("class A : public B<int>", 80, "void f() { a(); }").size(), 0U);
  EXPECT_EQ(about("template <class T>\nstruct A<T(int)>", 80, "int a;").size(), 0U);
  EXPECT_EQ(about("const std::vector<int> kTable =", 80, "f(1),").size(), 0U);
  EXPECT_EQ(about("enum class A", 80, "a,").size(), 0U);
}

TEST(Functions, are_told_by_their_first_line) {
  const auto complaints =
      about("int a;\n\nint g() { return 1; }\n\nint f(int b,\n      int c)", 60);
  ASSERT_EQ(complaints.size(), 1U);
  EXPECT_EQ(complaints[0].line, 5U);
}

}  // namespace

// What the rules take for code, and what they leave alone.
#include "tests/tidy/source.h"

#include <gtest/gtest.h>

namespace {

using tidy::read_source;

TEST(SourceFile, has_blanks_where_comments_and_literals_were) {
  const auto file = read_source("sim/a.h",
                                "int a;  // rand()\n"
                                "/* one\n"
                                "two */ int b;\n"
                                "const char* c = \"rand\\\"()\";\n"
                                "char d = '\"'; int e = 1'000'000;\n");
  ASSERT_EQ(file.code.size(), 5U);
  EXPECT_EQ(file.code[0], "int a;           ");
  EXPECT_EQ(file.code[1], "      ");
  EXPECT_EQ(file.code[2], "       int b;");
  EXPECT_EQ(file.code[3], "const char* c = \"        \";");
  EXPECT_EQ(file.code[4], "char d = ' '; int e = 1'000'000;");
}

TEST(SourceFile, has_blanks_where_a_raw_literal_was_over_several_lines) {
  const auto file = read_source("sim/a.h",
                                "auto a = R\"x(rand(\n"
                                "\" rand( )\" )x\"; int b;\n");
  ASSERT_EQ(file.code.size(), 2U);
  EXPECT_EQ(file.code[0].find("rand"), std::string::npos);
  EXPECT_TRUE(file.code[1].ends_with("\"; int b;"));
  EXPECT_EQ(file.code[1].find_first_not_of(' '), file.code[1].find('"'));
}

TEST(SourceFile, tells_its_includes_and_not_those_in_comments) {
  const auto file = read_source("sim/a.h",
                                "#include <map>\n"
                                "// #include <set>\n"
                                "#include \"sim/b.h\"\n");
  const auto found = tidy::includes(file);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].target, "map");
  EXPECT_FALSE(found[0].quoted);
  EXPECT_EQ(found[1].target, "sim/b.h");
  EXPECT_TRUE(found[1].quoted);
  EXPECT_EQ(found[1].line, 3U);
}

}  // namespace

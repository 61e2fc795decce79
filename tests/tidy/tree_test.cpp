// The source of this repository keeps the rules.
#include <algorithm>
#include <gtest/gtest.h>

#include "tests/tidy/arrows.h"
#include "tests/tidy/lists.h"
#include "tests/tidy/shape.h"
#include "tests/tidy/source.h"
#include "tests/tidy/words.h"

namespace {

tidy::Tree the_tree() {
  return tidy::read_tree(HEADROOM_ROOT);
}

void expect_none(const tidy::Complaints& complaints) {
  EXPECT_TRUE(complaints.empty()) << told(complaints);
}

TEST(Source, is_where_it_is_looked_for) {
  const tidy::Tree tree = the_tree();
  const auto has = [&](const char* path) {
    return std::ranges::find(tree, path, &tidy::SourceFile::path) != tree.end();
  };
  EXPECT_TRUE(has("CMakeLists.txt"));
  EXPECT_TRUE(has("sim/kernel/time.h"));
  EXPECT_TRUE(has("models/CMakeLists.txt"));
  EXPECT_TRUE(has("tests/tidy/tree_test.cpp"));
}

TEST(Source, includes_follow_the_arrows) {
  expect_none(tidy::against_the_arrows(the_tree()));
}

TEST(Source, does_without_the_banned_words) {
  expect_none(tidy::banned_words(the_tree()));
}

TEST(Source, never_loops_over_an_unordered_container) {
  expect_none(tidy::iterated_unordered(the_tree()));
}

TEST(Source, has_pages_that_are_pages) {
  expect_none(tidy::bad_pages(the_tree()));
}

TEST(Source, has_functions_that_fit_a_screen) {
  expect_none(tidy::long_functions(the_tree()));
}

TEST(Source, begins_every_file_with_what_it_stands_for) {
  expect_none(tidy::bad_headers(the_tree()));
}

TEST(Source, is_all_built) {
  expect_none(tidy::unlisted_sources(the_tree()));
}

TEST(Source, has_no_header_that_nobody_includes) {
  expect_none(tidy::unused_headers(the_tree()));
}

}  // namespace

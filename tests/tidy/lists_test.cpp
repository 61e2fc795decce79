// Files that nothing builds and headers that nobody includes are found.
#include "tests/tidy/lists.h"

#include <gtest/gtest.h>

namespace {

using tidy::read_source;

TEST(Lists, name_every_source_file) {
  const auto root = read_source("CMakeLists.txt", "add_subdirectory(sim)\n");
  const auto list =
      read_source("sim/CMakeLists.txt", "headroom_library(sim SOURCES a.cpp in/b.cpp)\n");
  EXPECT_TRUE(tidy::unlisted_sources({root, list, read_source("sim/a.cpp", "")}).empty());
  EXPECT_TRUE(tidy::unlisted_sources({root, list, read_source("sim/in/b.cpp", "")}).empty());
  EXPECT_EQ(tidy::unlisted_sources({root, list, read_source("sim/b.cpp", "")}).size(), 1U);
  EXPECT_EQ(tidy::unlisted_sources({root, list, read_source("models/a.cpp", "")}).size(), 1U);
}

TEST(Lists, do_not_name_a_file_by_a_comment_or_by_a_part_of_a_word) {
  const auto root = read_source("CMakeLists.txt", "add_subdirectory(sim)\n");
  const auto list =
      read_source("sim/CMakeLists.txt", "headroom_library(sim SOURCES aa.cpp) # a.cpp\n");
  EXPECT_EQ(tidy::unlisted_sources({root, list, read_source("sim/a.cpp", "")}).size(), 1U);
}

TEST(Lists, are_named_by_the_list_above_them) {
  const auto root = read_source("CMakeLists.txt", "add_subdirectory(sim)\n");
  EXPECT_TRUE(tidy::unlisted_sources({root, read_source("sim/CMakeLists.txt", "")}).empty());
  EXPECT_EQ(tidy::unlisted_sources({root, read_source("models/CMakeLists.txt", "")}).size(), 1U);
}

TEST(Headers, are_included_by_somebody_else) {
  const auto header = read_source("sim/a.h", "// A thing.\n#include \"sim/a.h\"\n");
  const auto user = read_source("tests/a.cpp", "#include \"sim/a.h\"\n");
  EXPECT_EQ(tidy::unused_headers({header}).size(), 1U);
  EXPECT_TRUE(tidy::unused_headers({header, user}).empty());
}

}  // namespace

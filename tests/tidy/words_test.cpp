// Each banned word is found where it is banned, and only there.
#include "tests/tidy/words.h"

#include <gtest/gtest.h>

namespace {

using tidy::read_source;

std::size_t bans(const std::string& path, const std::string& line) {
  return tidy::banned_words({read_source(path, line + "\n")}).size();
}

TEST(Words, of_chance_and_of_the_wall_clock_are_banned_everywhere_but_at_the_edge) {
  for (const char* line : {"std::random_device device;", "int a = rand();",
                           "std::uniform_real_distribution<double> draw;",
                           "auto t = std::chrono::steady_clock::now();",
                           "auto t = std::chrono::system_clock::now();"}) {
    EXPECT_EQ(bans("sim/kernel/a.h", line), 1U) << line;
    EXPECT_EQ(bans("models/a.h", line), 1U) << line;
    EXPECT_EQ(bans("tests/sim/a.cpp", line), 1U) << line;
  }
  EXPECT_EQ(bans("sim/study/a.cpp", "auto t = std::chrono::steady_clock::now();"), 0U);
  EXPECT_EQ(bans("sim/command_line/a.cpp", "auto t = std::chrono::steady_clock::now();"), 0U);
}

TEST(Words, of_other_generators_and_of_the_environment_are_left_to_tests) {
  EXPECT_EQ(bans("models/a.h", "auto a = std::getenv(name);"), 1U);
  EXPECT_EQ(bans("tests/sim/a.cpp", "auto a = std::getenv(name);"), 0U);
  EXPECT_EQ(bans("models/a.h", "#include <random>"), 1U);
  EXPECT_EQ(bans("sim/study/a.h", "std::mt19937_64 generator(7);"), 1U);
  EXPECT_EQ(bans("tests/sim/a.cpp", "std::mt19937_64 generator(7);"), 0U);
}

TEST(Words, for_functions_that_differ_between_libraries_are_banned_from_results) {
  for (const char* line :
       {"return std::log(x);", "return std::exp(x);", "return std::pow(x, y);"}) {
    EXPECT_EQ(bans("sim/kernel/a.h", line), 1U) << line;
    EXPECT_EQ(bans("models/a.h", line), 1U) << line;
    EXPECT_EQ(bans("sim/theory/a.cpp", line), 1U) << line;
    EXPECT_EQ(bans("tests/sim/a.cpp", line), 0U) << line;
  }
  EXPECT_EQ(bans("sim/kernel/a.h", "return std::sqrt(x);"), 0U);
}

TEST(Words, of_shared_state_are_banned) {
  for (const char* line : {"std::shared_ptr<int> a;", "thread_local int a;", "#include <mutex>",
                           "std::cout << a;", "#include <thread>", "#include <atomic>"}) {
    EXPECT_EQ(bans("sim/kernel/a.h", line), 1U) << line;
    EXPECT_EQ(bans("models/a.h", line), 1U) << line;
  }
  EXPECT_EQ(bans("sim/kernel/frame_pool.h", "thread_local int a;"), 0U);
  EXPECT_EQ(bans("sim/study/a.cpp", "#include <thread>"), 0U);
}

TEST(Words, of_leaving_are_banned_where_a_failure_is_a_value) {
  EXPECT_EQ(bans("models/a.cpp", "throw Problem();"), 1U);
  EXPECT_EQ(bans("models/a.cpp", "} catch (...) {"), 1U);
  EXPECT_EQ(bans("sim/input/a.cpp", "throw Problem();"), 0U);
  EXPECT_EQ(bans("sim/input/a.cpp", "std::abort();"), 1U);
  EXPECT_EQ(bans("sim/input/a.cpp", "assert(a);"), 1U);
  EXPECT_EQ(bans("sim/input/a.cpp", "#define A 1"), 1U);
}

TEST(Words, are_whole_words_of_code) {
  EXPECT_EQ(bans("models/a.h", "int tries = retry(a);"), 0U);
  EXPECT_EQ(bans("models/a.h", "brand(); operand(a);"), 0U);
  EXPECT_EQ(bans("models/a.h", "static_assert(true);"), 0U);
  EXPECT_EQ(bans("models/a.h", "std::snprintf(a);"), 0U);
  EXPECT_EQ(bans("models/a.h", "// std::random_device is banned"), 0U);
  EXPECT_EQ(bans("models/a.h", "auto a = \"std::random_device\";"), 0U);
}

TEST(Words, that_are_banned_say_what_to_use) {
  const auto complaints =
      tidy::banned_words({read_source("models/a.h", "\nreturn std::log(x);\n")});
  ASSERT_EQ(complaints.size(), 1U);
  EXPECT_EQ(complaints[0].line, 2U);
  EXPECT_NE(complaints[0].what.find("sim/kernel/elementary.h"), std::string::npos);
}

TEST(UnorderedContainers, may_be_asked_but_not_walked) {
  const auto header =
      read_source("models/a.h", "std::unordered_map<int, std::pair<int, int>> seen_;\n");
  const auto asking = read_source("models/a.cpp", "return seen_.find(key) != seen_.end();\n");
  const auto walking =
      read_source("models/a.cpp", "for (auto& [key, value] : seen_) sum += key;\n");
  const auto stepping = read_source("models/a.cpp", "auto at = seen_.begin();\n");
  EXPECT_EQ(tidy::iterated_unordered({asking, header}).size(), 0U);
  EXPECT_EQ(tidy::iterated_unordered({walking, header}).size(), 1U);
  EXPECT_EQ(tidy::iterated_unordered({stepping, header}).size(), 1U);
  EXPECT_EQ(tidy::iterated_unordered(
                {read_source("models/b.cpp", "for (auto& a : seen_) f(a);\n"), header})
                .size(),
            0U);
}

}  // namespace

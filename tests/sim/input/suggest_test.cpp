// What is suggested to somebody who misspelt a word, and what is not.
#include "sim/input/suggest.h"

#include <gtest/gtest.h>
#include <string_view>
#include <vector>

namespace sim {
namespace {

const std::vector<std::string_view> kPolicies = {"round_robin", "random", "least_loaded",
                                                 "fewest_of", "ring"};

TEST(Closest, finds_what_was_meant) {
  EXPECT_EQ(closest("least_load", kPolicies), "least_loaded");
  EXPECT_EQ(closest("ronud_robin", kPolicies), "round_robin");
  EXPECT_EQ(closest("rnig", kPolicies), "ring");
  EXPECT_EQ(closest("Round-Robin", kPolicies), "round_robin");
  EXPECT_EQ(closest("rand", kPolicies), "random");
  EXPECT_EQ(closest("fewestof", kPolicies), "fewest_of");
}

TEST(Closest, stays_silent_when_nothing_is_near) {
  EXPECT_EQ(closest("maglev", kPolicies), std::nullopt);
  EXPECT_EQ(closest("", kPolicies), std::nullopt);
  EXPECT_EQ(closest("x", kPolicies), std::nullopt);
  EXPECT_EQ(closest(std::string(1000, 'r'), kPolicies), std::nullopt);
  EXPECT_EQ(closest("ring", std::vector<std::string_view>{}), std::nullopt);
}

TEST(Closest, is_the_first_of_those_equally_near) {
  EXPECT_EQ(closest("p98", std::vector<std::string_view>{"p99", "p95"}), "p99");
}

TEST(NotKnown, lists_what_there_is) {
  EXPECT_EQ(not_known("least_load", kPolicies),
            "\"least_load\" is not known; did you mean \"least_loaded\"? There are: round_robin, "
            "random, least_loaded, fewest_of, ring");
  EXPECT_EQ(not_known("maglev", std::vector<std::string>{"ring"}, "is no policy"),
            "\"maglev\" is no policy; there are: ring");
  EXPECT_EQ(not_known("a", std::vector<std::string>{}), "\"a\" is not known; there are none");
}

}  // namespace
}  // namespace sim

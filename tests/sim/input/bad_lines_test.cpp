#include "sim/input/bad_lines.h"

#include <gtest/gtest.h>

namespace sim {
namespace {

TEST(BadLines, the_first_is_refused_by_the_policy_that_refuses) {
  BadLines bad(BadLines::Policy::refuse);
  EXPECT_FALSE(bad.passes_over(17, "has no end"));
  EXPECT_EQ(bad.count(), 1u);
}

TEST(BadLines, all_are_counted_and_the_first_kept_by_the_policy_that_skips) {
  BadLines bad(BadLines::Policy::skip);
  for (std::uint64_t line = 1; line <= 1'000; ++line) {
    EXPECT_TRUE(bad.passes_over(line, "is odd"));
  }
  EXPECT_EQ(bad.count(), 1'000u);
  ASSERT_EQ(bad.examples().size(), BadLines::kExamples);
  EXPECT_EQ(bad.examples().front().line, 1u);
  EXPECT_EQ(bad.examples().back().line, BadLines::kExamples);
  EXPECT_EQ(bad.examples().back().complaint, "is odd");
}

}  // namespace
}  // namespace sim

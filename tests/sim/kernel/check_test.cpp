// A broken invariant is loud, a kept one silent.
#include "sim/kernel/check.h"

#include <gmock/gmock.h>
#include <string>

namespace sim {
namespace {

using testing::HasSubstr;

TEST(Check, is_silent_while_the_invariant_holds) {
  EXPECT_NO_THROW(check(true, "two and two are four"));
}

TEST(Check, says_which_invariant_is_broken_and_where) {
  const int line = __LINE__ + 2;
  try {
    check(false, "two and two are five");
    FAIL() << "went on";
  } catch (const BrokenInvariant& broken) {
    EXPECT_THAT(broken.what(), HasSubstr("two and two are five"));
    EXPECT_THAT(broken.what(), HasSubstr("check_test.cpp:" + std::to_string(line)));
  }
}

}  // namespace
}  // namespace sim

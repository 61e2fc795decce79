// The judge itself.
#include "tests/sim/theory/printed.h"

namespace sim::theory {
namespace {

TEST(Printed, the_last_digit_decides) {
  EXPECT_TRUE(agrees(1.2549, "1.25"));
  EXPECT_FALSE(agrees(1.2552, "1.25"));
  EXPECT_TRUE(agrees(1.249e-6, "1.2e-6"));
  EXPECT_FALSE(agrees(1.26e-6, "1.2e-6"));
  EXPECT_TRUE(agrees(167'500.4, "167500"));
  EXPECT_FALSE(agrees(167'501, "167500"));
}

TEST(Printed, nothing_and_what_is_no_number_never_agree) {
  EXPECT_FALSE(agrees(std::nullopt, "0"));
  EXPECT_FALSE(agrees(1.0, "one"));
  EXPECT_FALSE(is_within(1, std::nullopt, 1));
}

TEST(Printed, relative_tolerance_is_relative) {
  EXPECT_TRUE(is_within(1e-3, 1000.9, 1000));
  EXPECT_FALSE(is_within(1e-3, 1001.1, 1000));
}

}  // namespace
}  // namespace sim::theory

// Many questions asked of the same runs.
#include "sim/statistics/holm.h"

#include <gtest/gtest.h>
#include <vector>

#include "sim/kernel/check.h"

namespace sim {
namespace {

void expect_adjusted(const std::vector<double>& p_values, const std::vector<double>& expected) {
  const std::vector<double> adjusted = holm(p_values);
  ASSERT_EQ(adjusted.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_DOUBLE_EQ(adjusted[i], expected[i]);
}

// 4 * 0.005, 3 * 0.01, 2 * 0.03, and 0.04 no less than the one before.
TEST(Holm, multiplies_by_how_many_are_left) {
  expect_adjusted({0.01, 0.04, 0.03, 0.005}, {0.03, 0.06, 0.06, 0.02});
}

TEST(Holm, leaves_a_single_question_alone) {
  expect_adjusted({0.04}, {0.04});
  expect_adjusted({}, {});
}

TEST(Holm, ends_at_one) {
  expect_adjusted({0.5, 0.7, 1.0}, {1, 1, 1});
  expect_adjusted({0, 0, 0.5}, {0, 0, 0.5});
}

TEST(Holm, treats_equals_alike) {
  expect_adjusted({0.02, 0.01, 0.02}, {0.04, 0.03, 0.04});
}

TEST(Holm, takes_probabilities_only) {
  EXPECT_THROW(holm(std::vector<double>{0.5, 1.5}), BrokenInvariant);
}

}  // namespace
}  // namespace sim

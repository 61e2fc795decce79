// The interval of a percentile from replications.
#include "sim/statistics/sectioning.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "sim/kernel/check.h"

namespace sim {
namespace {

// Squares 1, 0 and 4 around the pooled quantile, though the sections' mean is another: t(2) =
// 4.30265272974946 times sqrt(5 / 2 / 3).
TEST(Sectioning, centres_on_the_pooled_quantile) {
  const auto interval = sectioned_quantile(10, std::vector<double>{9, 10, 12});
  ASSERT_TRUE(interval);
  EXPECT_DOUBLE_EQ(interval->estimate, 10);
  EXPECT_NEAR(interval->half_width(), 4.30265272974946 * std::sqrt(5.0 / 6), 1e-12);
}

TEST(Sectioning, of_equal_quantiles_has_no_width) {
  EXPECT_EQ(sectioned_quantile(0.1, std::vector<double>{0.1, 0.1}), (Interval{0.1, 0.1, 0.1}));
}

TEST(Sectioning, needs_two_sections) {
  EXPECT_FALSE(sectioned_quantile(10, std::vector<double>{}));
  EXPECT_FALSE(sectioned_quantile(10, std::vector<double>{10}));
  EXPECT_THROW(sectioned_quantile(10, std::vector<double>{10, std::nan("")}), BrokenInvariant);
}

}  // namespace
}  // namespace sim

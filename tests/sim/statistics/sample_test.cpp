// Means and variances keep their digits.
#include "sim/statistics/sample.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "sim/kernel/check.h"

namespace sim {
namespace {

TEST(Sample, knows_its_mean_and_unbiased_variance) {
  const Sample sample(std::vector<double>{1, 2, 3, 4, 5});
  EXPECT_EQ(sample.count(), 5);
  EXPECT_DOUBLE_EQ(sample.mean().value(), 3);
  EXPECT_DOUBLE_EQ(sample.variance().value(), 2.5);
  EXPECT_DOUBLE_EQ(sample.standard_error().value(), std::sqrt(0.5));
}

TEST(Sample, says_no_more_than_it_knows) {
  Sample sample;
  EXPECT_FALSE(sample.mean());
  EXPECT_FALSE(sample.variance());
  sample.add(7);
  EXPECT_EQ(sample.mean(), 7);
  EXPECT_FALSE(sample.variance());
  EXPECT_FALSE(sample.standard_error());
}

TEST(Sample, of_equal_values_is_exactly_that_value) {
  Sample sample;
  for (int i = 0; i < 1000; ++i) sample.add(0.1);
  EXPECT_EQ(sample.mean(), 0.1);
  EXPECT_EQ(sample.variance(), 0);
}

// NumAcc1 to NumAcc4 of NIST's Statistical Reference Datasets: the first value, and then 500 times
// a little less and a little more (once, in the first set). What the variances lose is lost where
// the values are written as doubles.
TEST(Sample, keeps_the_digits_of_nist_s_hard_cases) {
  const Sample first(std::vector<double>{10'000'001, 10'000'003, 10'000'002});
  EXPECT_EQ(first.mean(), 10'000'002);
  EXPECT_EQ(first.variance(), 1);
  for (const double offset : {1.0, 1e6, 1e7}) {
    Sample sample;
    sample.add(offset + 0.2);
    for (int i = 0; i < 500; ++i) {
      sample.add(offset + 0.1);
      sample.add(offset + 0.3);
    }
    EXPECT_DOUBLE_EQ(sample.mean().value(), offset + 0.2);
    EXPECT_NEAR(std::sqrt(sample.variance().value()), 0.1, 4e-16 * offset + 1e-16);
  }
}

// 1e16 + 1 is not a double: only what is kept beside the sum knows of the ones.
TEST(Sample, does_not_lose_small_values_beside_large_ones) {
  Sample sample;
  sample.add(1e16);
  for (int i = 0; i < 10'000; ++i) sample.add(1);
  sample.add(-1e16);
  EXPECT_NEAR(sample.mean().value(), 10'000.0 / 10'002, 1e-15);
}

TEST(Sample, takes_finite_numbers_only) {
  Sample sample;
  EXPECT_THROW(sample.add(std::nan("")), BrokenInvariant);
  EXPECT_THROW(sample.add(INFINITY), BrokenInvariant);
}

}  // namespace
}  // namespace sim

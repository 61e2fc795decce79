// Intervals from inside one long run.
#include "sim/statistics/batch_means.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "sim/kernel/check.h"
#include "sim/statistics/student_t.h"

namespace sim {
namespace {

// Batch means 1.5 and 3.5, whose variance is 2; t(1) = 12.7062. The ninth value is left over.
TEST(BatchMeans, are_student_s_over_the_means_of_batches) {
  const auto result = batch_means(std::vector<double>{1, 2, 1, 2, 3, 4, 3, 4, 1000}, 2);
  ASSERT_TRUE(result);
  EXPECT_DOUBLE_EQ(result->interval.estimate, 2.5);
  EXPECT_NEAR(result->interval.half_width(), 12.7062047361747, 1e-12);
}

// Values 1 ... 20 as 20 batches: differences of 1 against a sum of squares of 20 * 399 / 12.
TEST(BatchMeans, of_a_ramp_depend_on_their_neighbours) {
  std::vector<double> values;
  for (int i = 1; i <= 20; ++i) values.push_back(i);
  const auto result = batch_means(values);
  ASSERT_TRUE(result);
  EXPECT_NEAR(result->correlation, 1 - 19.0 / (2 * 665), 1e-14);
  EXPECT_FALSE(result->looks_independent);
}

TEST(BatchMeans, that_alternate_are_no_reason_to_double_the_batch) {
  std::vector<double> values;
  for (int i = 0; i < 20; ++i) values.push_back(i % 2);
  const auto result = batch_means(values);
  ASSERT_TRUE(result);
  EXPECT_NEAR(result->correlation, 1 - 19.0 / (2 * 5), 1e-14);
  EXPECT_TRUE(result->looks_independent);
}

TEST(BatchMeans, of_a_constant_have_no_width) {
  const auto result = batch_means(std::vector<double>(105, 0.1));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->interval, (Interval{0.1, 0.1, 0.1}));
  EXPECT_EQ(result->correlation, 0);
  EXPECT_TRUE(result->looks_independent);
}

TEST(BatchMeans, need_a_value_each) {
  EXPECT_FALSE(batch_means(std::vector<double>(19, 1.0)));
  EXPECT_TRUE(batch_means(std::vector<double>(20, 1.0)));
  EXPECT_THROW(batch_means(std::vector<double>(20, 1.0), 1), BrokenInvariant);
}

// Means 1.5, 2.5, 3.5 of two each: V = 4 * 2 / (2 * 3) * 2 / 4 = 2/3, with 1.5 degrees.
TEST(OverlappingBatchMeans, use_every_batch_there_is) {
  const auto interval = overlapping_batch_means(std::vector<double>{1, 2, 3, 4}, 2);
  ASSERT_TRUE(interval);
  EXPECT_DOUBLE_EQ(interval->estimate, 2.5);
  EXPECT_NEAR(interval->half_width(), student_t_critical(0.95, 1.5) * std::sqrt(2.0 / 3), 1e-12);
}

// With batches of one value the sum of squares is divided by n - 1 once and n once, as for
// independent values.
TEST(OverlappingBatchMeans, of_single_values_have_the_variance_of_independent_ones) {
  const auto interval = overlapping_batch_means(std::vector<double>{1, 2, 3, 4, 5}, 1);
  ASSERT_TRUE(interval);
  EXPECT_NEAR(interval->half_width(), student_t_critical(0.95, 6) * std::sqrt(0.5), 1e-13);
}

TEST(OverlappingBatchMeans, need_two_batches) {
  EXPECT_FALSE(overlapping_batch_means(std::vector<double>{1, 2, 3}, 2));
  EXPECT_THROW(overlapping_batch_means(std::vector<double>{1, 2, 3}, 0), BrokenInvariant);
}

}  // namespace
}  // namespace sim

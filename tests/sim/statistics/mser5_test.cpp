// Where the warm-up ends.
#include "sim/statistics/mser5.h"

#include <gtest/gtest.h>
#include <vector>

#include "sim/kernel/stream.h"
#include "sim/kernel/variates.h"

namespace sim {
namespace {

std::vector<double> ramp(std::size_t count) {
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(static_cast<double>(i));
  return values;
}

// `high` values of `level`, then 0 and 1 in turn up to `count`; the batch means of the latter are
// 0.4 and 0.6 in turn.
std::vector<double> high_then_noise(double level, std::size_t high, std::size_t count) {
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i)
    values.push_back(i < high ? level : static_cast<double>(i % 2));
  return values;
}

// 36 batch means 0.1 from their mean: z = 36 * 0.01 / 36^2.
TEST(Mser5, cuts_off_a_high_start) {
  const auto warm_up = mser5(high_then_noise(10, 20, 200));
  ASSERT_TRUE(warm_up);
  EXPECT_EQ(warm_up->cut, 20U);
  EXPECT_EQ(warm_up->batches, 40U);
  EXPECT_NEAR(warm_up->z, 1.0 / 3600, 1e-15);
  EXPECT_FALSE(warm_up->too_short);
}

// Twenty batch means five apart: z = 25 (20^2 - 1) / (12 * 20).
TEST(Mser5, says_that_a_ramp_is_too_short) {
  const auto warm_up = mser5(ramp(200));
  ASSERT_TRUE(warm_up);
  EXPECT_EQ(warm_up->cut, 100U);
  EXPECT_NEAR(warm_up->z, 41.5625, 1e-12);
  EXPECT_TRUE(warm_up->too_short);
}

TEST(Mser5, leaves_a_constant_alone) {
  for (const std::size_t count : {5U, 10U, 33U, 1000U}) {
    const auto warm_up = mser5(std::vector<double>(count, 0.1));
    ASSERT_TRUE(warm_up);
    EXPECT_EQ(warm_up->cut, 0U);
    EXPECT_EQ(warm_up->z, 0);
    EXPECT_FALSE(warm_up->too_short);
  }
}

TEST(Mser5, drops_a_last_partial_batch) {
  std::vector<double> values = high_then_noise(10, 20, 200);
  values.insert(values.end(), 4, 1e6);
  const auto warm_up = mser5(values);
  ASSERT_TRUE(warm_up);
  EXPECT_EQ(warm_up->cut, 20U);
  EXPECT_EQ(warm_up->batches, 40U);
}

TEST(Mser5, needs_a_batch) {
  EXPECT_FALSE(mser5({}));
  EXPECT_FALSE(mser5(std::vector<double>{1, 2, 3, 4}));
}

TEST(Mser5, accepts_a_cut_in_the_very_middle_if_nothing_beyond_is_better) {
  const auto warm_up = mser5(high_then_noise(10, 100, 200));
  ASSERT_TRUE(warm_up);
  EXPECT_EQ(warm_up->cut, 100U);
  EXPECT_FALSE(warm_up->too_short);
  EXPECT_TRUE(mser5(high_then_noise(10, 105, 200))->too_short);
}

TEST(Mser5, says_that_a_ramp_of_few_batches_is_too_short) {
  for (const std::size_t batches : {2U, 3U, 8U, 10U, 11U, 12U}) {
    const auto warm_up = mser5(ramp(5 * batches));
    ASSERT_TRUE(warm_up);
    EXPECT_EQ(warm_up->cut, batches / 2 * 5);
    EXPECT_TRUE(warm_up->too_short);
  }
}

// The same cut and z, although all values lie a thousand million higher.
TEST(Mser5, keeps_its_digits_far_from_zero) {
  std::vector<double> values = high_then_noise(10, 20, 200);
  for (double& value : values) value += 1e9;
  const auto warm_up = mser5(values);
  ASSERT_TRUE(warm_up);
  EXPECT_EQ(warm_up->cut, 20U);
  EXPECT_NEAR(warm_up->z, 1.0 / 3600, 1e-9);
}

double directly(const std::vector<double>& means, std::size_t d) {
  const auto count = static_cast<double>(means.size() - d);
  double mean = 0;
  for (std::size_t i = d; i < means.size(); ++i) mean += means[i] / count;
  double squares = 0;
  for (std::size_t i = d; i < means.size(); ++i) squares += (means[i] - mean) * (means[i] - mean);
  return squares / (count * count);
}

TEST(Mser5, finds_in_one_pass_what_its_definition_says) {
  Stream stream(5, "mser5");
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<double> values;
    std::vector<double> means;
    for (int batch = 0; batch < 60; ++batch) {
      means.push_back(0);
      for (int i = 0; i < 5; ++i) {
        values.push_back(8.0 / (1 + batch) + standard_normal(stream));
        means.back() += values.back() / 5;
      }
    }
    std::size_t best = 0;
    for (std::size_t d = 1; d <= 30; ++d) {
      if (directly(means, d) < directly(means, best)) best = d;
    }
    const auto warm_up = mser5(values);
    ASSERT_TRUE(warm_up);
    EXPECT_EQ(warm_up->cut, 5 * best);
    EXPECT_NEAR(warm_up->z, directly(means, best), 1e-14);
  }
}

}  // namespace
}  // namespace sim

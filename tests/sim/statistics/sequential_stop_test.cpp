// Replications are added until the precision asked for is reached.
#include "sim/statistics/sequential_stop.h"

#include <gtest/gtest.h>
#include <vector>

#include "sim/kernel/check.h"

namespace sim {
namespace {

constexpr Precision kExact{};
constexpr Precision kTwoPercent{.relative = 0.02};

// `count` values, `distance` above and below the mean in turn.
Goal around(double mean, double distance, int count, Precision wanted) {
  Goal measure{.sample = Sample(), .wanted = wanted};
  for (int i = 0; i < count; ++i)
    measure.sample.add(i % 2 == 0 ? mean - distance : mean + distance);
  return measure;
}

NextStep step(std::int64_t replications, const std::vector<Goal>& measures, const StopRule& rule) {
  return next_step(replications, measures, rule);
}

// S = 1.05409 for ten values, so that the half-width is t(9) / 3 = 0.754052387599402.
TEST(Precision, is_relative_to_what_the_mean_might_be) {
  const auto precise = [](double mean, double relative) {
    return is_precise(around(mean, 1, 10, kExact).sample, {.relative = relative});
  };
  EXPECT_TRUE(precise(0.75406 * 1.1 / 0.1, 0.1));
  EXPECT_FALSE(precise(0.75405 * 1.1 / 0.1, 0.1));
  EXPECT_TRUE(precise(-0.75406 * 1.1 / 0.1, 0.1));
}

TEST(Precision, of_what_is_near_zero_has_an_absolute_limit) {
  const Sample sample = around(0, 1, 10, kExact).sample;
  EXPECT_FALSE(is_precise(sample, {.relative = 0.5}));
  EXPECT_TRUE(is_precise(sample, {.relative = 0.5, .absolute = 0.7541}));
  EXPECT_FALSE(is_precise(sample, {.relative = 0.5, .absolute = 0.7540}));
}

TEST(Precision, of_equal_values_is_perfect) {
  EXPECT_TRUE(is_precise(around(0, 0, 2, kExact).sample, kExact));
  EXPECT_TRUE(is_precise(around(5, 0, 2, kExact).sample, kExact));
}

TEST(Precision, is_unknown_for_fewer_than_two_values) {
  EXPECT_FALSE(is_precise(around(5, 0, 1, kExact).sample, {.relative = 1, .absolute = 1e9}));
  EXPECT_THROW(is_precise(Sample(), {.relative = -1}), BrokenInvariant);
}

TEST(SequentialStop, goes_on_in_blocks_until_the_cap) {
  const StopRule rule{.min = 10, .block = 10, .max = 35};
  const auto wide = [](int count) { return std::vector{around(1, 1, count, kTwoPercent)}; };
  EXPECT_EQ(step(0, wide(0), rule), (NextStep{Stopping::go_on, 10}));
  EXPECT_EQ(step(10, wide(10), rule), (NextStep{Stopping::go_on, 10}));
  EXPECT_EQ(step(20, wide(20), rule), (NextStep{Stopping::go_on, 10}));
  EXPECT_EQ(step(30, wide(30), rule), (NextStep{Stopping::go_on, 5}));
  EXPECT_EQ(step(35, wide(35), rule), (NextStep{Stopping::precision_not_reached, 0}));
}

TEST(SequentialStop, stops_after_the_least_number_if_that_is_precise) {
  const StopRule rule{.min = 10, .block = 10, .max = 60};
  EXPECT_EQ(step(10, {around(1, 0.01, 10, kTwoPercent)}, rule), (NextStep{Stopping::reached, 0}));
}

TEST(SequentialStop, does_not_answer_between_blocks) {
  const StopRule rule{.min = 10, .block = 10, .max = 60};
  EXPECT_EQ(step(3, {around(1, 0, 3, kTwoPercent)}, rule), (NextStep{Stopping::go_on, 7}));
  EXPECT_EQ(step(13, {around(1, 0, 13, kTwoPercent)}, rule), (NextStep{Stopping::go_on, 7}));
}

TEST(SequentialStop, waits_for_all_measures) {
  const StopRule rule{.min = 10, .block = 10, .max = 60};
  const Goal precise = around(1, 0, 10, kTwoPercent);
  const Goal wide = around(1, 1, 10, kTwoPercent);
  EXPECT_EQ(step(10, {precise, wide}, rule).stopping, Stopping::go_on);
  EXPECT_EQ(step(10, {precise, precise}, rule).stopping, Stopping::reached);
}

// Two measures at 95 % need 97.5 % each: t(9) = 2.68501 in place of 2.26216.
TEST(SequentialStop, shares_the_error_among_measures) {
  const StopRule rule{.min = 10, .block = 10, .max = 10};
  const Goal measure = around(1, 1, 10, {.absolute = 0.8});
  EXPECT_EQ(step(10, {measure}, rule).stopping, Stopping::reached);
  EXPECT_EQ(step(10, {measure, measure}, rule).stopping, Stopping::precision_not_reached);
  const Goal easier = around(1, 1, 10, {.absolute = 2.68502 / 3});
  EXPECT_EQ(step(10, {easier, easier}, rule).stopping, Stopping::reached);
}

TEST(SequentialStop, is_content_with_the_least_number_if_nothing_is_measured) {
  const StopRule rule{.min = 1, .block = 10, .max = 60};
  EXPECT_EQ(step(0, {}, rule), (NextStep{Stopping::go_on, 1}));
  EXPECT_EQ(step(1, {}, rule), (NextStep{Stopping::reached, 0}));
}

TEST(SequentialStop, refuses_a_rule_that_cannot_be_kept) {
  EXPECT_THROW(step(1, {}, {.min = 10, .block = 0, .max = 60}), BrokenInvariant);
  EXPECT_THROW(step(1, {}, {.min = 10, .block = 10, .max = 9}), BrokenInvariant);
}

}  // namespace
}  // namespace sim

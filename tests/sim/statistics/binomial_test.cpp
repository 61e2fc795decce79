// Reference values: exact fractions for the probabilities, mpmath with 40 digits for the bounds.
#include "sim/statistics/binomial.h"

#include <gtest/gtest.h>

#include "sim/kernel/check.h"

#include "tests/sim/statistics/expect_relative.h"

namespace sim {
namespace {

TEST(Binomial, has_its_known_values) {
  expect_relative(binomial_cdf(0, 1, 0.3), 0.7);
  expect_relative(binomial_cdf(3, 10, 0.3), 0.64961071840000003);
  expect_relative(binomial_cdf(50, 100, 0.5), 0.539794618693589381);
  expect_relative(binomial_cdf(95, 100, 0.99), 0.00343232158775452806);
  expect_relative(binomial_cdf(982, 1000, 0.99), 0.0138325817300086173);
}

TEST(Binomial, keeps_its_digits_in_both_tails) {
  expect_relative(binomial_tails(9, 10, 0.3).above, 5.90489999999999781e-6);
  expect_relative(binomial_tails(1, 1000, 1e-6).above, 4.9916779021837988e-7);
  expect_relative(binomial_cdf(0, 100'000, 1e-3), 3.53852768834343497e-44);
}

// mpmath, the continued fraction with 40 digits.
TEST(Binomial, keeps_its_digits_for_a_thousand_million_trials) {
  expect_relative(binomial_cdf(499'250, 1'000'000, 0.5), 0.066936795824314451);
  expect_relative(binomial_cdf(499'976'282, 1'000'000'000, 0.5), 0.066803781002631721);
  expect_relative(binomial_cdf(9'995'280, 1'000'000'000, 0.01), 0.066804550903611796);
  expect_relative(binomial_cdf(952, 1'000'000'000, 1e-6), 0.065661900350628704);
}

TEST(Binomial, is_certain_at_the_ends) {
  EXPECT_EQ(binomial_cdf(-1, 10, 0.3), 0);
  EXPECT_EQ(binomial_cdf(10, 10, 0.3), 1);
  EXPECT_EQ(binomial_cdf(11, 10, 0.3), 1);
  EXPECT_EQ(binomial_cdf(0, 0, 0.3), 1);
  EXPECT_EQ(binomial_cdf(0, 10, 0), 1);
  EXPECT_EQ(binomial_cdf(9, 10, 1), 0);
}

TEST(Binomial, is_refused_where_there_is_no_probability) {
  EXPECT_THROW(binomial_cdf(1, 10, 1.1), BrokenInvariant);
  EXPECT_THROW(binomial_cdf(1, -1, 0.5), BrokenInvariant);
}

TEST(ClopperPearson, bounds_three_in_a_million) {
  const auto interval = clopper_pearson(3, 1'000'000);
  ASSERT_TRUE(interval);
  EXPECT_DOUBLE_EQ(interval->estimate, 3e-6);
  expect_relative(interval->low, 6.18672550190639863e-7, 1e-12);
  expect_relative(interval->high, 8.76724778814522352e-6, 1e-12);
}

TEST(ClopperPearson, bounds_one_of_two) {
  const auto interval = clopper_pearson(1, 2);
  ASSERT_TRUE(interval);
  expect_relative(interval->low, 0.0125791170934250491, 1e-12);
  expect_relative(interval->high, 0.987420882906574951, 1e-12);
}

// 1 - 0.025^(1/10).
TEST(ClopperPearson, of_none_or_all_reaches_to_the_end) {
  const auto none = clopper_pearson(0, 10);
  ASSERT_TRUE(none);
  EXPECT_EQ(none->low, 0);
  expect_relative(none->high, 0.308497107818760824, 1e-12);
  const auto all = clopper_pearson(10, 10);
  ASSERT_TRUE(all);
  EXPECT_EQ(all->high, 1);
  expect_relative(all->low, 1 - 0.308497107818760824, 1e-12);
}

// The bounds are where the tails are alpha / 2, which is what the interval promises.
TEST(ClopperPearson, leaves_out_the_same_on_both_sides) {
  for (const double level : {0.5, 0.95, 0.999999}) {
    for (const std::int64_t trials : {1, 7, 400, 1'000'000'000}) {
      for (const std::int64_t hits : {std::int64_t{1}, trials / 3, trials - 1}) {
        if (hits < 1 || hits >= trials) continue;
        const auto interval = clopper_pearson(hits, trials, level);
        ASSERT_TRUE(interval);
        const double tail = (1 - level) / 2;
        const double error = 1e-10 * tail + 0x1p-52 * static_cast<double>(trials);  // of 1 - p
        EXPECT_NEAR(binomial_tails(hits - 1, trials, interval->low).above, tail, error);
        EXPECT_NEAR(binomial_tails(hits, trials, interval->high).below, tail, error);
      }
    }
  }
}

TEST(ClopperPearson, says_nothing_without_trials) {
  EXPECT_FALSE(clopper_pearson(0, 0));
  EXPECT_THROW(clopper_pearson(3, 2), BrokenInvariant);
  EXPECT_THROW(clopper_pearson(1, 2, 1.0), BrokenInvariant);
}

TEST(RuleOfThree, bounds_what_a_million_trials_never_showed) {
  expect_relative(bound_on_unseen_probability(1'000'000), 2.99572778635e-6, 1e-11);
  expect_relative(bound_on_unseen_rate(1e6), 2.99573227355e-6, 1e-11);
  expect_relative(bound_on_unseen_probability(1), 0.95);
  expect_relative(bound_on_unseen_probability(10, 0.975), 0.308497107818760824, 1e-12);
}

}  // namespace
}  // namespace sim

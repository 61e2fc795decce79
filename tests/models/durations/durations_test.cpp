// What each distribution makes of what it is told, and what it complains about.
#include <algorithm>
#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "models/durations/catalogue.h"

#include "tests/models/durations/told.h"

namespace models {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using Chosen = sim::OneOf<Durations>;

RandomDuration random_of(const std::string& json) {
  return RandomDuration(told<Chosen>(json));
}
std::string complaints(const std::string& json) {
  return complaints_about<Chosen>(json);
}

// How many of a million are below `bound`.
double share_below(const RandomDuration& random, sim::Duration bound) {
  sim::Stream stream(5, "share");
  int below = 0;
  for (int i = 0; i < 1'000'000; ++i) below += random.sample(stream) < bound;
  return below / 1e6;
}
double tolerance(double share) {
  return 4.5 * std::sqrt(share * (1.0 - share) / 1e6);
}

TEST(Constant, is_what_a_bare_duration_means) {
  sim::Stream stream(1, "work");
  EXPECT_EQ(random_of(R"("0.4ms")").sample(stream), 400us);
}

TEST(Constant, needs_a_unit) {
  EXPECT_THAT(complaints("6"), HasSubstr("6"));
  EXPECT_THAT(complaints(R"("6 parsecs")"), HasSubstr("parsecs"));
}

TEST(Uniform, reaches_both_bounds_and_nothing_beyond) {
  const auto random = random_of(R"({"uniform": {"least": "7ns", "most": "9ns"}})");
  sim::Stream stream(1, "work");
  std::vector<int> counts(20);
  for (int i = 0; i < 30'000; ++i)
    ++counts[static_cast<std::size_t>(random.sample(stream).count())];
  EXPECT_EQ(counts[7] + counts[8] + counts[9], 30'000);
  for (const std::size_t value : {7u, 8u, 9u})
    EXPECT_NEAR(counts[value], 10'000, 4.5 * std::sqrt(30'000 * 2.0 / 9.0));
}

TEST(Uniform, refuses_bounds_in_the_wrong_order) {
  EXPECT_THAT(complaints(R"({"uniform": {"least": "5ms", "most": "1ms"}})"),
              HasSubstr("/uniform/most: must be at least 5ms"));
}

TEST(Exponential, exceeds_its_mean_with_probability_one_over_e) {
  EXPECT_NEAR(share_below(random_of(R"({"exponential": "6ms"})"), 6ms), 1.0 - std::exp(-1.0),
              tolerance(std::exp(-1.0)));
}

TEST(Exponential, refuses_a_mean_of_nothing) {
  EXPECT_THAT(complaints(R"({"exponential": "0ms"})"), HasSubstr("above 0"));
}

// P(fewer than three Poisson events by 3) = e^-3 (1 + 3 + 9/2).
TEST(Erlang, is_the_time_of_its_last_phase) {
  const double beyond = std::exp(-3.0) * 8.5;
  EXPECT_NEAR(share_below(random_of(R"({"erlang": {"mean": "3ms", "phases": 3}})"), 3ms),
              1.0 - beyond, tolerance(beyond));
}

TEST(Gamma, with_shape_one_is_exponential) {
  EXPECT_NEAR(share_below(random_of(R"({"gamma": {"mean": "6ms", "shape": 1}})"), 6ms),
              1.0 - std::exp(-1.0), tolerance(std::exp(-1.0)));
}

TEST(Gamma, takes_shape_or_cv_but_not_both) {
  EXPECT_THAT(complaints(R"({"gamma": {"mean": "6ms"}})"), HasSubstr("needs either"));
  EXPECT_THAT(complaints(R"({"gamma": {"mean": "6ms", "shape": 1, "cv": 1}})"),
              HasSubstr("needs either"));
  const auto random = random_of(R"({"gamma": {"mean": "6ms", "cv": 0.5}})");
  EXPECT_NEAR(std::sqrt(random.variance()), 3e6, 1e-6);
}

TEST(Lognormal, has_the_percentile_and_the_mean_it_was_told) {
  const auto random = random_of(R"({"lognormal": {"mean": "1.8ms", "p99": "4ms"}})");
  EXPECT_NEAR(random.mean(), 1.8e6, 1e-6);
  EXPECT_NEAR(share_below(random, 4ms), 0.99, tolerance(0.99));
}

TEST(Lognormal, has_the_percentile_and_the_median_it_was_told) {
  const auto random = random_of(R"({"lognormal": {"median": "2ms", "p99": "9ms"}})");
  EXPECT_NEAR(share_below(random, 2ms), 0.5, tolerance(0.5));
  EXPECT_NEAR(share_below(random, 9ms), 0.99, tolerance(0.99));
}

TEST(Lognormal, has_the_mean_and_the_median_it_was_told) {
  const auto random = random_of(R"({"lognormal": {"mean": "3ms", "median": "2ms"}})");
  EXPECT_NEAR(random.mean(), 3e6, 1e-6);
  EXPECT_NEAR(share_below(random, 2ms), 0.5, tolerance(0.5));
}

TEST(Lognormal, has_the_percentile_and_the_variation_it_was_told) {
  const auto random = random_of(R"({"lognormal": {"p99": "9ms", "cv": 0.5}})");
  EXPECT_NEAR(std::sqrt(random.variance()) / random.mean(), 0.5, 1e-12);
  EXPECT_NEAR(share_below(random, 9ms), 0.99, tolerance(0.99));
}

// No lognormal has a p99 of more than e^(2.3263^2 / 2) = 14.968 times its mean.
TEST(Lognormal, says_the_largest_percentile_that_a_mean_allows) {
  EXPECT_THAT(complaints(R"({"lognormal": {"mean": "1us", "p99": "15us"}})"),
              HasSubstr("/lognormal/p99: can be at most 14968ns, because the mean is 1us"));
  EXPECT_EQ(complaints(R"({"lognormal": {"mean": "1us", "p99": "14968ns"}})"), "");
}

TEST(Lognormal, refuses_facts_in_the_wrong_order) {
  EXPECT_THAT(complaints(R"({"lognormal": {"mean": "2ms", "p99": "1ms"}})"),
              HasSubstr("/lognormal/p99: must be at least 2ms"));
  EXPECT_THAT(complaints(R"({"lognormal": {"mean": "1ms", "median": "2ms"}})"),
              HasSubstr("/lognormal/mean: must be at least 2ms"));
}

TEST(Lognormal, needs_exactly_two_facts) {
  EXPECT_THAT(complaints(R"({"lognormal": {"mean": "2ms"}})"), HasSubstr("exactly two"));
  EXPECT_THAT(complaints(R"({"lognormal": {"mean": "2ms", "p99": "9ms", "cv": 1}})"),
              HasSubstr("exactly two"));
}

TEST(Lognormal, without_spread_is_constant) {
  const auto random = random_of(R"({"lognormal": {"mean": "2ms", "p99": "2ms"}})");
  sim::Stream stream(1, "work");
  EXPECT_EQ(random.sample(stream), 2ms);
  EXPECT_EQ(random.variance(), 0.0);
}

// With shape 2 the mean is scale times Gamma(3/2) = sqrt(pi) / 2.
TEST(Weibull, falls_with_the_power_of_its_shape) {
  const double scale = 2.0 / std::sqrt(std::acos(-1.0));
  const double beyond = std::exp(-1.0 / (scale * scale));
  EXPECT_NEAR(share_below(random_of(R"({"weibull": {"mean": "1ms", "shape": 2}})"), 1ms),
              1.0 - beyond, tolerance(beyond));
}

TEST(Pareto, falls_with_the_power_of_its_exponent_within_its_bounds) {
  const auto random = random_of(R"({"pareto": {"least": "1ms", "most": "16ms", "exponent": 0.5}})");
  EXPECT_NEAR(share_below(random, 4ms), 0.5 / 0.75, tolerance(2.0 / 3.0));
  EXPECT_EQ(share_below(random, 1ms), 0.0);
  EXPECT_EQ(share_below(random, 16ms + 1ns), 1.0);
}

TEST(Pareto, refuses_bounds_that_meet) {
  EXPECT_THAT(complaints(R"({"pareto": {"least": "1ms", "most": "1ms", "exponent": 1}})"),
              HasSubstr("/pareto/most: must be above 1ms"));
}

TEST(Hyperexponential, varies_as_much_as_it_was_told) {
  const auto random = random_of(R"({"hyperexponential": {"mean": "2ms", "cv": 2}})");
  EXPECT_NEAR(random.mean(), 2e6, 1e-6);
  EXPECT_NEAR(std::sqrt(random.variance()), 4e6, 1e-5);
}

TEST(Hyperexponential, refuses_shares_that_are_not_a_whole) {
  EXPECT_THAT(complaints(R"({"hyperexponential":
                        {"branches": [{"share": "70%", "mean": "1ms"},
                                      {"share": "20%", "mean": "3ms"}]}})"),
              HasSubstr("/hyperexponential/branches: must have shares that add up to 100%"));
}

TEST(Percentiles, are_met) {
  const auto random = random_of(
      R"({"percentiles": {"p50": "120ms", "p90": "300ms", "p99": "900ms", "p100": "5s"}})");
  EXPECT_NEAR(share_below(random, 120ms), 0.5, tolerance(0.5));
  EXPECT_NEAR(share_below(random, 300ms), 0.9, tolerance(0.9));
  EXPECT_NEAR(share_below(random, 900ms), 0.99, tolerance(0.99));
  EXPECT_EQ(share_below(random, 5s + 1ns), 1.0);
}

TEST(Percentiles, run_straight_in_the_logarithm_between_two_points) {
  const auto random = random_of(R"({"percentiles": {"p0": "1ms", "p100": "100ms"}})");
  EXPECT_NEAR(share_below(random, 10ms), 0.5, tolerance(0.5));
  EXPECT_NEAR(random.mean(), 99e6 / std::log(100.0), 1.0);
}

TEST(Percentiles, without_p0_continue_the_first_stretch) {
  const auto random = random_of(R"({"percentiles": {"p50": "10ms", "p100": "100ms"}})");
  EXPECT_NEAR(share_below(random, sim::Duration(3'162'278)), 0.25, tolerance(0.25));
  EXPECT_EQ(share_below(random, 999us), 0.0);
}

TEST(Percentiles, run_straight_next_to_nothing) {
  const auto random = random_of(R"({"percentiles": {"p0": "0ms", "p100": "4ms"}})");
  EXPECT_NEAR(share_below(random, 1ms), 0.25, tolerance(0.25));
  EXPECT_NEAR(random.variance(), 16e12 / 12.0, 1.0);
}

TEST(Percentiles, refuse_what_falls_or_has_no_end) {
  EXPECT_THAT(complaints(R"({"percentiles": {"p50": "2ms", "p90": "1ms", "p100": "5s"}})"),
              HasSubstr("/percentiles/p90: must be at least 2ms"));
  EXPECT_THAT(complaints(R"({"percentiles": {"p50": "2ms", "p90": "3ms"}})"), HasSubstr("p100"));
  EXPECT_THAT(complaints(R"({"percentiles": {"p100": "2ms"}})"), HasSubstr("at least two"));
  EXPECT_THAT(complaints(R"({"percentiles": {"p50": "2ms", "p101": "3ms"}})"), HasSubstr("p101"));
}

TEST(RecordedSample, draws_only_what_was_recorded) {
  const auto random = random_of(R"({"sample": ["1ms", "2ms", "2ms", "40ms"]})");
  EXPECT_NEAR(share_below(random, 2ms), 0.25, tolerance(0.25));
  EXPECT_NEAR(share_below(random, 2ms + 1ns), 0.75, tolerance(0.75));
  EXPECT_EQ(random.mean(), 11.25e6);
}

TEST(Amounts, are_of_one_currency) {
  using Amount = sim::OneOf<Amounts>;
  EXPECT_EQ(currency_of(told<Amount>(R"({"lognormal": {"p99": "900 SEK", "cv": 1}})").spec), "SEK");
  EXPECT_THAT(complaints_about<Amount>(R"({"lognormal": {"median": "25 EUR", "p99": "900 USD"}})"),
              HasSubstr("/lognormal/p99: must be of the same currency as 25 EUR"));
}

TEST(Amounts, are_drawn_in_the_smallest_unit) {
  const RandomAmount random(told<sim::OneOf<Amounts>>(R"("25 EUR")"));
  sim::Stream stream(1, "amount");
  EXPECT_EQ(random.sample(stream), 2500);
  EXPECT_EQ(RandomAmount(told<sim::OneOf<Amounts>>(R"("25 JPY")")).sample(stream), 25);
}

TEST(Durations, beyond_what_can_be_counted_are_cut_off) {
  const auto random = random_of(R"({"exponential": "36500d"})");
  sim::Stream stream(1, "work");
  sim::Duration longest{};
  for (int i = 0; i < 10'000; ++i) longest = std::max(longest, random.sample(stream));
  EXPECT_EQ(longest, sim::kDurationLimit);
}

}  // namespace
}  // namespace models

// Every interval keeps what its level promises, or falls as far short of it as theory says. Where
// no source is named, the expected coverage was counted by a program of its own, with another
// generator and the standard library's distributions, over at least ten times as many trials.
#include "tests/sim/statistics/coverage.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <span>
#include <vector>

#include "sim/kernel/elementary.h"
#include "sim/kernel/stream.h"
#include "sim/kernel/variates.h"
#include "sim/measure/percentile_floor.h"
#include "sim/statistics/batch_means.h"
#include "sim/statistics/binomial.h"
#include "sim/statistics/comparison.h"
#include "sim/statistics/mean_interval.h"
#include "sim/statistics/quantile_ranks.h"
#include "sim/statistics/ratio_interval.h"
#include "sim/statistics/sectioning.h"
#include "sim/statistics/sequential_stop.h"

namespace sim {
namespace {

// The value of rank p * size, rounded up, as a histogram would give it. Orders the values anew.
double quantile_of(std::span<double> values, Share p) {
  const auto rank = p.of_rounded_up(static_cast<std::int64_t>(values.size()));
  const auto at = values.begin() + (rank - 1);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

// Of values that stand section by section.
Interval sectioned(std::span<double> values, std::size_t sections, Share p) {
  const std::size_t length = values.size() / sections;
  std::vector<double> quantiles;
  for (std::size_t i = 0; i < sections; ++i)
    quantiles.push_back(quantile_of(values.subspan(i * length, length), p));
  return sectioned_quantile(quantile_of(values, p), quantiles).value();
}

TEST(StatisticsCoverage, of_the_mean_of_normal_values_is_exact) {
  Stream stream(1, "normal mean");
  for (const int count : {2, 10}) {
    Coverage coverage(5);
    for (int trial = 0; trial < 100'000; ++trial) {
      Sample sample;
      for (int i = 0; i < count; ++i) sample.add(5 + 2 * standard_normal(stream));
      coverage.add(mean_interval(sample).value());
    }
    coverage.expect(0.95);
  }
}

TEST(StatisticsCoverage, of_the_mean_of_few_skewed_values_falls_short) {
  Stream stream(2, "exponential mean");
  const auto expect_coverage = [&](int count, double expected) {
    Coverage coverage(1);
    for (int trial = 0; trial < 100'000; ++trial) {
      Sample sample;
      for (int i = 0; i < count; ++i) sample.add(unit_exponential(stream));
      coverage.add(mean_interval(sample).value());
    }
    coverage.expect(expected);
  };
  expect_coverage(10, 0.9004);
  expect_coverage(30, 0.9269);
}

// x_(t+1) = 0.9 x_t + a standard normal, from its stationary distribution; the variance of the mean
// of n is about 100 / n.
std::vector<double> autoregression(Stream& stream, std::size_t count) {
  std::vector<double> values;
  double value = standard_normal(stream) / std::sqrt(1 - 0.81);
  for (std::size_t i = 0; i < count; ++i) {
    values.push_back(value);
    value = 0.9 * value + standard_normal(stream);
  }
  return values;
}

// Expected: t(19) sqrt(100 / n) makes 0.209 less a bias; measured elsewhere .942 and .204.
TEST(StatisticsCoverage, of_batch_means_of_an_autoregression) {
  Stream stream(3, "batch means");
  Coverage batched(0);
  Coverage overlapping(0);
  int independent = 0;
  constexpr int kTrials = 4000;
  for (int trial = 0; trial < kTrials; ++trial) {
    const std::vector<double> values = autoregression(stream, 10'000);
    const BatchMeans result = batch_means(values, 20).value();
    independent += result.looks_independent ? 1 : 0;
    batched.add(result.interval);
    overlapping.add(overlapping_batch_means(values, 500).value());
  }
  batched.expect(0.942);
  EXPECT_GE(batched.share(), 0.932);
  EXPECT_LE(batched.share(), 0.952);
  EXPECT_NEAR(batched.mean_half_width(), 0.204, 0.005);
  overlapping.expect(0.941);
  EXPECT_GT(independent, kTrials * 9 / 10);
}

// With n = 1000 a batch is 50 values long, five relaxation times: neighbours still depend on each
// other, and coverage is .924.
TEST(StatisticsCoverage, of_batch_means_falls_short_where_neighbours_depend) {
  Stream stream(4, "short batch means");
  Coverage batched(0);
  double correlation = 0;
  constexpr int kTrials = 4000;
  for (int trial = 0; trial < kTrials; ++trial) {
    const BatchMeans result = batch_means(autoregression(stream, 1000), 20).value();
    correlation += result.correlation / kTrials;
    batched.add(result.interval);
  }
  batched.expect(0.924);
  EXPECT_GT(correlation, 0.05);
}

TEST(StatisticsCoverage, of_ranks_is_the_binomial_distribution_s) {
  Stream stream(5, "ranks");
  Coverage coverage(log(100));
  const QuantileRanks ranks = quantile_ranks(1000, kP99).value();
  for (int trial = 0; trial < 20'000; ++trial) {
    std::vector<double> values(1000);
    for (double& value : values) value = unit_exponential(stream);
    std::ranges::sort(values);
    const auto at = [&](std::int64_t rank) { return values[static_cast<std::size_t>(rank - 1)]; };
    coverage.add({at(990), at(ranks.low), at(ranks.high)});
  }
  coverage.expect(ranks.coverage);
  EXPECT_NEAR(coverage.share(), 0.9761, 0.004);
}

TEST(StatisticsCoverage, of_sectioning_independent_values) {
  Stream stream(6, "sectioning");
  Coverage coverage(log(100));
  std::vector<double> values(20 * 2000);
  for (int trial = 0; trial < 1000; ++trial) {
    for (double& value : values) value = unit_exponential(stream);
    coverage.add(sectioned(values, 20, kP99));
  }
  coverage.expect(0.9503);
}

// Sojourn times of an M/M/1 in steady state with service rate 1, by Lindley's recurrence.
void fill_with_sojourns(std::span<double> values, double load, Stream& stream) {
  const bool idle = stream.uniform() >= load;
  double wait = idle ? 0 : unit_exponential(stream) / (1 - load);
  for (double& sojourn : values) {
    sojourn = wait + unit_exponential(stream);
    wait = std::max(0.0, sojourn - unit_exponential(stream) / load);
  }
}

// Twenty replications of 10,000: .924, because the percentile of so few is skewed.
TEST(StatisticsCoverage, of_sectioning_the_sojourns_of_a_line) {
  constexpr std::size_t kLength = 10'000;
  Stream stream(7, "line");
  Coverage coverage(log(100) / 0.2);
  std::vector<double> values(20 * kLength);
  for (int trial = 0; trial < 1000; ++trial) {
    for (std::size_t i = 0; i < 20; ++i)
      fill_with_sojourns(std::span(values).subspan(i * kLength, kLength), 0.8, stream);
    coverage.add(sectioned(values, 20, kP99));
  }
  coverage.expect(0.924);
}

struct Stopped {
  double replications = 0;  // mean
  Coverage coverage{1};
  double within = 0;  // share of estimates within the precision
};

// Means of Exp(1) to 5 %, `trials` times.
Stopped stop_often(Stream& stream, const StopRule& rule, int trials) {
  constexpr double kPrecision = 0.05;
  Stopped stopped;
  for (int trial = 0; trial < trials; ++trial) {
    std::vector<Goal> measures(1);
    measures[0].wanted.relative = kPrecision;
    Sample& sample = measures[0].sample;
    NextStep next = next_step(0, measures, rule);
    while (next.stopping == Stopping::go_on) {
      for (std::int64_t i = 0; i < next.replications; ++i) sample.add(unit_exponential(stream));
      next = next_step(sample.count(), measures, rule);
    }
    const Interval interval = mean_interval(sample).value();
    stopped.coverage.add(interval);
    stopped.replications += static_cast<double>(sample.count()) / trials;
    stopped.within += std::abs(interval.estimate - 1) <= kPrecision ? 1.0 / trials : 0;
  }
  return stopped;
}

// Measured elsewhere: .963 with 1693 values on average.
TEST(StatisticsCoverage, of_stopping_one_by_one_reaches_the_precision) {
  Stream stream(8, "one by one");
  const Stopped stopped = stop_often(stream, {.min = 10, .block = 1, .max = 100'000}, 1500);
  std::printf("| one by one | within 5 %% | .95 ... .975 | %.4f |\n", stopped.within);
  std::printf("| one by one | replications | 1693 +- 2 %% | %.1f |\n", stopped.replications);
  EXPECT_GE(stopped.within, 0.95);
  EXPECT_LE(stopped.within, 0.975);
  EXPECT_NEAR(stopped.replications, 1693, 0.02 * 1693);
}

TEST(StatisticsCoverage, of_stopping_in_blocks_takes_a_little_more) {
  Stream stream(9, "blocks");
  const Stopped stopped = stop_often(stream, {.min = 10, .block = 100, .max = 100'000}, 1500);
  std::printf("| blocks | within 5 %% | .95 ... .975 | %.4f |\n", stopped.within);
  std::printf("| blocks | replications | 1743 +- 2 %% | %.1f |\n", stopped.replications);
  EXPECT_GE(stopped.within, 0.95);
  EXPECT_LE(stopped.within, 0.975);
  EXPECT_NEAR(stopped.replications, 1693 + 50, 0.02 * 1743);  // half a block on average
}

// Up 1000 h and down 1 h on average, both exponential. Outages, not requests, are counted.
TEST(StatisticsCoverage, of_unavailability_by_outages) {
  Stream stream(10, "outages");
  const auto expect_coverage = [&](int outages, double plain, double logarithmic) {
    Coverage of_plain(1 / 1001.0);
    Coverage of_logarithmic(1 / 1001.0);
    for (int trial = 0; trial < 20'000; ++trial) {
      std::vector<Cycle> cycles;
      for (int i = 0; i < outages; ++i) {
        const double down = unit_exponential(stream);
        cycles.push_back({down, down + 1000 * unit_exponential(stream)});
      }
      of_plain.add(ratio_interval(cycles).value());
      of_logarithmic.add(ratio_interval(cycles, Scale::logarithmic).value());
    }
    of_plain.expect(plain);
    of_logarithmic.expect(logarithmic);
    // 1.96 sqrt(2 / n) of the truth, more where Student's t differs.
    EXPECT_NEAR(of_plain.mean_half_width() * 1001, 1.96 * std::sqrt(2.0 / outages),
                0.06 * std::sqrt(2.0 / outages) * 1.96);
  };
  expect_coverage(30, 0.9340, 0.9423);
  expect_coverage(123, 0.9455, 0.9475);
}

// Three hits of a hundred: the interval is exact, so its coverage is a sum over all outcomes.
TEST(StatisticsCoverage, of_clopper_and_pearson_is_never_below_the_level) {
  for (const double p : {0.001, 0.03, 0.2, 0.5, 0.97}) {
    double covered = 0;
    for (std::int64_t hits = 0; hits <= 100; ++hits) {
      const double probability = binomial_cdf(hits, 100, p) - binomial_cdf(hits - 1, 100, p);
      if (clopper_pearson(hits, 100)->contains(p)) covered += probability;
    }
    EXPECT_GE(covered, 0.95);
  }
}

// p-values of no difference are uniform, and intervals of a difference contain it; without pairing
// the variances may differ.
TEST(StatisticsCoverage, of_comparisons) {
  Stream stream(11, "comparisons");
  Coverage paired(0.5);
  Coverage unpaired(0.5);
  int significant = 0;
  constexpr int kTrials = 50'000;
  for (int trial = 0; trial < kTrials; ++trial) {
    std::vector<double> first;
    std::vector<double> second;
    for (int i = 0; i < 10; ++i) {
      const double shared = 3 * standard_normal(stream);
      first.push_back(0.5 + shared + standard_normal(stream));
      second.push_back(shared);
    }
    paired.add(paired_comparison(first, second)->difference);
    std::vector<double> shifted = first;
    for (double& value : shifted) value -= 0.5;
    if (paired_comparison(shifted, second)->p_value <= 0.05) ++significant;
    Sample few;
    Sample many;
    for (int i = 0; i < 8; ++i) few.add(0.5 + 2 * standard_normal(stream));
    for (int i = 0; i < 30; ++i) many.add(standard_normal(stream));
    unpaired.add(welch_comparison(few, many)->difference);
  }
  paired.expect(0.95);
  unpaired.expect(0.95);
  EXPECT_NEAR(significant, 0.05 * kTrials, 4.5 * std::sqrt(0.05 * 0.95 * kTrials));
}

}  // namespace
}  // namespace sim

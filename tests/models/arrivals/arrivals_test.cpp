// When payments arrive, and promises that every arrival process keeps.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "models/arrivals/catalogue.h"

#include "tests/models/durations/told.h"

namespace models {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using Chosen = sim::OneOf<Arrivals>;

std::vector<std::string> examples() {
  return {
      R"("poisson")",
      R"("steady")",
      R"({"renewal": 0.5})",
      R"({"renewal": {"cv": 2}})",
      R"({"bursty": {"factor": 4, "share": "10%", "length": "2s"}})",
      R"({"bursty": {"factor": 10, "share": "10%", "length": "100ms"}})",
      R"({"bursty": {"states": [{"factor": 0, "length": "1s"}, {"factor": 2, "length": "500ms"},
                              {"factor": 5, "length": "100ms"}]}})",
  };
}

ArrivalProcess process(const std::string& arrivals, const std::string& rate) {
  return ArrivalProcess(told<Chosen>(arrivals), told<RateOverTime>(rate));
}

// How many arrive in each of the windows of this length up to `end`.
std::vector<double> counts_per(sim::Duration window, sim::Duration end, ArrivalProcess arrivals,
                               std::uint64_t seed) {
  std::vector<double> counts(static_cast<std::size_t>(end / window));
  sim::Stream stream(seed, "arrivals");
  for (auto at = arrivals.next(stream); at && *at < end; at = arrivals.next(stream))
    counts[static_cast<std::size_t>(*at / window)] += 1.0;
  return counts;
}

struct Moments {
  double mean = 0.0;
  double variance = 0.0;
};
Moments moments_of(const std::vector<double>& values) {
  Moments moments;
  const double count = static_cast<double>(values.size());
  for (const double value : values) moments.mean += value / count;
  for (const double value : values)
    moments.variance += (value - moments.mean) * (value - moments.mean) / count;
  return moments;
}

TEST(EveryArrivalProcess, has_an_example) {
  std::set<std::string_view> shown;
  for (const std::string& json : examples()) shown.insert(told<Chosen>(json).kind());
  for (const sim::KindName& kind : Arrivals::list())
    EXPECT_TRUE(shown.contains(kind.name)) << kind.name;
}

TEST(EveryArrivalProcess, is_the_same_after_writing_and_reading) {
  for (const std::string& json : examples()) {
    const auto spec = told<Chosen>(json);
    EXPECT_EQ(written_and_read_back(spec), spec) << json;
  }
}

TEST(EveryArrivalProcess, goes_forward_in_time_and_the_same_from_the_same_seed) {
  for (const std::string& json : examples()) {
    ArrivalProcess one = process(json, R"("500/s")");
    ArrivalProcess other = one;
    sim::Stream stream(5, "arrivals");
    sim::Stream same(5, "arrivals");
    sim::Duration before{};
    for (int i = 0; i < 5000; ++i) {
      const auto at = one.next(stream);
      ASSERT_EQ(at, other.next(same)) << json;
      ASSERT_GE(*at, before) << json;
      before = *at;
    }
  }
}

TEST(EveryArrivalProcess, stops_for_good_where_the_rate_ends_at_nothing) {
  for (const std::string& json : examples()) {
    ArrivalProcess arrivals = process(json, R"([["0s", "40/s"], ["20s", "0/s"]])");
    sim::Stream stream(5, "arrivals");
    sim::Duration last{};
    while (const auto at = arrivals.next(stream)) last = *at;
    EXPECT_LE(last, 20s) << json;
    EXPECT_GT(last, 5s) << json;
    EXPECT_EQ(arrivals.next(stream), std::nullopt) << json;
  }
}

TEST(EveryArrivalProcess, never_comes_while_the_rate_is_nothing) {
  for (const std::string& json : examples()) {
    ArrivalProcess arrivals = process(
        json, R"([["0s", "0/s"], ["10s", "0/s"], ["10s", "50/s"], ["20s", "50/s"], ["20s", "0/s"],
                  ["100s", "0/s"], ["100s", "50/s"]])");
    sim::Stream stream(5, "arrivals");
    for (int i = 0; i < 2000; ++i) {
      const sim::Duration at = *arrivals.next(stream);
      ASSERT_TRUE((at >= 10s && at <= 20s) || at >= 100s) << json << " " << at.count();
    }
  }
}

// Each run starts as if it had gone on for ever, so that counts from the very start are right on
// average: over many seeds, with the spread that the counts themselves show.
TEST(EveryArrivalProcess, keeps_the_rate_from_the_start) {
  for (const std::string& json : examples()) {
    std::vector<double> counts;
    for (std::uint64_t seed = 0; seed < 4000; ++seed)
      counts.push_back(counts_per(1s, 1s, process(json, R"("8/s")"), seed)[0]);
    const Moments moments = moments_of(counts);
    EXPECT_NEAR(moments.mean, 8.0, 4.5 * std::sqrt(moments.variance / 4000.0) + 1e-9) << json;
  }
}

TEST(PoissonArrivals, has_counts_whose_variance_is_their_mean) {
  const auto counts = counts_per(10ms, 2000s, process(R"("poisson")", R"("1000/s")"), 3);
  const double windows = static_cast<double>(counts.size());
  const Moments moments = moments_of(counts);
  EXPECT_NEAR(moments.mean, 10.0, 4.5 * std::sqrt(10.0 / windows));
  // The fourth central moment of Poisson(m) is m + 3 m^2.
  EXPECT_NEAR(moments.variance, 10.0, 4.5 * std::sqrt((10.0 + 200.0) / windows));
}

TEST(PoissonArrivals, follows_a_rate_that_changes) {
  const std::string rate =
      R"({"flash_crowd": {"base": "100/s", "peak": "9000/s", "at": "20s", "rise": "10s",
                          "hold": "30s", "decay": "20s"}})";
  const RateCurve curve = told<RateOverTime>(rate).curve();
  const auto counts = counts_per(10s, 200s, process(R"("poisson")", rate), 3);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = curve.expected(i * 10s, (i + 1) * 10s);
    EXPECT_NEAR(counts[i], expected, 4.5 * std::sqrt(expected)) << i;
  }
}

// A rounding of every gap to whole nanoseconds, were it kept, would be a walk of its own: this one
// is compared with the same gaps added up without rounding.
TEST(PoissonArrivals, does_not_drift_from_rounding) {
  ArrivalProcess arrivals = process(R"("poisson")", R"("583000/s")");
  sim::Stream stream(3, "arrivals");
  sim::Stream same(3, "arrivals");
  long double exact = 0.0L;
  for (int i = 0; i < 5'000'000; ++i) {
    exact += static_cast<long double>(sim::unit_exponential(same)) * 1e9L / 583'000.0L;
    const sim::Duration at = *arrivals.next(stream);
    ASSERT_LE(std::abs(static_cast<double>(static_cast<long double>(at.count()) - exact)), 0.501);
  }
}

TEST(SteadyArrivals, starts_half_a_gap_late_and_does_not_drift) {
  ArrivalProcess arrivals = process(R"("steady")", R"("583000/s")");
  sim::Stream stream(3, "arrivals");
  for (std::int64_t i = 0; i < 5'000'000; ++i) {
    const long double exact = (static_cast<long double>(i) + 0.5L) * 1e9L / 583'000.0L;
    const sim::Duration at = *arrivals.next(stream);
    ASSERT_LE(std::abs(static_cast<double>(static_cast<long double>(at.count()) - exact)), 0.501);
  }
}

TEST(SteadyArrivals, is_evenly_spaced_in_what_is_expected) {
  const std::string rate = R"([["0s", "10/s"], ["100s", "50/s"]])";
  const RateCurve curve = told<RateOverTime>(rate).curve();
  ArrivalProcess arrivals = process(R"("steady")", rate);
  sim::Stream stream(3, "arrivals");
  for (int i = 0; i < 5000; ++i)
    ASSERT_NEAR(curve.expected(0s, *arrivals.next(stream)), i + 0.5, 1e-7);
}

// Gaps with mean 1 / 100 s and cv 0.5; for the variance the fourth moment of Gamma(4) is used,
// (3 + 6 / 4) variance^2.
TEST(RenewalArrivals, has_gaps_that_vary_as_told) {
  ArrivalProcess arrivals = process(R"({"renewal": 0.5})", R"("100/s")");
  sim::Stream stream(3, "arrivals");
  sim::Duration before = *arrivals.next(stream);
  std::vector<double> gaps;
  for (int i = 0; i < 200'000; ++i) {
    const sim::Duration at = *arrivals.next(stream);
    gaps.push_back(sim::to_seconds(at - before) * 100.0);
    before = at;
  }
  const Moments moments = moments_of(gaps);
  EXPECT_NEAR(moments.mean, 1.0, 4.5 * std::sqrt(0.25 / 200'000));
  EXPECT_NEAR(moments.variance, 0.25, 4.5 * 0.25 * std::sqrt(3.5 / 200'000));
}

// The index of dispersion of counts over t of an MMPP with two states, at rates l1 and l2, left at
// rates s1 and s2: 1 + 2 (l1 - l2)^2 s1 s2 / ((s1 + s2)^2 (l1 s2 + l2 s1)) * (1 - (1 - e^-x) / x),
// x = (s1 + s2) t. Heffes & Lucantoni (1986), IEEE JSAC 4, 856.
TEST(BurstyArrivals, disperses_as_the_formula_for_two_states_says) {
  const double l1 = 400.0;
  const double l2 = 100.0 * (1.0 - 0.4) / 0.9;
  const double s1 = 1.0 / 0.5;
  const double s2 = s1 * 0.1 / 0.9;
  const double x = (s1 + s2) * 2.0;
  const double index = 1.0 + 2.0 * (l1 - l2) * (l1 - l2) * s1 * s2 /
                                 ((s1 + s2) * (s1 + s2) * (l1 * s2 + l2 * s1)) *
                                 (1.0 - (1.0 - std::exp(-x)) / x);
  const std::string bursty = R"({"bursty": {"factor": 4, "share": "10%", "length": "500ms"}})";
  const auto counts = counts_per(2s, 100'000s, process(bursty, R"("100/s")"), 3);
  const Moments moments = moments_of(counts);
  // Blocks of 50 windows are nearly independent: their spread gives that of the whole.
  std::vector<double> means;
  std::vector<double> variances;
  for (std::size_t i = 0; i + 50 <= counts.size(); i += 50) {
    means.push_back(moments_of({counts.begin() + static_cast<std::ptrdiff_t>(i),
                                counts.begin() + static_cast<std::ptrdiff_t>(i + 50)})
                        .mean);
    double sum = 0.0;
    for (std::size_t k = i; k < i + 50; ++k) sum += (counts[k] - 200.0) * (counts[k] - 200.0);
    variances.push_back(sum / 50.0);
  }
  const double blocks = static_cast<double>(means.size());
  EXPECT_NEAR(moments.mean, 200.0, 4.5 * std::sqrt(moments_of(means).variance / blocks));
  EXPECT_NEAR(moments_of(variances).mean, 200.0 * index,
              4.5 * std::sqrt(moments_of(variances).variance / blocks));
}

TEST(BurstyArrivals, is_silent_between_bursts_that_take_all) {
  const std::string bursty = R"({"bursty": {"factor": 10, "share": "10%", "length": "1s"}})";
  const auto counts = counts_per(10ms, 10'000s, process(bursty, R"("100/s")"), 3);
  const auto silent = std::count(counts.begin(), counts.end(), 0.0);
  // 10 arrivals per window within a burst: silence there is rare; a tenth of the time is burst, and
  // the time of n bursts varies by sqrt(2 n) of their length, n = 1000.
  EXPECT_NEAR(static_cast<double>(silent) / 1e6, 0.9, 4.5 * 0.1 * std::sqrt(2.0 / 1000.0) + 0.001);
}

TEST(BurstyArrivals, spends_time_in_each_state_by_its_length) {
  const std::string bursty =
      R"({"bursty": {"states": [{"factor": 0, "length": "3s"}, {"factor": 1, "length": "1s"},
                                {"factor": 0, "length": "6s"}]}})";
  const auto counts = counts_per(10ms, 20'000s, process(bursty, R"("100/s")"), 3);
  const auto silent = std::count(counts.begin(), counts.end(), 0.0);
  EXPECT_NEAR(static_cast<double>(silent) / 2e6, 0.9, 4.5 * 0.1 * std::sqrt(2.0 / 2000.0) + 0.001);
}

TEST(BurstyArrivals, refuses_bursts_above_all_there_is) {
  EXPECT_THAT(
      complaints_about<Chosen>(R"({"bursty": {"factor": 20, "share": "10%", "length": "1s"}})"),
      HasSubstr("/bursty/factor: can be at most 1 / share"));
  EXPECT_THAT(complaints_about<Chosen>(R"({"bursty": {"factor": 20}})"), HasSubstr("needs either"));
  EXPECT_THAT(
      complaints_about<Chosen>(R"({"bursty": {"states": [{"factor": 1, "length": "1s"}]}})"),
      HasSubstr("two or more"));
  EXPECT_THAT(complaints_about<Chosen>(
                  R"({"bursty": {"states": [{"factor": 0, "length": "1s"},
                                            {"factor": 0, "length": "2s"}]}})"),
              HasSubstr("a factor above 0"));
}

TEST(PoissonArrivals, is_what_comes_if_nothing_is_said) {
  EXPECT_EQ(Chosen{}.kind(), "poisson");
}

}  // namespace
}  // namespace models

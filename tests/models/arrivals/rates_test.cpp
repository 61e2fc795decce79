// How rates run over time, and what they complain about.
#include "models/arrivals/rates.h"

#include <algorithm>
#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "sim/kernel/elementary.h"

#include "tests/models/durations/told.h"

namespace models {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

RateCurve curve_of(const std::string& json) {
  return told<RateOverTime>(json).curve();
}
std::string complaints(const std::string& json) {
  return complaints_about<RateOverTime>(json);
}

std::vector<std::string> examples() {
  return {
      R"("4000/s")",
      R"({"constant": "4000/s"})",
      R"([["0s", "4000/s"], ["5min", "12000/s"]])",
      R"([["10s", "4/s"], ["20s", "0/s"], ["30s", "0/s"], ["30s", "8/s"], ["40s", "2/s"]])",
      R"({"profile": {"points": [["0s", "1/s"], ["6h", "5/s"], ["18h", "0/s"]],
                      "repeat": "24h"}})",
      R"({"profile": {"points": [["2s", "9/s"], ["6s", "1/s"]], "repeat": "6s"}})",
      R"({"flash_crowd": {"base": "10/s", "peak": "90/s", "at": "1min", "rise": "10s",
                        "hold": "30s", "decay": "20s"}})",
      R"({"flash_crowd": {"base": "0/s", "peak": "90/s", "at": "0s", "decay": "20s"}})",
      R"({"flash_crowd": {"base": "3/s", "peak": "90/s", "at": "10s", "hold": "20s"}})",
  };
}

TEST(EveryRate, is_the_same_after_writing_and_reading) {
  for (const std::string& json : examples()) {
    const auto rate = told<RateOverTime>(json);
    EXPECT_EQ(written_and_read_back(rate), rate) << json;
  }
}

// The trapezoids over single milliseconds, taken where the rate does not jump.
TEST(EveryRate, expects_its_integral) {
  for (const std::string& json : examples()) {
    const RateCurve curve = curve_of(json);
    double sum = 0.0;
    for (sim::Duration at = 0s; at < 200s; at += 1ms)
      sum += (curve.rate(at) + curve.rate(at + 1ms - 1ns)) / 2e3;
    EXPECT_NEAR(curve.expected(0s, 200s), sum, 1e-6 * sum) << json;
    EXPECT_DOUBLE_EQ(curve.expected(0s, 77s) + curve.expected(77s, 200s), curve.expected(0s, 200s));
    EXPECT_EQ(curve.expected(77s, 77s), 0.0);
  }
}

TEST(EveryRate, says_when_what_it_expects_has_come) {
  for (const std::string& json : examples()) {
    const RateCurve curve = curve_of(json);
    for (const sim::Duration from : {0s, 3s, 11s, 35s, 95s, 140s}) {
      for (const double amount : {1e-6, 0.3, 1.0, 20.0, 400.0}) {
        const auto when = curve.when(from, amount);
        if (!when) {
          EXPECT_LT(curve.expected(from, sim::kDurationLimit), amount) << json;
          continue;
        }
        // Half a nanosecond's rounding, either way.
        const double tolerance = curve.highest() * 0.51e-9 + 1e-12 * amount;
        EXPECT_NEAR(curve.expected(from, *when), amount, tolerance) << json << from.count();
      }
    }
  }
}

TEST(EveryRate, is_never_above_its_highest_and_reaches_it) {
  for (const std::string& json : examples()) {
    const RateCurve curve = curve_of(json);
    double highest = 0.0;
    for (sim::Duration at = 0s; at < 25h; at += 500ms)
      highest = std::max({highest, curve.rate(at), curve.rate(at + 500ms - 1ns)});
    EXPECT_LE(highest, curve.highest()) << json;
    EXPECT_NEAR(highest, curve.highest(), 1e-6 * highest) << json;
  }
}

TEST(EveryRate, can_be_multiplied) {
  for (const std::string& json : examples()) {
    const RateCurve curve = curve_of(json);
    const RateCurve more = curve.times(2.5);
    EXPECT_DOUBLE_EQ(more.expected(3s, 130s), 2.5 * curve.expected(3s, 130s)) << json;
    EXPECT_DOUBLE_EQ(more.highest(), 2.5 * curve.highest()) << json;
  }
}

TEST(EveryRate, starts_at_once_with_nothing_to_wait_for) {
  for (const std::string& json : examples()) EXPECT_EQ(curve_of(json).when(5s, 0.0), 5s) << json;
}

TEST(ConstantRate, has_events_equally_far_apart) {
  const RateCurve curve = curve_of(R"("5000/s")");
  EXPECT_EQ(curve.when(0s, 1.0), 200us);
  EXPECT_EQ(curve.when(7s, 1e6), 207s);
  EXPECT_EQ(curve.expected(1s, 3s), 10'000.0);
}

TEST(ConstantRate, of_nothing_never_comes) {
  EXPECT_EQ(curve_of(R"("0/s")").when(0s, 1e-9), std::nullopt);
}

TEST(Profile, runs_straight_between_points_and_constant_after_the_last) {
  const RateCurve curve = curve_of(R"([["0s", "4000/s"], ["5min", "12000/s"]])");
  EXPECT_EQ(curve.rate(0s), 4000.0);
  EXPECT_DOUBLE_EQ(curve.rate(150s), 8000.0);
  EXPECT_EQ(curve.rate(300s), 12'000.0);
  EXPECT_EQ(curve.rate(10h), 12'000.0);
  EXPECT_DOUBLE_EQ(curve.expected(0s, 300s), 300 * 8000.0);
}

// 4000 t + (80/3) t^2 / 2 reaches 1,000,000 at t = 25 (sqrt(48) - ... ): checked by its own
// formula.
TEST(Profile, is_inverted_by_the_quadratic_formula) {
  const RateCurve curve = curve_of(R"([["0s", "4000/s"], ["5min", "12000/s"]])");
  const double slope = 8000.0 / 300.0;
  const double seconds = (std::sqrt(4000.0 * 4000.0 + 2.0 * slope * 1e6) - 4000.0) / slope;
  EXPECT_EQ(curve.when(0s, 1e6), sim::Duration(std::llround(seconds * 1e9)));
}

TEST(Profile, jumps_where_a_time_is_given_twice) {
  const RateCurve curve = curve_of(R"([["0s", "4/s"], ["10s", "4/s"], ["10s", "8/s"]])");
  EXPECT_EQ(curve.rate(10s - 1ns), 4.0);
  EXPECT_EQ(curve.rate(10s), 8.0);
  EXPECT_EQ(curve.when(0s, 48.0), 11s);
}

TEST(Profile, is_constant_before_its_first_point) {
  const RateCurve curve = curve_of(R"([["10s", "4/s"], ["20s", "0/s"]])");
  EXPECT_EQ(curve.rate(0s), 4.0);
  EXPECT_DOUBLE_EQ(curve.expected(0s, 20s), 60.0);
}

TEST(Profile, waits_while_nothing_comes) {
  const RateCurve curve =
      curve_of(R"([["0s", "2/s"], ["10s", "0/s"], ["1000s", "0/s"], ["1000s", "1/s"]])");
  EXPECT_EQ(curve.when(0s, 10.0), 10s);
  EXPECT_EQ(curve.when(0s, 10.5), 1000s + 500ms);
}

TEST(Profile, that_ends_at_nothing_never_brings_more) {
  const RateCurve curve = curve_of(R"([["0s", "2/s"], ["10s", "0/s"]])");
  EXPECT_EQ(curve.when(0s, 10.0), 10s);
  EXPECT_EQ(curve.when(0s, 10.0 + 1e-9), std::nullopt);
  EXPECT_EQ(curve.when(10s, 1e-9), std::nullopt);
}

TEST(Profile, repeats) {
  const RateCurve curve = curve_of(
      R"({"profile": {"points": [["0s", "1/s"], ["6h", "5/s"], ["18h", "0/s"]],
                      "repeat": "24h"}})");
  EXPECT_DOUBLE_EQ(curve.rate(3h), 3.0);
  EXPECT_DOUBLE_EQ(curve.rate(240h + 3h), 3.0);
  EXPECT_EQ(curve.rate(20h), 0.0);
  const double day = 6 * 3600 * 3.0 + 12 * 3600 * 2.5;
  EXPECT_DOUBLE_EQ(curve.expected(0s, 24h), day);
  EXPECT_DOUBLE_EQ(curve.expected(5h, 24h * 365 + 5h), day * 365);
  EXPECT_EQ(curve.when(0s, day), 18h);
  EXPECT_EQ(curve.when(0s, day * 100), 24h * 99 + 18h);
}

TEST(Profile, that_repeats_nothing_never_comes) {
  EXPECT_EQ(curve_of(R"({"profile": {"points": [["0s", "0/s"]], "repeat": "1s"}})").when(0s, 1.0),
            std::nullopt);
}

TEST(Profile, refuses_points_out_of_order) {
  EXPECT_THAT(complaints(R"([["10s", "4/s"], ["5s", "2/s"]])"),
              HasSubstr("must be in the order of time, but 5s comes after 10s"));
  EXPECT_THAT(complaints(R"([["1s", "4/s"], ["1s", "2/s"], ["1s", "3/s"]])"),
              HasSubstr("has 1s three times"));
  EXPECT_THAT(complaints(R"({"profile": {"points": [["0s", "4/s"], ["5s", "2/s"]],
                                         "repeat": "4s"}})"),
              HasSubstr("/profile/repeat: must not be before the last point, 5s"));
}

TEST(Profile, says_which_point_is_wrong) {
  EXPECT_THAT(complaints(R"([["0s", "4/s"], ["5s", "2"]])"), HasSubstr("/1/1"));
  EXPECT_THAT(complaints("[]"), HasSubstr("must not be empty"));
}

TEST(FlashCrowd, rises_holds_and_fades) {
  const RateCurve curve = curve_of(
      R"({"flash_crowd": {"base": "10/s", "peak": "90/s", "at": "60s", "rise": "10s",
                          "hold": "30s", "decay": "20s"}})");
  EXPECT_EQ(curve.rate(60s), 10.0);
  EXPECT_DOUBLE_EQ(curve.rate(65s), 50.0);
  EXPECT_EQ(curve.rate(99s), 90.0);
  EXPECT_DOUBLE_EQ(curve.rate(120s), 10.0 + 80.0 * std::exp(-1.0));
  EXPECT_NEAR(curve.expected(100s, 1h), 10.0 * 3500 + 80.0 * 20, 1e-9);
}

TEST(FlashCrowd, over_nothing_brings_so_many_and_no_more) {
  const RateCurve curve =
      curve_of(R"({"flash_crowd": {"base": "0/s", "peak": "90/s", "at": "0s", "decay": "20s"}})");
  EXPECT_EQ(curve.when(0s, 1800.0 * (1.0 - std::exp(-2.0))), 40s);
  EXPECT_EQ(curve.when(0s, 1800.0), std::nullopt);
}

TEST(FlashCrowd, refuses_a_peak_below_the_base) {
  EXPECT_THAT(complaints(R"({"flash_crowd": {"base": "10/s", "peak": "9/s", "at": "0s"}})"),
              HasSubstr("/flash_crowd/peak: must be at least the base, 10/s"));
}

}  // namespace
}  // namespace models

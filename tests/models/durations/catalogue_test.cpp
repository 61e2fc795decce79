// Promises that every distribution keeps, for durations and for money.
#include "models/durations/catalogue.h"

#include <cmath>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

#include "sim/kernel/draws.h"

#include "tests/models/durations/examples.h"
#include "tests/models/durations/told.h"

namespace models {
namespace {

double as_double(sim::Duration sample) {
  return static_cast<double>(sample.count());
}
double as_double(std::int64_t sample) {
  return static_cast<double>(sample);
}

template <class List>
std::vector<std::string> examples() {
  if constexpr (std::same_as<List, Durations>) {
    return example_durations();
  } else {
    return example_amounts();
  }
}

template <class List>
class EveryDistribution : public testing::Test {};
using Lists = testing::Types<Durations, Amounts>;
TYPED_TEST_SUITE(EveryDistribution, Lists);

TYPED_TEST(EveryDistribution, has_an_example) {
  std::set<std::string_view> shown;
  for (const std::string& json : examples<TypeParam>())
    shown.insert(told<sim::OneOf<TypeParam>>(json).kind());
  for (const sim::KindName& kind : TypeParam::list())
    EXPECT_TRUE(shown.contains(kind.name)) << kind.name;
}

TYPED_TEST(EveryDistribution, is_the_same_after_writing_and_reading) {
  for (const std::string& json : examples<TypeParam>()) {
    const auto spec = told<sim::OneOf<TypeParam>>(json);
    EXPECT_EQ(written_and_read_back(spec), spec) << json;
  }
}

TYPED_TEST(EveryDistribution, draws_the_same_from_the_same_seed) {
  for (const std::string& json : examples<TypeParam>()) {
    const Random<TypeParam> random(told<sim::OneOf<TypeParam>>(json));
    sim::Stream one(7, "work");
    sim::Stream other(7, "work");
    for (int i = 0; i < 1000; ++i) ASSERT_EQ(random.sample(one), random.sample(other)) << json;
  }
}

TYPED_TEST(EveryDistribution, is_never_negative) {
  for (const std::string& json : examples<TypeParam>()) {
    const Random<TypeParam> random(told<sim::OneOf<TypeParam>>(json));
    for (std::uint64_t luck = 0; luck < 10'000; ++luck) {
      sim::Draws draws(luck, 3);
      ASSERT_GE(as_double(random.sample(draws)), 0.0) << json;
    }
  }
}

// The variance of a sample variance is (fourth central moment - variance^2) / n, with the moment
// taken from the sample.
TYPED_TEST(EveryDistribution, has_the_mean_and_the_variance_it_says) {
  constexpr double kCount = 1e6;
  for (const std::string& json : examples<TypeParam>()) {
    const Random<TypeParam> random(told<sim::OneOf<TypeParam>>(json));
    sim::Stream stream(11, json);
    double sum = 0.0;
    double squares = 0.0;
    double fourths = 0.0;
    for (double i = 0.0; i < kCount; i += 1.0) {
      const double distance = as_double(random.sample(stream)) - random.mean();
      sum += distance;
      squares += distance * distance;
      fourths += distance * distance * distance * distance;
    }
    const double rounding = 1e-9 * random.mean();
    EXPECT_NEAR(sum / kCount, 0.0, 4.5 * std::sqrt(random.variance() / kCount) + rounding) << json;
    const double variance = squares / kCount;
    const double spread = std::sqrt(std::max(0.0, fourths / kCount - variance * variance) / kCount);
    EXPECT_NEAR(variance, random.variance(), 4.5 * spread + rounding) << json;
  }
}

}  // namespace
}  // namespace models

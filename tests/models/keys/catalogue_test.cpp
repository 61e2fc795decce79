// Who is chosen how often, and promises that every way to choose keys keeps.
#include "models/keys/catalogue.h"

#include <algorithm>
#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/models/durations/told.h"

namespace models {
namespace {

using testing::HasSubstr;
using Chosen = sim::OneOf<Keys>;

std::vector<std::string> examples() {
  return {
      R"({"uniform": 50})",
      R"({"uniform": {"count": 1}})",
      R"({"zipf": {"exponent": 1.05, "count": 60}})",
      R"({"zipf": {"exponent": 0, "count": 64}})",
      R"({"hot": {"count": 100, "hot_count": 10, "hot_share": "20%"}})",
      R"({"hot": {"count": 3, "hot_count": 2, "hot_share": "10%"}})",
  };
}

constexpr double kDraws = 1e6;

std::vector<double> counts_of(const RandomKey& keys) {
  std::vector<double> counts(keys.count());
  sim::Stream stream(3, "keys");
  for (double i = 0.0; i < kDraws; i += 1.0) counts.at(keys.sample(stream)) += 1.0;
  return counts;
}

TEST(EveryKeyChoice, has_an_example) {
  std::set<std::string_view> shown;
  for (const std::string& json : examples()) shown.insert(told<Chosen>(json).kind());
  for (const sim::KindName& kind : Keys::list())
    EXPECT_TRUE(shown.contains(kind.name)) << kind.name;
}

TEST(EveryKeyChoice, is_the_same_after_writing_and_reading) {
  for (const std::string& json : examples()) {
    const auto spec = told<Chosen>(json);
    EXPECT_EQ(written_and_read_back(spec), spec) << json;
  }
}

TEST(EveryKeyChoice, draws_the_same_from_the_same_seed) {
  for (const std::string& json : examples()) {
    const RandomKey keys(told<Chosen>(json));
    sim::Stream one(7, "keys");
    sim::Stream other(7, "keys");
    for (int i = 0; i < 1000; ++i) ASSERT_EQ(keys.sample(one), keys.sample(other)) << json;
  }
}

TEST(EveryKeyChoice, knows_the_share_of_its_hottest_key) {
  for (const std::string& json : examples()) {
    const RandomKey keys(told<Chosen>(json));
    const auto counts = counts_of(keys);
    const double largest = *std::max_element(counts.begin(), counts.end()) / kDraws;
    const double share = keys.largest_share();
    // The largest of up to 100 equal counts lies above its mean: 6 instead of 4.5 deviations.
    EXPECT_NEAR(largest, share, 6.0 * std::sqrt(share * (1.0 - share) / kDraws)) << json;
  }
}

TEST(EveryKeyChoice, knows_which_keys_are_most_in_use) {
  for (const std::string& json : examples()) {
    const RandomKey keys(told<Chosen>(json));
    const auto counts = counts_of(keys);
    std::set<std::uint64_t> seen;
    for (std::uint64_t rank = 0; rank < keys.count(); ++rank) {
      const std::uint64_t key = keys.most_used(rank);
      EXPECT_TRUE(seen.insert(key).second) << json;
      if (rank == 0) continue;
      const double before = counts.at(keys.most_used(rank - 1));
      EXPECT_GE(before, counts.at(key) - 6.0 * std::sqrt(2.0 * before)) << json << " " << rank;
    }
  }
}

TEST(UniformKeys, come_up_equally_often) {
  double chi_square = 0.0;
  for (const double count : counts_of(RandomKey(told<Chosen>(R"({"uniform": 50})"))))
    chi_square += (count - kDraws / 50) * (count - kDraws / 50) / (kDraws / 50);
  EXPECT_NEAR(chi_square, 49.0, 4.5 * std::sqrt(2.0 * 49.0));
}

TEST(ZipfKeys, come_up_as_often_as_their_rank_says) {
  auto counts = counts_of(RandomKey(told<Chosen>(R"({"zipf": {"exponent": 1, "count": 20}})")));
  double harmonic = 0.0;
  for (int i = 1; i <= 20; ++i) harmonic += 1.0 / i;
  const Scatter scatter(20);
  double chi_square = 0.0;
  for (std::uint64_t rank = 0; rank < 20; ++rank) {
    const double expected = kDraws / (static_cast<double>(rank + 1) * harmonic);
    const double miss = counts[scatter.key(rank)] - expected;
    chi_square += miss * miss / expected;
  }
  EXPECT_NEAR(chi_square, 19.0, 4.5 * std::sqrt(2.0 * 19.0));
}

TEST(ZipfKeys, reach_two_to_the_forty) {
  const RandomKey keys(told<Chosen>(R"({"zipf": {"exponent": 0.5, "count": 1099511627776}})"));
  sim::Stream stream(3, "keys");
  std::uint64_t largest = 0;
  for (int i = 0; i < 1000; ++i) largest = std::max(largest, keys.sample(stream));
  EXPECT_GT(largest, std::uint64_t{1} << 39);
  EXPECT_LT(largest, std::uint64_t{1} << 40);
}

// zeta(2) - 1/n + 1/(2 n^2), and log(n) + Euler's constant + 1/(2 n).
TEST(GeneralizedHarmonic, agrees_with_what_is_known_of_large_sums) {
  const double pi = std::acos(-1.0);
  EXPECT_NEAR(generalized_harmonic(2.0, 1'000'000), pi * pi / 6.0 - 1e-6 + 0.5e-12, 1e-13);
  EXPECT_NEAR(generalized_harmonic(1.0, 1'000'000'000),
              std::log(1e9) + 0.57721566490153286 + 0.5e-9, 1e-11);
  EXPECT_NEAR(generalized_harmonic(0.0, 200'000), 200'000.0, 1e-6);
}

TEST(GeneralizedHarmonic, agrees_with_the_sum_of_its_terms) {
  double sum = 0.0;
  for (int i = 5000; i >= 1; --i) sum += std::pow(i, -1.05);
  EXPECT_NEAR(generalized_harmonic(1.05, 5000), sum, 1e-12 * sum);
}

TEST(HotKeys, take_their_share) {
  const RandomKey keys(
      told<Chosen>(R"({"hot": {"count": 1000, "hot_count": 10, "hot_share": "20%"}})"));
  auto counts = counts_of(keys);
  double hot = 0.0;
  const Scatter scatter(1000);
  for (std::uint64_t rank = 0; rank < 10; ++rank) hot += counts[scatter.key(rank)];
  EXPECT_NEAR(hot / kDraws, 0.2, 4.5 * std::sqrt(0.2 * 0.8 / kDraws));
  EXPECT_DOUBLE_EQ(keys.largest_share(), 0.02);
}

TEST(HotKeys, are_fewer_than_all_keys) {
  EXPECT_THAT(
      complaints_about<Chosen>(R"({"hot": {"count": 10, "hot_count": 10, "hot_share": "20%"}})"),
      HasSubstr("/hot/hot_count: must be below"));
}

TEST(Keys, must_be_at_least_one) {
  EXPECT_THAT(complaints_about<Chosen>(R"({"uniform": 0})"), HasSubstr("at least 1"));
  EXPECT_THAT(complaints_about<Chosen>(R"({"zipf": {"exponent": 1, "count": 0}})"),
              HasSubstr("at least 1"));
}

TEST(Scatter, gives_each_key_exactly_once) {
  for (std::uint64_t count = 1; count <= 300; ++count) {
    const Scatter scatter(count);
    std::vector<bool> taken(count);
    for (std::uint64_t rank = 0; rank < count; ++rank) {
      const std::uint64_t key = scatter.key(rank);
      ASSERT_LT(key, count);
      ASSERT_FALSE(taken[key]) << key << " of " << count;
      taken[key] = true;
    }
  }
}

TEST(Scatter, parts_the_hottest_keys) {
  for (const std::uint64_t count :
       {std::uint64_t{200'000}, std::uint64_t{1} << 20, (std::uint64_t{1} << 32) + 1}) {
    const Scatter scatter(count);
    std::vector<std::uint64_t> keys;
    for (std::uint64_t rank = 0; rank < 20; ++rank) keys.push_back(scatter.key(rank));
    std::sort(keys.begin(), keys.end());
    EXPECT_LT(keys.front(), count / 4);
    EXPECT_GT(keys.back(), count - count / 4);
    for (std::size_t i = 1; i < keys.size(); ++i) EXPECT_GT(keys[i] - keys[i - 1], count / 20'000);
  }
}

}  // namespace
}  // namespace models

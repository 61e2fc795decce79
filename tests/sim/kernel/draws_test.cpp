#include "sim/kernel/draws.h"

#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

#include "tests/sim/kernel/randomness.h"

namespace sim {
namespace {

static_assert(sizeof(Draws) == 16);

constexpr double kOutcomeLimit = 4.9;  // two-sided 1e-6
constexpr double kBitLimit = 6.0;      // 1e-5 for the largest of 8192 standard normal deviates

std::uint64_t first(std::uint64_t luck, std::uint64_t purpose) {
  return Draws(luck, purpose).next();
}

// Of all words: how often each window of 8 bits takes each value, and how often the leading and
// trailing 4 bits take each pair of values together with those of the word before.
template <class Word>
void expect_random(std::uint64_t count, Word word) {
  std::vector<std::vector<std::uint64_t>> windows(8, std::vector<std::uint64_t>(256));
  std::vector<std::uint64_t> leading(256);
  std::vector<std::uint64_t> trailing(256);
  double products = 0.0;
  std::uint64_t before = word(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t now = word(i);
    for (std::size_t window = 0; window < 8; ++window)
      ++windows[window][(now >> (8 * window)) & 255];
    ++leading[(before >> 60) * 16 + (now >> 60)];
    ++trailing[(before & 15) * 16 + (now & 15)];
    products += (detail::uniform_of(before) - 0.5) * (detail::uniform_of(now) - 0.5);
    before = now;
  }
  for (const auto& window : windows) EXPECT_LT(std::abs(chi_square_deviate(window)), kOutcomeLimit);
  EXPECT_LT(std::abs(chi_square_deviate(leading)), kOutcomeLimit);
  EXPECT_LT(std::abs(chi_square_deviate(trailing)), kOutcomeLimit);
  // A product of two independent uniforms about their means has the standard deviation 1/12.
  EXPECT_LT(std::abs(products * 12.0 / std::sqrt(static_cast<double>(count))), 4.5);
}

// For every bit of the input, how often flipping it flips every bit of the output.
template <class Function>
double largest_avalanche_deviate(int samples, Function function) {
  std::vector<int> flips(std::size_t{128} * 64);
  for (int sample = 0; sample < samples; ++sample) {
    const auto seed = static_cast<std::uint64_t>(sample);
    const std::uint64_t x = detail::scatter(2 * seed + 1);
    const std::uint64_t y = detail::scatter(2 * seed + 2);
    for (std::size_t bit = 0; bit < 128; ++bit) {
      const std::uint64_t in_x = bit < 64 ? std::uint64_t{1} << bit : 0;
      const std::uint64_t in_y = bit < 64 ? 0 : std::uint64_t{1} << (bit - 64);
      const std::uint64_t changed = function(x, y) ^ function(x ^ in_x, y ^ in_y);
      for (std::size_t out = 0; out < 64; ++out) {
        flips[bit * 64 + out] += static_cast<int>((changed >> out) & 1);
      }
    }
  }
  double largest = 0.0;
  for (const int flipped : flips)
    largest = std::max(largest, std::abs(binomial_deviate(flipped, samples, 0.5)));
  return largest;
}

TEST(Draws, give_the_same_words_everywhere) {
  Draws draws(0x0123456789abcdef, 42);
  EXPECT_EQ(draws.next(), 11135079934901553320u);
  EXPECT_EQ(draws.next(), 10384200175542721228u);
  EXPECT_EQ(draws.next(), 5815471718866169403u);
}

TEST(Draws, are_a_function_of_luck_purpose_and_index) {
  Draws once(1, 2);
  Draws again(1, 2);
  const Draws other(1, 3);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(once.next(), again.next());
  EXPECT_NE(Draws(other).next(), Draws(1, 2).next());
}

TEST(Draws, can_be_made_while_compiling) {
  constexpr std::uint64_t kWord = Draws(1, 2).next();
  EXPECT_EQ(kWord, first(1, 2));
}

TEST(Draws, are_random_along_the_index) {
  Draws draws(5, 9);
  expect_random(1'000'000, [&](std::uint64_t) { return draws.next(); });
}

TEST(Draws, are_random_along_neighbouring_lucks) {
  for (const std::uint64_t purpose : {0u, 1u, 255u})
    expect_random(1'000'000, [&](std::uint64_t i) { return first(i, purpose); });
}

TEST(Draws, are_random_along_lucks_that_differ_in_the_leading_bits_only) {
  expect_random(1'000'000, [](std::uint64_t i) { return first(i << 40, 1); });
}

TEST(Draws, are_random_along_neighbouring_purposes) {
  for (const std::uint64_t luck : {0u, 1u, 255u})
    expect_random(1'000'000, [&](std::uint64_t i) { return first(luck, i); });
}

TEST(Draws, are_random_along_purposes_that_differ_in_the_leading_bits_only) {
  expect_random(1'000'000, [](std::uint64_t i) { return first(1, i << 40); });
}

TEST(Draws, of_a_few_purposes_of_a_payment_are_independent) {
  expect_random(1'000'000, [](std::uint64_t i) { return first(detail::scatter(i / 4), i % 4); });
}

TEST(Draws, of_one_index_at_all_places_are_independent) {
  expect_random(1'000'000, [](std::uint64_t i) {
    Draws draws(i / 4, 1);
    std::uint64_t word = draws.next();
    for (std::uint64_t skipped = 0; skipped < i % 4; ++skipped) word = draws.next();
    return word;
  });
}

TEST(Draws, flip_every_bit_with_probability_one_half_when_any_input_bit_flips) {
  EXPECT_LT(largest_avalanche_deviate(1 << 15, first), kBitLimit);
}

// 2^21 words of 32 bits meet n - 2^32 (1 - exp(-n / 2^32)) = 512 times in the mean, as a Poisson
// number.
TEST(Draws, meet_as_often_as_chance_has_it) {
  constexpr std::uint64_t kCount = 1 << 21;
  std::vector<std::uint32_t> words;
  words.reserve(kCount);
  for (std::uint64_t i = 0; i < kCount; ++i)
    words.push_back(static_cast<std::uint32_t>(first(i & 1023, i >> 10) >> 16));
  std::sort(words.begin(), words.end());
  double met = 0.0;
  for (std::size_t i = 1; i < words.size(); ++i) met += words[i] == words[i - 1] ? 1.0 : 0.0;
  EXPECT_LT(std::abs(met - 512.0), 4.5 * std::sqrt(512.0));
}

TEST(Mix, flips_every_bit_with_probability_one_half_when_any_input_bit_flips) {
  EXPECT_LT(largest_avalanche_deviate(1 << 15, mix), kBitLimit);
}

TEST(Mix, counts_the_order_of_its_words) {
  EXPECT_NE(mix(1, 2), mix(2, 1));
}

TEST(Mix, is_random_along_neighbouring_words) {
  expect_random(1'000'000, [](std::uint64_t i) { return mix(i, 0); });
  expect_random(1'000'000, [](std::uint64_t i) { return mix(0, i); });
}

// FNV-1a's own vectors (Noll), seen through the scattering; SplitMix64's from seed 1234567 (Vigna).
TEST(HashOf, is_fnv_1a_scattered) {
  EXPECT_EQ(hash_of(""), detail::scatter(0xcbf29ce484222325));
  EXPECT_EQ(hash_of("a"), detail::scatter(0xaf63dc4c8601ec8c));
  EXPECT_EQ(hash_of("foobar"), detail::scatter(0x85944171f73967e8));
}

TEST(HashOf, scatters_as_splitmix64) {
  EXPECT_EQ(detail::scatter(1234567 + detail::kGolden), 6457827717110365317u);
  EXPECT_EQ(detail::scatter(1234567 + 2 * detail::kGolden), 3203168211198807973u);
  EXPECT_EQ(detail::scatter(1234567 + 3 * detail::kGolden), 9817491932198370423u);
}

TEST(HashOf, keeps_similar_names_apart) {
  std::set<std::uint64_t> hashes;
  for (int i = 0; i < 100'000; ++i) hashes.insert(hash_of("node db-" + std::to_string(i)));
  EXPECT_EQ(hashes.size(), 100'000u);
}

}  // namespace
}  // namespace sim

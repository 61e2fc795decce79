#include "sim/kernel/stream.h"

#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

#include "tests/sim/kernel/randomness.h"

namespace sim {
namespace {

TEST(Stream, is_xoshiro256_plus_plus) {
  Stream stream(Stream::State{1, 2, 3, 4});
  EXPECT_EQ(stream.next(), 41943041u);
  EXPECT_EQ(stream.next(), 58720359u);
  EXPECT_EQ(stream.next(), 3588806011781223u);
  EXPECT_EQ(stream.next(), 3591011842654386u);
  EXPECT_EQ(stream.next(), 9228616714210784205u);
}

TEST(Stream, starts_from_the_philox_block_of_its_seed_name_replication_and_entity) {
  Stream stream({7, 2}, "client web/gaps", 3);
  Stream expected(philox({2, 3, 0, 0}, {7, hash_of("client web/gaps")}));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(stream.next(), expected.next());
}

TEST(Stream, differs_from_any_other_in_its_first_four_words) {
  std::set<std::uint64_t> words;
  std::size_t drawn = 0;
  for (std::uint64_t seed = 0; seed < 4; ++seed) {
    for (const std::string name : {"", "a", "b", "ab", "client web/gaps", "node db-2/crash"}) {
      for (std::uint64_t replication = 0; replication < 8; ++replication) {
        for (std::uint64_t entity = 0; entity < 8; ++entity) {
          Stream stream({seed, replication}, name, entity);
          for (int i = 0; i < 4; ++i, ++drawn) words.insert(stream.next());
        }
      }
    }
  }
  EXPECT_EQ(words.size(), drawn);
}

TEST(Stream, is_uncorrelated_with_the_stream_of_the_next_entity) {
  constexpr double kPairs = 200'000.0;
  std::vector<std::uint64_t> cells(256);
  Stream before(1, "x", 0);
  for (std::uint64_t entity = 1; entity <= static_cast<std::uint64_t>(kPairs); ++entity) {
    Stream after(1, "x", entity);
    ++cells[before.below(16) * 16 + Stream(after).below(16)];
    before = after;
  }
  EXPECT_LT(std::abs(chi_square_deviate(cells)), 4.9);
}

TEST(Stream, uniform_takes_the_top_53_bits) {
  Stream words(1, "x");
  Stream uniforms(1, "x");
  for (int i = 0; i < 1000; ++i)
    EXPECT_EQ(uniforms.uniform(), std::ldexp(static_cast<double>(words.next() >> 11), -53));
}

TEST(Stream, uniform_reaches_zero_but_not_one) {
  EXPECT_EQ(detail::uniform_of(0), 0.0);
  EXPECT_EQ(detail::uniform_of(~std::uint64_t{0}), 1.0 - 0x1p-53);
}

TEST(Stream, uniform_is_uniform) {
  Stream stream(2, "uniform");
  std::vector<std::uint64_t> cells(100);
  std::vector<double> values(500'000);
  for (double& value : values) {
    value = stream.uniform();
    ++cells[static_cast<std::size_t>(value * 100.0)];
  }
  EXPECT_LT(std::abs(chi_square_deviate(cells)), 4.9);
  EXPECT_LT(kolmogorov(values), kKolmogorovLimit);
}

TEST(Stream, below_gives_every_number_below_its_bound_equally_often) {
  for (const std::uint64_t bound : {2u, 3u, 7u, 100u}) {
    Stream stream(3, "below");
    std::vector<std::uint64_t> cells(bound);
    for (int i = 0; i < 200'000; ++i) ++cells.at(stream.below(bound));
    EXPECT_LT(std::abs(chi_square_deviate(cells)), 4.9) << bound;
  }
}

// Without rejection, multiplying by 3 * 2^62 would give every third number half of all draws.
TEST(Stream, below_is_without_bias_for_bounds_near_2_to_the_64) {
  constexpr std::uint64_t kBound = std::uint64_t{3} << 62;
  constexpr int kDraws = 200'000;
  Stream stream(4, "below");
  std::vector<std::uint64_t> remainders(3);
  for (int i = 0; i < kDraws; ++i) {
    const std::uint64_t number = stream.below(kBound);
    ASSERT_LT(number, kBound);
    ++remainders[number % 3];
  }
  EXPECT_LT(std::abs(chi_square_deviate(remainders)), 4.9);
}

TEST(Stream, below_one_is_zero_and_below_nothing_is_a_broken_invariant) {
  Stream stream(5, "below");
  EXPECT_EQ(stream.below(1), 0u);
  EXPECT_THROW(stream.below(0), BrokenInvariant);
}

}  // namespace
}  // namespace sim

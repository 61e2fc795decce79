// Equal histories, equal fingerprints; others, others.
#include "sim/kernel/fingerprint.h"

#include <gtest/gtest.h>
#include <initializer_list>
#include <set>

namespace sim {
namespace {

std::uint64_t of(std::initializer_list<std::uint64_t> facts) {
  Fingerprint fingerprint;
  for (const std::uint64_t fact : facts) fingerprint.fold(fact);
  return fingerprint.value();
}

TEST(Fingerprint, is_the_same_for_the_same_facts) {
  EXPECT_EQ(of({1, 2, 3}), of({1, 2, 3}));
}

TEST(Fingerprint, depends_on_the_order) {
  EXPECT_NE(of({1, 2, 3}), of({1, 3, 2}));
}

TEST(Fingerprint, tells_how_much_happened_at_the_very_start) {
  EXPECT_NE(of({}), of({0}));
  EXPECT_NE(of({0}), of({0, 0}));
  EXPECT_NE(of({0, 5}), of({0, 0, 5}));
}

TEST(Fingerprint, tells_apart_histories_that_differ_in_one_bit) {
  std::set<std::uint64_t> seen{of({0, 0, 0})};
  for (int place = 0; place < 3; ++place) {
    for (int bit = 0; bit < 64; ++bit) {
      std::uint64_t facts[3] = {0, 0, 0};
      facts[place] = std::uint64_t{1} << bit;
      seen.insert(of({facts[0], facts[1], facts[2]}));
    }
  }
  EXPECT_EQ(seen.size(), 1U + 3U * 64U);
}

TEST(Fingerprint, takes_an_instant_as_its_nanoseconds) {
  Fingerprint fingerprint;
  fingerprint.fold(kStart + 7ns);
  EXPECT_EQ(fingerprint.value(), of({7}));
}

}  // namespace
}  // namespace sim

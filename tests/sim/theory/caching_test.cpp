// How often caches hold what is looked up, where that is known by other ways.
#include "sim/theory/caching.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

namespace sim::theory {
namespace {

TEST(Caching, of_keys_equally_in_use_is_the_share_of_them_that_is_held) {
  const std::vector<double> equal(40, 1.0 / 40);
  for (const std::int64_t entries : {1, 10, 39}) {
    const double share = static_cast<double>(entries) / 40;
    EXPECT_NEAR(lru_hit_ratio(equal, entries).value(), share, 1e-12);
    EXPECT_NEAR(fifo_hit_ratio(equal, entries).value(), share, 1e-12);
  }
}

TEST(Caching, with_room_for_all_keys_always_finds_them) {
  EXPECT_EQ(lru_hit_ratio(std::vector<double>{0.7, 0.3}, 2), 1.0);
  EXPECT_EQ(fifo_hit_ratio(std::vector<double>{0.7, 0.3}, 5), 1.0);
}

// One key of 1/2 and 50 of 1/100 each, such a time that two halves of them are there: 1 - e^(-t/2)
// and 50 (1 - e^(-t/100)), by hand for t = 100 log 2: 1 - 2^-50 + 25.
TEST(Caching, solves_for_the_time_for_which_a_key_stays) {
  std::vector<double> popularity(51, 0.01);
  popularity[0] = 0.5;
  EXPECT_NEAR(lru_hit_ratio(popularity, 26).value(), 0.5 + 0.5 * 0.5, 1e-12);
}

// The same with t / (1 + t): for t = 100, 50/51 and 25.
TEST(Caching, knows_that_what_is_not_used_but_stored_longest_ago_goes_sooner) {
  std::vector<double> popularity(51, 0.01);
  popularity[0] = 0.5;
  EXPECT_LT(fifo_hit_ratio(popularity, 26).value(), lru_hit_ratio(popularity, 26).value());
  EXPECT_NEAR(fifo_hit_ratio(popularity, 26).value(), 0.5 * 50.0 / 51 + 0.5 * 0.5, 1e-3);
}

TEST(Caching, of_one_key_misses_once_for_all_that_come_while_it_is_good) {
  EXPECT_DOUBLE_EQ(ttl_hit_ratio(100, 0.05).value(), 5.0 / 6);
  EXPECT_EQ(ttl_hit_ratio(0, 1), 0.0);
}

TEST(Caching, is_nothing_for_what_is_no_popularity) {
  EXPECT_FALSE(lru_hit_ratio(std::vector<double>{0.7, 0.2}, 1));
  EXPECT_FALSE(lru_hit_ratio(std::vector<double>{1.0, 0.0}, 1));
  EXPECT_FALSE(lru_hit_ratio(std::vector<double>{0.5, 0.5}, 0));
  EXPECT_FALSE(ttl_hit_ratio(-1, 1));
  EXPECT_FALSE(ttl_hit_ratio(1, std::nan("")));
}

}  // namespace
}  // namespace sim::theory

// Who stays in a cache, and who has to go.
#include "models/caches/cache_contents.h"

#include <gtest/gtest.h>
#include <list>
#include <map>
#include <vector>

#include "sim/kernel/stream.h"

namespace models {
namespace {

using sim::kStart;

constexpr sim::Instant kNever = sim::Instant::max();

sim::Draws draws(std::uint64_t luck = 1) {
  return {luck, 1};
}

CacheContents with_three(Eviction eviction) {
  CacheContents cache(3, eviction);
  for (const std::uint64_t key : {1U, 2U, 3U}) EXPECT_FALSE(cache.store(key, kNever, draws()));
  return cache;
}

TEST(CacheContents, without_entries_finds_nothing) {
  CacheContents cache(3, Eviction::lru);
  EXPECT_FALSE(cache.use(1, kStart));
}

TEST(CacheContents, makes_room_by_the_one_used_longest_ago) {
  CacheContents cache = with_three(Eviction::lru);
  EXPECT_TRUE(cache.use(1, kStart));
  EXPECT_TRUE(cache.store(4, kNever, draws()));
  EXPECT_TRUE(cache.use(1, kStart));
  EXPECT_FALSE(cache.use(2, kStart));
  EXPECT_TRUE(cache.use(3, kStart));
  EXPECT_TRUE(cache.use(4, kStart));
}

TEST(CacheContents, makes_room_by_the_one_stored_longest_ago) {
  CacheContents cache = with_three(Eviction::fifo);
  EXPECT_TRUE(cache.use(1, kStart));
  EXPECT_TRUE(cache.store(4, kNever, draws()));
  EXPECT_FALSE(cache.use(1, kStart));
  EXPECT_TRUE(cache.use(2, kStart));
}

// Each of the three with probability 1/3.
TEST(CacheContents, makes_room_by_any_of_them) {
  std::map<std::uint64_t, int> gone;
  for (std::uint64_t luck = 0; luck < 3000; ++luck) {
    CacheContents cache = with_three(Eviction::random);
    EXPECT_TRUE(cache.store(4, kNever, draws(luck)));
    for (const std::uint64_t key : {1U, 2U, 3U})
      if (!cache.use(key, kStart)) ++gone[key];
  }
  for (const std::uint64_t key : {1U, 2U, 3U}) EXPECT_NEAR(gone[key], 1000, 4.5 * 26) << key;
  EXPECT_EQ(gone[1] + gone[2] + gone[3], 3000);
}

TEST(CacheContents, finds_an_entry_until_the_instant_at_which_it_expires) {
  CacheContents cache(3, Eviction::lru);
  cache.store(1, kStart + 10ms, draws());
  EXPECT_TRUE(cache.use(1, kStart + 10ms - 1ns));
  EXPECT_FALSE(cache.use(1, kStart + 10ms));
}

TEST(CacheContents, stores_anew_what_has_expired_without_taking_more_room) {
  CacheContents cache = with_three(Eviction::fifo);
  EXPECT_FALSE(cache.store(1, kStart + 20ms, draws()));
  EXPECT_EQ(cache.held(), 3U);
  EXPECT_TRUE(cache.store(4, kNever, draws()));
  EXPECT_TRUE(cache.use(1, kStart));
  EXPECT_FALSE(cache.use(2, kStart));
}

TEST(CacheContents, that_are_lost_leave_room_for_all) {
  CacheContents cache = with_three(Eviction::lru);
  cache.clear();
  EXPECT_EQ(cache.held(), 0U);
  EXPECT_FALSE(cache.use(1, kStart));
  for (const std::uint64_t key : {5U, 6U, 7U}) EXPECT_FALSE(cache.store(key, kNever, draws()));
  EXPECT_TRUE(cache.store(8, kNever, draws()));
  EXPECT_FALSE(cache.use(5, kStart));
}

// A list, the one to go next at its end.
TEST(CacheContents, agree_with_a_list_that_is_searched) {
  for (const Eviction eviction : {Eviction::lru, Eviction::fifo}) {
    sim::Stream bits(5, "look-ups");
    CacheContents cache(20, eviction);
    std::list<std::uint64_t> list;
    for (int i = 0; i < 20'000; ++i) {
      const std::uint64_t key = bits.below(1 + bits.below(60));
      const auto found = std::find(list.begin(), list.end(), key);
      ASSERT_EQ(cache.use(key, kStart), found != list.end());
      if (found != list.end()) {
        if (eviction == Eviction::lru) list.splice(list.begin(), list, found);
        continue;
      }
      ASSERT_EQ(cache.store(key, kNever, draws()), list.size() == 20);
      if (list.size() == 20) list.pop_back();
      list.push_front(key);
    }
  }
}

}  // namespace
}  // namespace models

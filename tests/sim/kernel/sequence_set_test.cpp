// What was inserted is in the set until it is erased, once.
#include "sim/kernel/sequence_set.h"

#include <gtest/gtest.h>
#include <set>
#include <vector>

#include "sim/kernel/stream.h"

namespace sim {
namespace {

// Inserts and erases numbers from `choice` at random, and expects what std::set says.
void compare(const std::vector<std::uint64_t>& choice, int steps) {
  Stream stream(1, "sequences");
  SequenceSet set;
  std::set<std::uint64_t> expected;
  for (int step = 0; step < steps; ++step) {
    const std::uint64_t number = choice[stream.below(choice.size())];
    if (stream.below(2) == 0) {
      ASSERT_EQ(set.erase(number), expected.erase(number) == 1) << step;
    } else if (expected.insert(number).second) {
      set.insert(number);
    }
    ASSERT_EQ(set.size(), expected.size()) << step;
    ASSERT_EQ(set.empty(), expected.empty()) << step;
  }
  for (const std::uint64_t number : choice)
    ASSERT_EQ(set.erase(number), expected.contains(number)) << number;
  EXPECT_TRUE(set.empty());
}

TEST(SequenceSet, is_empty_at_first) {
  SequenceSet set;
  EXPECT_TRUE(set.empty());
  EXPECT_FALSE(set.erase(1));
}

TEST(SequenceSet, forgets_what_is_erased) {
  SequenceSet set;
  set.insert(7);
  EXPECT_TRUE(set.erase(7));
  EXPECT_FALSE(set.erase(7));
  EXPECT_TRUE(set.empty());
}

TEST(SequenceSet, agrees_with_an_ordered_set_on_numbers_in_a_row) {
  std::vector<std::uint64_t> choice(2000);
  for (std::size_t i = 0; i < choice.size(); ++i) choice[i] = i + 1;
  compare(choice, 200'000);
}

// Numbers whose home is one of the last two places of a table of 64, so that they crowd around its
// end and its beginning.
TEST(SequenceSet, agrees_with_an_ordered_set_on_numbers_that_all_want_one_place) {
  std::vector<std::uint64_t> choice;
  for (std::uint64_t number = 1; choice.size() < 24; ++number) {
    if ((number * 0x9e3779b97f4a7c15 >> 32 & 63) >= 62) choice.push_back(number);
  }
  compare(choice, 100'000);
}

TEST(SequenceSet, agrees_with_an_ordered_set_on_numbers_of_all_sizes) {
  Stream stream(2, "sizes");
  std::set<std::uint64_t> numbers{0};
  while (numbers.size() < 500) numbers.insert(stream.next() >> stream.below(60) >> 1);
  compare({numbers.begin(), numbers.end()}, 100'000);
}

}  // namespace
}  // namespace sim

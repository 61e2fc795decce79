// First in, first out, and whoever is cancelled leaves the others in their order.
#include "sim/kernel/now_ring.h"

#include <deque>
#include <gtest/gtest.h>

#include "sim/kernel/stream.h"

namespace sim {
namespace {

NowRing::Turn kept_by(int& who, std::uint64_t sequence) {
  return {sequence, &who};
}

TEST(NowRing, is_first_in_first_out) {
  int who = 0;
  NowRing ring;
  EXPECT_TRUE(ring.empty());
  for (std::uint64_t sequence = 1; sequence <= 3; ++sequence) ring.push(kept_by(who, sequence));
  for (std::uint64_t sequence = 1; sequence <= 3; ++sequence) {
    EXPECT_EQ(ring.front().sequence, sequence);
    ring.pop();
  }
  EXPECT_TRUE(ring.empty());
}

TEST(NowRing, cancelling_the_only_one_empties_it) {
  int who = 0;
  NowRing ring;
  ring.push(kept_by(who, 1));
  ring.cancel(1);
  EXPECT_TRUE(ring.empty());
}

TEST(NowRing, cancelling_who_is_not_there_is_a_bug) {
  int who = 0;
  NowRing ring;
  ring.push(kept_by(who, 1));
  ring.push(kept_by(who, 4));
  EXPECT_THROW(ring.cancel(3), BrokenInvariant);
  EXPECT_THROW(ring.cancel(5), BrokenInvariant);
}

TEST(NowRing, agrees_with_a_deque_over_a_million_random_operations) {
  int who = 0;
  Stream stream(1, "ring");
  NowRing ring;
  std::deque<std::uint64_t> expected;
  std::uint64_t sequence = 0;
  for (int step = 0; step < 1'000'000; ++step) {
    // It grows in the first half of every thousand steps, and shrinks in the second.
    const std::uint64_t pushed = step % 1000 < 500 ? 7 : 3;
    const std::uint64_t die = stream.below(10);
    if (die < pushed) {
      ring.push(kept_by(who, ++sequence));
      expected.push_back(sequence);
    } else if (!expected.empty() && die == 9) {
      const auto unwanted =
          expected.begin() + static_cast<std::ptrdiff_t>(stream.below(expected.size()));
      ring.cancel(*unwanted);
      expected.erase(unwanted);
    } else if (!expected.empty()) {
      ring.pop();
      expected.pop_front();
    }
    ASSERT_EQ(ring.empty(), expected.empty()) << step;
    if (!expected.empty()) {
      ASSERT_EQ(ring.front().sequence, expected.front()) << step;
    }
  }
}

}  // namespace
}  // namespace sim

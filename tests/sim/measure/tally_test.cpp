// Every intent and every attempt ends in exactly one count.
#include "sim/measure/tally.h"

#include <gtest/gtest.h>

namespace sim {
namespace {

const IntentCounts kBalanced{.offered = 15,
                             .approved = 5,
                             .declined = 4,
                             .failed = 3,
                             .unknown = 2,
                             .unfinished = 1,
                             .good = 5};

TEST(IntentCounts, an_intent_too_many_or_too_few_breaks_the_balance) {
  EXPECT_TRUE(kBalanced.conserved());
  for (std::int64_t IntentCounts::* count :
       {&IntentCounts::offered, &IntentCounts::approved, &IntentCounts::declined,
        &IntentCounts::failed, &IntentCounts::unknown, &IntentCounts::unfinished,
        &IntentCounts::good}) {
    IntentCounts counts = kBalanced;
    ++(counts.*count);
    EXPECT_FALSE(counts.conserved());
  }
}

TEST(IntentCounts, availability_leaves_out_the_declined_and_the_unfinished) {
  EXPECT_EQ(kBalanced.counted(), 10);
}

TEST(IntentCounts, balanced_books_stay_balanced_when_merged) {
  IntentCounts both = kBalanced;
  both.merge(kBalanced);
  EXPECT_TRUE(both.conserved());
  EXPECT_EQ(both.offered, 30);
  EXPECT_EQ(both.good, 10);
  EXPECT_EQ(both.counted(), 20);
}

}  // namespace
}  // namespace sim

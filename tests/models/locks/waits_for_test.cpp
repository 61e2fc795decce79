#include "models/locks/waits_for.h"

#include <gtest/gtest.h>

namespace models {
namespace {

using Tokens = WaitsFor::Tokens;

TEST(WaitsFor, one_who_waits_for_one_who_goes_on_is_in_no_circle) {
  WaitsFor waits;
  const std::uint64_t holder = 2;
  EXPECT_FALSE(waits.begin(Tokens{1}, &holder));
}

TEST(WaitsFor, two_who_wait_for_each_other_are_a_circle_when_the_second_begins) {
  WaitsFor waits;
  const std::uint64_t first = 1;
  const std::uint64_t second = 2;
  EXPECT_FALSE(waits.begin(Tokens{1}, &second));
  EXPECT_TRUE(waits.begin(Tokens{2}, &first));
}

TEST(WaitsFor, a_circle_may_be_long) {
  WaitsFor waits;
  const std::uint64_t holders[] = {1, 2, 3, 4, 5};
  for (std::uint64_t i = 0; i < 4; ++i) EXPECT_FALSE(waits.begin(Tokens{i + 1}, &holders[i + 1]));
  EXPECT_TRUE(waits.begin(Tokens{5}, &holders[0]));
}

TEST(WaitsFor, one_who_gives_up_opens_the_circle) {
  WaitsFor waits;
  const std::uint64_t first = 1;
  const std::uint64_t second = 2;
  waits.begin(Tokens{1}, &second);
  waits.end(Tokens{1}, &second);
  EXPECT_TRUE(waits.empty());
  EXPECT_FALSE(waits.begin(Tokens{2}, &first));
}

TEST(WaitsFor, a_lock_that_has_changed_hands_is_waited_for_at_its_new_holder) {
  WaitsFor waits;
  std::uint64_t holder = 2;
  waits.begin(Tokens{1}, &holder);
  holder = 3;
  const std::uint64_t first = 1;
  EXPECT_FALSE(waits.begin(Tokens{2}, &first));
  EXPECT_TRUE(waits.begin(Tokens{3}, &first));
}

TEST(WaitsFor, one_who_waits_for_what_it_holds_is_a_circle_of_one) {
  WaitsFor waits;
  const std::uint64_t own = 1;
  EXPECT_TRUE(waits.begin(Tokens{1}, &own));
}

TEST(WaitsFor, a_circle_elsewhere_is_counted_where_it_is_closed_only) {
  WaitsFor waits;
  const std::uint64_t first = 1;
  const std::uint64_t second = 2;
  waits.begin(Tokens{1}, &second);
  EXPECT_TRUE(waits.begin(Tokens{2}, &first));
  EXPECT_FALSE(waits.begin(Tokens{3}, &first));
}

}  // namespace
}  // namespace models

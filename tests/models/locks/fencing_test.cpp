#include "models/locks/fencing.h"

#include <gtest/gtest.h>

namespace models {
namespace {

constexpr std::uint64_t kAccount = 42;

TEST(Fencing, what_comes_without_a_token_passes) {
  Fencing fencing;
  const std::uint64_t service = fencing.add_service(true);
  fencing.contest(service, kAccount);
  EXPECT_TRUE(fencing.lets_through(kAccount, Fencing::token(service, 7)));
  EXPECT_TRUE(fencing.lets_through(kAccount, 0));
}

TEST(Fencing, a_write_under_an_earlier_lock_is_refused_once_a_later_one_has_come) {
  Fencing fencing;
  const std::uint64_t service = fencing.add_service(true);
  fencing.contest(service, kAccount);
  EXPECT_TRUE(fencing.lets_through(kAccount, Fencing::token(service, 1)));
  EXPECT_TRUE(fencing.lets_through(kAccount, Fencing::token(service, 2)));
  EXPECT_TRUE(fencing.lets_through(kAccount, Fencing::token(service, 2)));
  EXPECT_FALSE(fencing.lets_through(kAccount, Fencing::token(service, 1)));
  EXPECT_EQ(fencing.stale(service).refused, 1);
  EXPECT_EQ(fencing.stale(service).let_through, 0);
}

TEST(Fencing, a_service_whose_tokens_nobody_looks_at_has_its_stale_writes_counted) {
  Fencing fencing;
  const std::uint64_t service = fencing.add_service(false);
  fencing.contest(service, kAccount);
  EXPECT_TRUE(fencing.lets_through(kAccount, Fencing::token(service, 2)));
  EXPECT_TRUE(fencing.lets_through(kAccount, Fencing::token(service, 1)));
  EXPECT_EQ(fencing.stale(service).refused, 0);
  EXPECT_EQ(fencing.stale(service).let_through, 1);
}

TEST(Fencing, remembers_nothing_of_what_nobody_contests) {
  Fencing fencing;
  const std::uint64_t service = fencing.add_service(true);
  for (std::uint64_t grant = 1; grant < 1000; ++grant)
    EXPECT_TRUE(fencing.lets_through(grant, Fencing::token(service, grant)));
  EXPECT_EQ(fencing.contested(), 0U);
}

TEST(Fencing, the_tokens_of_two_services_have_nothing_to_do_with_each_other) {
  Fencing fencing;
  const std::uint64_t one = fencing.add_service(true);
  const std::uint64_t other = fencing.add_service(true);
  EXPECT_NE(Fencing::token(one, 1), Fencing::token(other, 1));
  fencing.contest(one, kAccount);
  fencing.contest(other, kAccount);
  EXPECT_TRUE(fencing.lets_through(kAccount, Fencing::token(other, 9)));
  EXPECT_TRUE(fencing.lets_through(kAccount, Fencing::token(one, 1)));
}

TEST(Fencing, what_happened_during_the_warm_up_is_remembered_and_not_counted) {
  Fencing fencing;
  const std::uint64_t service = fencing.add_service(true);
  fencing.contest(service, kAccount);
  fencing.lets_through(kAccount, Fencing::token(service, 2));
  fencing.reset_counts();
  EXPECT_FALSE(fencing.lets_through(kAccount, Fencing::token(service, 1)));
  EXPECT_EQ(fencing.stale(service).refused, 1);
}

}  // namespace
}  // namespace models

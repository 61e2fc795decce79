#include <gtest/gtest.h>

#include "tests/models/locks/locked.h"

namespace models {
namespace {

TEST(Lock, that_is_free_takes_no_time) {
  const auto measured = happened(Locked{});
  EXPECT_EQ(longest(measured), 10ms);
  EXPECT_EQ(lock(measured).acquired, 1);
  EXPECT_EQ(spent(measured, "lock:account"), 0ms);
  EXPECT_EQ(lock(measured).hold.max(), 10ms);
}

TEST(Lock, is_given_to_one_at_a_time_first_come_first_served) {
  const auto measured = happened(Locked{.load = one_account(3)});
  EXPECT_EQ(shortest(measured), 10ms);
  EXPECT_EQ(longest(measured), 30ms);
  EXPECT_EQ(spent(measured, "lock:account"), 10ms + 20ms);
  EXPECT_EQ(lock(measured).wait.max(), 20ms);
  EXPECT_EQ(lock(measured).violations, 0);
}

TEST(Lock, on_other_accounts_is_not_waited_for) {
  const auto measured = happened(Locked{.load = R"({"flow": "pay", "population": 50, "think": "1s",
                                  "keys": {"payer": {"uniform": 1000000000}}})"});
  EXPECT_EQ(longest(measured), 10ms);
}

TEST(Lock, who_has_waited_for_too_long_gives_up_and_leaves_the_line) {
  const auto measured = happened(
      Locked{.steps = R"({"wait": "40ms"})", .step = R"("wait": "50ms")", .load = one_account(3)});
  EXPECT_EQ(lock(measured).acquired, 2);
  EXPECT_EQ(lock(measured).gave_up, 1);
  EXPECT_EQ(flow(measured).intents.failed, 1);
  EXPECT_EQ(reason(measured, "lock_timeout"), 1);
  EXPECT_EQ(longest(measured), 80ms);
}

TEST(Lock, is_given_back_when_a_step_fails) {
  const auto measured = happened(Locked{
      .steps = R"({"wait": "10ms"}, {"decline": "100%"}, {"wait": "1s"})", .load = one_account(2)});
  EXPECT_EQ(flow(measured).intents.declined, 2);
  EXPECT_EQ(longest(measured), 20ms);
}

// Of two branches the first to be done ends the other.
TEST(Lock, is_given_back_when_its_branch_is_dropped) {
  const auto measured =
      happened(Told{.services = R"("bank": {"operations": {"pay": [{"first": 1, "of": [
               {"lock": "account", "steps": [{"wait": "50ms"}]}, {"wait": "5ms"}]}]}})",
                    .load = one_account(1) + "," + one_account(1, "1010ms"),
                    .further = R"(, "locks": {"account": {"lease": "1s"}})"});
  EXPECT_EQ(longest(measured), 5ms);
  EXPECT_EQ(lock(measured).acquired, 2);
  EXPECT_EQ(lock(measured).violations, 0);
}

TEST(Lock, work_of_the_leader_is_done_before_it_is_granted_and_before_it_is_free_again) {
  const auto measured = happened(
      Locked{.lock = R"("cores": 1, "operation": "1ms", "sync": "2ms")", .load = one_account(2)});
  EXPECT_EQ(shortest(measured), 13ms);
  // Asked at 1 and 2 ms, held from 3 to 13 and from 16 to 26.
  EXPECT_EQ(longest(measured), 26ms);
}

TEST(Lock, what_the_network_takes_is_waited_for_and_counts_as_waiting_for_the_lock) {
  const auto measured = happened(Locked{
      .lock = R"("zones": ["b", "c"])",
      .bank = R"("zones": ["a"])",
      .further = R"("zones": {"a": {"region": "x"}, "b": {"region": "y"}, "c": {"region": "y"}},
                    "network": {"same_region": "1ms",
                                "links": [{"between": ["x", "y"], "latency": "5ms"}]})"});
  // There, to the other zone of the majority and back, and back again.
  EXPECT_EQ(longest(measured), 5ms + 2 * 0ms + 5ms + 10ms);
  EXPECT_EQ(spent(measured, "lock:account"), 10ms);
  EXPECT_EQ(spent(measured, "network"), 0ms);
}

TEST(Lock, a_majority_is_as_fast_as_its_slowest_node) {
  const auto measured = happened(Locked{
      .lock = R"("zones": ["a", "b", "c"])",
      .bank = R"("zones": ["a"])",
      .further = R"("zones": {"a": {"region": "x"}, "b": {"region": "x"}, "c": {"region": "y"}},
                    "network": {"same_region": "3ms",
                                "links": [{"between": ["x", "y"], "latency": "50ms"}]})"});
  EXPECT_EQ(spent(measured, "lock:account"), 6ms);
}

TEST(Lock, two_accounts_of_one_value_are_locked_once) {
  const auto measured = happened(Locked{.step = R"("keys": ["payer", "payee"])",
                                        .load = R"({"flow": "pay", "population": 2, "think": "1s",
                  "keys": {"payer": {"uniform": 1}, "payee": {"uniform": 1}}})"});
  EXPECT_EQ(longest(measured), 20ms);
  EXPECT_EQ(lock(measured).deadlocks, 0);
}

std::string transfers(const std::string& order) {
  return Locked{
      .steps = R"({"wait": "2ms"})",
      .lock = R"("cores": 1, "operation": "1ms")",
      .step = R"("keys": ["payer", "payee"], "order": ")" + order + R"(", "wait": "100ms")",
      .load = R"({"flow": "pay", "rate": "100/s",
                            "keys": {"payer": {"uniform": 4}, "payee": {"uniform": 4}}})",
      .duration = "20s"}
      .text();
}

TEST(Lock, two_accounts_in_a_fixed_order_never_make_a_deadlock) {
  const auto measured = run(transfers("sorted"));
  EXPECT_GT(lock(measured).wait.max(), 0ms);
  EXPECT_EQ(lock(measured).deadlocks, 0);
}

TEST(Lock, two_accounts_in_any_order_make_deadlocks_which_are_found_and_end_by_giving_up) {
  const auto measured = run(transfers("given"));
  EXPECT_GT(lock(measured).deadlocks, 0);
  EXPECT_GE(lock(measured).gave_up, lock(measured).deadlocks);
}

TEST(Lock, a_deadlock_without_patience_lasts_for_ever) {
  const auto measured = run(Locked{.steps = R"({"lock": "account", "steps": []})"}.text());
  EXPECT_EQ(lock(measured).deadlocks, 1);
  EXPECT_EQ(flow(measured).intents.unfinished, 1);
  ASSERT_EQ(measured.stalled.size(), 1U);
  EXPECT_EQ(measured.stalled[0], "1 wait for account locks");
}

}  // namespace
}  // namespace models

// What becomes of locks whose holders are not heard any more.
#include <gtest/gtest.h>

#include "tests/models/locks/locked.h"

namespace models {
namespace {

// Two banks; those who wait for each other are at different nodes, in turn.
const std::string kTwoNodes = R"("nodes": 2, "balance": "round_robin")";

// Asked for at 1 s and at 1.1 s; the first holder stands still from 1.05 s for 800 ms.
Locked paused(const std::string& fencing) {
  return {.steps = R"({"wait": "100ms"}, {"wait": "1ms"})",
          .lock = R"("heartbeat": "100ms", "fencing": )" + fencing,
          .bank = kTwoNodes,
          .load = one_account(1) + "," + one_account(1, "1.1s"),
          .failures = R"({"at": "1050ms", "for": "800ms", "pause": "bank/0"})",
          .duration = "2500ms",
          .lease = "500ms"};
}

TEST(Sessions, a_holder_that_stands_still_for_longer_than_its_lease_loses_its_lock) {
  const auto measured = run(paused("false").text());
  EXPECT_EQ(lock(measured).expired, 1);
  // The last heartbeat was at 1.0 s, so that its lock is free at 1.5 s.
  EXPECT_EQ(lock(measured).wait.max(), 400ms);
}

TEST(Sessions, and_wakes_up_and_writes_although_somebody_else_has_it) {
  const auto measured = run(paused("false").text());
  EXPECT_EQ(lock(measured).violations, 1);
  EXPECT_EQ(lock(measured).stale_let_through, 1);
  EXPECT_EQ(lock(measured).stale_refused, 0);
}

TEST(Sessions, but_with_fencing_its_write_is_refused) {
  const auto measured = run(paused("true").text());
  EXPECT_EQ(lock(measured).violations, 1);
  EXPECT_EQ(lock(measured).stale_let_through, 0);
  EXPECT_EQ(lock(measured).stale_refused, 1);
  EXPECT_EQ(flow(measured).intents.failed, 1);
}

TEST(Sessions, a_pause_shorter_than_what_is_left_of_the_lease_does_no_harm) {
  Locked locked = paused("false");
  locked.failures = R"({"at": "1050ms", "for": "440ms", "pause": "bank/0"})";
  const auto measured = run(locked.text());
  EXPECT_EQ(lock(measured).expired, 0);
  EXPECT_EQ(lock(measured).violations, 0);
}

TEST(Sessions, the_locks_of_a_node_that_crashed_are_free_when_its_session_expires) {
  Locked locked = paused("false");
  locked.failures = R"({"at": "1050ms", "for": "1s", "crash": "bank/0"})";
  const auto measured = run(locked.text());
  EXPECT_EQ(lock(measured).expired, 1);
  EXPECT_EQ(lock(measured).wait.max(), 400ms);
  // Who crashed does nothing any more.
  EXPECT_EQ(lock(measured).violations, 0);
}

TEST(Sessions, a_process_that_has_started_again_has_a_new_session_and_not_its_old_locks) {
  Locked locked = paused("false");
  locked.bank = "";
  locked.failures = R"({"at": "1050ms", "for": "10ms", "crash": "bank/0"})";
  const auto measured = run(locked.text());
  EXPECT_EQ(lock(measured).wait.max(), 400ms);
  EXPECT_EQ(lock(measured).herd, 1);
}

// The service is away from 1 s to 2 s. Leases are half a second, nobody has grace.
std::string herd(const std::string& reconnect) {
  return Locked{.lock = R"("grace": "0s", "cores": 1, "reconnect": )" + reconnect,
                .bank = R"("nodes": 40)",
                .load = payers(1, "2s"),
                .failures = R"({"at": "1s", "for": "1s", "crash": "account/*"})",
                .duration = "4s",
                .lease = "500ms"}
      .text();
}

TEST(Sessions, that_expired_while_the_service_was_away_all_come_back_at_once) {
  const auto measured = run(herd(R"({"work": "10ms"})"));
  EXPECT_EQ(lock(measured).expired, 40);
  EXPECT_EQ(lock(measured).herd, 40);
}

TEST(Sessions, a_node_gets_no_lock_before_its_new_session) {
  const auto measured = run(herd(R"({"work": "10ms"})"));
  ASSERT_EQ(lock(measured).acquired, 1);
  EXPECT_GE(lock(measured).wait.max(), 10ms);
  EXPECT_LE(lock(measured).wait.max(), 400ms);
}

TEST(Sessions, jitter_spreads_the_herd_at_the_leader) {
  const auto measured = run(herd(R"({"work": "10ms", "jitter": "1s"})"));
  EXPECT_EQ(lock(measured).expired, 40);
  // Its one core is asked for 40% of what it can do: M/D/1 hardly ever has ten inside.
  EXPECT_LT(lock(measured).herd, 10);
  EXPECT_EQ(flow(measured).intents.approved, 1);
}

TEST(Sessions, a_new_leader_with_grace_ends_no_session_of_those_who_are_heard_again) {
  const auto measured = run(Locked{.lock = R"("cores": 1)",
                                   .bank = R"("nodes": 40)",
                                   .failures = R"({"at": "1s", "for": "1s", "crash": "account/*"})",
                                   .duration = "4s",
                                   .lease = "500ms"}
                                .text());
  EXPECT_EQ(lock(measured).expired, 0);
  EXPECT_EQ(lock(measured).herd, 0);
}

TEST(Sessions, cost_no_events_while_all_is_well) {
  const Locked quiet{.load = payers(1, "1s"), .duration = "1.9s"};
  Locked often = quiet;
  often.lock = R"("heartbeat": "1ms")";
  EXPECT_EQ(happened(often).events, happened(quiet).events);
}

// Payments of a minute without any service give up after 100 ms each, and leave nothing behind.
TEST(Sessions, nobody_goes_on_asking_on_behalf_of_those_who_have_given_up) {
  const Locked away{.lock = R"("cores": 1, "operation": "1ms")",
                    .step = R"("wait": "100ms")",
                    .load = steady("100/s", "60s"),
                    .failures = R"({"at": "1s", "for": "59s", "crash": "account/*"})",
                    .duration = "70s"};
  const auto measured = happened(away);
  EXPECT_GT(lock(measured).unavailable, 5000);
  // Were they all still asking, the leader would need 6 s for them.
  EXPECT_EQ(lock(measured).gave_up, 0);
}

}  // namespace
}  // namespace models

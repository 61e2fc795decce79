// Who leads a lock service, and what becomes of those who ask when nobody does.
#include <gtest/gtest.h>

#include "tests/models/locks/locked.h"

namespace models {
namespace {

constexpr const char* kFailover = R"("failover": {"detect": "200ms", "elect": "100ms"})";

TEST(Quorum, a_leader_that_crashes_is_replaced_and_those_who_ask_meanwhile_wait) {
  const auto measured =
      happened(Locked{.lock = kFailover, .failures = R"({"at": "900ms", "crash": "account/0"})"});
  EXPECT_EQ(longest(measured), 200ms + 10ms);
  EXPECT_EQ(lock(measured).elections, 1);
  EXPECT_EQ(lock(measured).without_leader, 300ms);
  EXPECT_EQ(lock(measured).expired, 0);
}

TEST(Quorum, another_node_that_crashes_matters_to_nobody) {
  const auto measured =
      happened(Locked{.lock = kFailover, .failures = R"({"at": "900ms", "crash": "account/1"})"});
  EXPECT_EQ(longest(measured), 10ms);
  EXPECT_EQ(lock(measured).elections, 0);
}

TEST(Quorum, a_leader_that_is_back_before_that_is_noticed_goes_on) {
  const auto measured = happened(Locked{
      .lock = kFailover, .failures = R"({"at": "900ms", "for": "150ms", "pause": "account/0"})"});
  EXPECT_EQ(longest(measured), 50ms + 10ms);
  EXPECT_EQ(lock(measured).elections, 0);
}

TEST(Quorum, a_leader_that_crashes_does_not_go_on_however_soon_it_is_back) {
  const auto measured = happened(Locked{
      .lock = kFailover, .failures = R"({"at": "900ms", "for": "50ms", "crash": "account/0"})"});
  EXPECT_EQ(longest(measured), 200ms + 10ms);
  EXPECT_EQ(lock(measured).elections, 1);
}

TEST(Quorum, without_a_majority_nothing_is_granted) {
  const std::string two_crash = R"({"at": "900ms", "for": "500ms", "crash": "account/1"},
                                   {"at": "900ms", "for": "800ms", "crash": "account/2"})";
  const auto measured = happened(Locked{.failures = two_crash});
  EXPECT_EQ(longest(measured), 400ms + 10ms);
}

TEST(Quorum, a_lost_service_that_fails_closed_fails_those_who_have_no_more_patience) {
  const auto measured = happened(
      Locked{.step = R"("wait": "100ms")", .failures = R"({"at": "900ms", "crash": "account/*"})"});
  EXPECT_EQ(lock(measured).unavailable, 1);
  EXPECT_EQ(flow(measured).intents.failed, 1);
}

TEST(Quorum, a_lost_service_that_fails_open_lets_them_go_on_side_by_side) {
  const auto measured = happened(Locked{.lock = R"("when_lost": "open")",
                                        .step = R"("wait": "100ms")",
                                        .load = one_account(2),
                                        .failures = R"({"at": "900ms", "crash": "account/*"})"});
  EXPECT_EQ(lock(measured).went_without, 2);
  EXPECT_EQ(lock(measured).violations, 1);
  EXPECT_EQ(flow(measured).intents.approved, 2);
  EXPECT_EQ(longest(measured), 110ms);
}

const std::string kTwoSides =
    R"("zones": {"a": {"region": "x"}, "b": {"region": "y"}, "c": {"region": "y"}},
       "network": {"same_region": "1ms", "retransmit": "10ms",
                   "links": [{"between": ["x", "y"], "latency": "1ms"}]})";

// The leader is node 0, in zone a.
TEST(Quorum, a_leader_cut_off_from_the_others_is_replaced_by_one_of_them) {
  const auto measured =
      happened(Locked{.lock = std::string(kFailover) + R"(, "zones": ["a", "b", "c"])",
                      .bank = R"("zones": ["b"])",
                      .failures = R"({"at": "900ms", "for": "10s", "cut": "link:x-y"})",
                      .further = kTwoSides,
                      .duration = "2s"});
  EXPECT_EQ(lock(measured).elections, 1);
  EXPECT_EQ(flow(measured).intents.approved, 1);
  // From 1.2 s on b leads, which needs c to have it written down: there and back.
  EXPECT_EQ(longest(measured), 200ms + 2ms + 10ms);
}

TEST(Quorum, who_is_with_the_minority_gets_no_lock) {
  const auto measured =
      happened(Locked{.lock = std::string(kFailover) + R"(, "zones": ["a", "b", "c"])",
                      .step = R"("wait": "500ms")",
                      .bank = R"("zones": ["a"])",
                      .failures = R"({"at": "900ms", "for": "10s", "cut": "link:x-y"})",
                      .further = kTwoSides});
  EXPECT_EQ(lock(measured).unavailable, 1);
  EXPECT_EQ(flow(measured).intents.failed, 1);
}

// It is granted at 1 s, at the very time at which the primary goes, and is not copied yet. The next
// payment gets it again, from the promoted copy.
TEST(Quorum, a_grant_that_was_not_copied_when_its_primary_died_is_made_again) {
  const Locked locked{.steps = R"({"wait": "500ms"})",
                      .lock = R"("replication": "asynchronous", "lag": "10ms",
                                 "failover": {"detect": "50ms"})",
                      .load = one_account(1) + "," + one_account(1, "1.1s"),
                      .failures = R"({"at": "1005ms", "crash": "account/0"})"};
  const auto measured = happened(locked);
  EXPECT_EQ(lock(measured).violations, 1);
  Locked safe = locked;
  safe.lock = R"("failover": {"detect": "50ms"})";
  EXPECT_EQ(lock(happened(safe)).violations, 0);
}

TEST(Quorum, nodes_that_are_down_are_noticed_and_missed_until_they_are_back) {
  const auto measured = run(Locked{.lock = kFailover, .failures = R"({"at": "500ms", "for": "1s",
                                                   "crash": "account/0"})"}
                                .text());
  ASSERT_EQ(measured.timeline_events.size(), 1U);
  EXPECT_EQ(measured.timeline_events[0].detected, sim::kStart + 700ms);
  EXPECT_EQ(measured.timeline_events[0].recovered, sim::kStart + 1500ms);
}

}  // namespace
}  // namespace models

#include "models/events/event_log.h"

#include <gtest/gtest.h>

#include "tests/models/failures/bank.h"

namespace models {
namespace {

const std::string kEuros =
    R"({"flow": "pay", "rate": "10/s", "arrivals": "steady", "amount": "3 EUR"})";

TEST(EventLog, tells_of_a_failure_what_it_was_when_it_was_noticed_and_what_it_cost) {
  const auto measured = run(Bank{
      .load = kEuros, .rest = R"("failures": [{"at": "1s", "for": "2s", "crash": "bank/0"}])"});
  ASSERT_EQ(measured.timeline_events.size(), 1);
  const auto& failure = measured.timeline_events.front();
  EXPECT_EQ(failure.what, "crash bank/0");
  EXPECT_TRUE(failure.is_failure);
  EXPECT_EQ(failure.at, at(1s));
  EXPECT_EQ(failure.until, at(3s));
  EXPECT_EQ(failure.detected, at(1s));
  EXPECT_EQ(failure.recovered, at(3s));
  EXPECT_EQ(failure.payments_lost, 20);
  EXPECT_EQ(failure.money_at_risk, 20 * 300);
}

TEST(EventLog, leaves_open_what_is_not_over_when_the_run_is) {
  const auto measured = run(Bank{.rest = R"("failures": [{"at": "9s", "crash": "bank"}])"});
  const auto& failure = measured.timeline_events.front();
  EXPECT_FALSE(failure.until);
  EXPECT_FALSE(failure.recovered);
  EXPECT_EQ(failure.payments_lost, 10);
}

TEST(EventLog, counts_what_is_lost_until_callers_send_again_not_only_until_the_repair) {
  const auto measured =
      run(Bank{.bank = R"("health": {"interval": "1s", "fall": 1, "rise": 2})",
               .rest = R"("failures": [{"at": "2s", "for": "2500ms", "crash": "bank"}])"});
  const auto& failure = measured.timeline_events.front();
  EXPECT_EQ(failure.until, at(4500ms));
  EXPECT_EQ(failure.recovered, at(6s));
  EXPECT_EQ(failure.payments_lost, 40);
}

TEST(EventLog, counts_a_payment_for_every_failure_during_which_it_was_due) {
  const auto measured = run(Bank{.rest = R"("failures": [{"at": "1s", "for": "3s", "crash": "bank"},
                                       {"at": "3s", "for": "1s", "crash": "bank"},
                                       {"at": "6s", "for": "1s", "slow": "bank"}])"});
  EXPECT_EQ(measured.timeline_events[0].payments_lost, 30);
  EXPECT_EQ(measured.timeline_events[1].payments_lost, 10);
  EXPECT_EQ(measured.timeline_events[2].payments_lost, 0);
}

TEST(EventLog, counts_a_payment_where_it_was_due_however_late_it_is_lost) {
  const auto measured =
      run(Bank{.bank = R"("external": true, )" + kUnwatched,
               .flow = R"("timeout": "4s")",
               .rest = R"("failures": [{"at": "1s", "for": "1s", "down": "bank"}])"});
  EXPECT_EQ(measured.timeline_events.front().recovered, at(2s));
  EXPECT_EQ(measured.timeline_events.front().payments_lost, 10);
}

TEST(EventLog, leaves_out_what_was_due_in_the_warm_up) {
  const auto measured =
      run(Bank{.run = R"("duration": "10s", "warmup": "2s")",
               .rest = R"("failures": [{"at": "1s", "for": "2s", "crash": "bank"}])"});
  EXPECT_EQ(measured.timeline_events.front().payments_lost, 10);
}

TEST(EventLog, tells_operators_from_failures) {
  const auto measured =
      run(Bank{.bank = R"("nodes": 2)", .rest = R"("operations": [{"at": "2s", "drain": "bank/1"}],
                                            "failures": [{"at": "1s", "slow": "bank/0"}])"});
  ASSERT_EQ(measured.timeline_events.size(), 2);
  EXPECT_EQ(measured.timeline_events[0].what, "slow bank/0");
  EXPECT_TRUE(measured.timeline_events[0].is_failure);
  EXPECT_EQ(measured.timeline_events[1].what, "drain bank/1");
  EXPECT_FALSE(measured.timeline_events[1].is_failure);
}

TEST(EventLog, expects_no_recovery_of_a_node_that_scaling_has_taken_away) {
  const auto measured =
      run(Bank{.bank = R"("nodes": 2, "health": {"interval": "500ms", "fall": 1, "rise": 1})",
               .rest = R"("failures": [{"at": "1s", "for": "3s", "crash": "bank/1"}],
                          "operations": [{"at": "2s", "scale": "bank", "to": 1}])"});
  EXPECT_EQ(measured.timeline_events.front().recovered, at(4s));
}

}  // namespace
}  // namespace models

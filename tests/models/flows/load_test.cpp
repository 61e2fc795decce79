#include "models/flows/load.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vector>

#include "tests/models/failures/bank.h"
#include "tests/models/flows/offered.h"

namespace models {
namespace {

using Times = std::vector<sim::Duration>;

TEST(OpenLoad, comes_like_clockwork_if_told_so_the_first_after_half_a_gap) {
  const Times times = due_times(R"({"flow": "pay", "rate": "20/min", "arrivals": "steady"})");
  EXPECT_EQ(times, (Times{1500ms, 4500ms, 7500ms}));
}

// The integral of the rate: 2 t^2 by 5 s, 50 then, 20 a second on.
TEST(OpenLoad, follows_a_rate_that_changes) {
  const Times times = due_times(
      R"({"flow": "pay", "rate": [["0s", "0/s"], ["5s", "20/s"]], "arrivals": "steady"})");
  EXPECT_EQ(times.size(), 50 + 100);
  EXPECT_EQ(std::count_if(times.begin(), times.end(), [](auto time) { return time < 2500ms; }),
            12);  // 12.5 are expected
}

TEST(OpenLoad, comes_whether_or_not_earlier_payments_were_answered) {
  const auto measured = run(Bank{.steps = R"({"wait": "1h"})"});
  EXPECT_EQ(flow(measured).intents.offered, 100);
  EXPECT_EQ(flow(measured).intents.unfinished, 100);
}

// Each thinks for 80 ms and waits 20 ms for the answer: due at 80 ms, 180 ms and so on.
TEST(ClosedLoad, pays_thinks_and_pays_again) {
  const auto measured = run(Bank{.load = R"({"flow": "pay", "population": 3, "think": "80ms"})"});
  EXPECT_EQ(flow(measured).intents.offered, 3 * 100);
  EXPECT_EQ(flow(measured).intents.approved, 3 * 100);  // the last ones at the very end
}

// Each in turn has one core for 20 ms, and nobody thinks: all five are always there, until at the
// very end one is done and does not come again.
TEST(ClosedLoad, neither_loses_nor_gains_anybody) {
  const auto measured = run(Bank{.bank = R"("cores": 1)",
                                 .steps = R"({"cpu": "20ms"})",
                                 .load = R"({"flow": "pay", "population": 5})"});
  EXPECT_EQ(flow(measured).intents.approved, 10s / 20ms);
  EXPECT_EQ(flow(measured).intents.offered, 10s / 20ms + 4);
  auto under_way = measured.timeline.under_way;
  EXPECT_EQ(under_way.back(), 4);
  under_way.pop_back();
  EXPECT_THAT(under_way, testing::Each(5));
  EXPECT_EQ(node(measured, "bank/0").line.max, 4);
}

TEST(ClosedLoad, goes_on_after_failures) {
  const auto measured =
      run(Bank{.load = R"({"flow": "pay", "population": 1, "think": "80ms"})",
               .rest = R"("failures": [{"at": "1s", "for": "1s", "crash": "bank"}])"});
  // Due at 1080 ms, 1160 ms and so on as long as nobody is there, then again every 100 ms.
  EXPECT_EQ(reason(measured, "no_node"), 12);
  EXPECT_EQ(flow(measured).intents.offered, 10 + 12 + 80);
}

TEST(ClosedLoad, takes_a_millisecond_at_least_where_nothing_takes_any_time) {
  const auto measured = run(Bank{.steps = R"({"wait": "0s"})",
                                 .run = R"("duration": "1s")",
                                 .load = R"({"flow": "pay", "population": 2})"});
  EXPECT_EQ(flow(measured).intents.offered, 2 * 1000);
}

constexpr const char* kPoisson =
    R"({"flow": "pay", "rate": "50/s", "keys": {"payer": {"uniform": 1000}}})";

TEST(Load, of_one_flow_is_drawn_alike_whatever_is_added_to_it) {
  const auto alone = offered_by(kPoisson);
  auto both = offered_by(std::string(R"({"flow": "refund", "rate": "70/s"}, )") + kPoisson);
  std::erase_if(both, [](const Offered& payment) { return payment.flow == "refund"; });
  EXPECT_EQ(alone, both);
}

TEST(Load, has_the_same_keys_at_the_same_times_with_amounts_and_without) {
  const auto without = offered_by(kPoisson);
  auto with = offered_by(
      R"({"flow": "pay", "rate": "50/s", "keys": {"payer": {"uniform": 1000}},
          "amount": {"exponential": "20 EUR"}})");
  EXPECT_NE(with.front().amount, 0);
  for (Offered& payment : with) payment.amount = 0;
  EXPECT_EQ(with, without);
}

TEST(Load, given_twice_does_not_come_at_the_same_times_twice) {
  const auto payments = offered_by(std::string(kPoisson) + ", " + kPoisson);
  ASSERT_GE(payments.size(), 2);
  for (std::size_t i = 1; i < payments.size(); ++i) EXPECT_LT(payments[i - 1].due, payments[i].due);
}

TEST(Load, is_in_units_of_its_currency) {
  EXPECT_EQ(offered_by(R"({"flow": "pay", "rate": "1/s", "amount": "12.34 EUR"})").front().amount,
            1234);
  EXPECT_EQ(offered_by(R"({"flow": "pay", "rate": "1/s", "amount": "500 JPY"})").front().amount,
            500);
}

// 100 payments of 10^18 units; 64 bits hold little more than nine of them.
TEST(Load, of_very_large_amounts_is_added_up_exactly) {
  const auto measured = run(world_with(R"({"flow": "pay", "rate": "10/s", "arrivals": "steady",
                                           "amount": "10000000000000000 EUR"})"));
  EXPECT_EQ(flow(measured).intents.approved, 100);
  const auto each = static_cast<sim::Uint128>(1'000'000'000'000'000'000);
  EXPECT_EQ(flow(measured).money_approved, each * 100);
}

}  // namespace
}  // namespace models

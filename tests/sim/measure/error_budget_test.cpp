// An objective leaves a budget of errors.
#include "sim/measure/error_budget.h"

#include <gtest/gtest.h>

namespace sim {
namespace {

const Share kThreeNines = Share::of_trillion(999'000'000'000);

TEST(ErrorBudget, thirty_days_allow_what_the_nines_leave) {
  EXPECT_EQ(ErrorBudget{.objective = kThreeNines}.allowed_down(), 2'592s);  // 43.2 min
  EXPECT_EQ(ErrorBudget{.objective = Share::of_trillion(999'990'000'000)}.allowed_down(), 25'920ms);
}

TEST(ErrorBudget, one_outage_of_43_2_minutes_in_30_days_at_three_nines_consumes_all_of_it) {
  EXPECT_EQ(ErrorBudget{.objective = kThreeNines}.consumed(2'592s), 1.0);
}

// Site Reliability Workbook, chapter 5: 14.4 for an hour spends 2 % of a budget of 30 days.
TEST(ErrorBudget, a_burn_rate_of_14_4_spends_two_hundredths_in_an_hour) {
  const ErrorBudget budget{.objective = kThreeNines};
  EXPECT_DOUBLE_EQ(budget.burn_rate(144, 10'000).value(), 14.4);
  const ErrorBudget hour{.objective = kThreeNines, .period = 1h};
  const double spent = 14.4 * to_seconds(hour.allowed_down()) / to_seconds(budget.allowed_down());
  EXPECT_DOUBLE_EQ(spent, 0.02);
}

TEST(ErrorBudget, without_a_budget_or_anything_counted_there_is_no_rate) {
  const ErrorBudget none{.objective = Share::of_trillion(Share::kWhole)};
  EXPECT_EQ(none.consumed(1s), std::nullopt);
  EXPECT_EQ(none.burn_rate(1, 10), std::nullopt);
  EXPECT_EQ(ErrorBudget{.objective = kThreeNines}.burn_rate(0, 0), std::nullopt);
}

}  // namespace
}  // namespace sim

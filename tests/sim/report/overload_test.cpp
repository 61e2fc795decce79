#include "sim/report/overload.h"

#include <gmock/gmock.h>
#include <string>

#include "sim/report/flow_report.h"

#include "tests/sim/report/synthetic_run.h"

namespace sim {
namespace {

constexpr Second kWell{};
constexpr Second kBadly{.good = 5, .bad = 95, .attempts = 300, .under_way = 400, .busy_cores = 4};

// Well, then badly for the seconds from `from` up to `to`.
Measurements badly_within(std::size_t from, std::size_t to) {
  return run_of(120, [=](std::size_t i) { return i >= from && i < to ? kBadly : kWell; });
}

TEST(Overload, without_a_trigger_there_is_none) {
  EXPECT_EQ(judge_overload(badly_within(0, 0)).verdict, OverloadVerdict::none);
}

TEST(Overload, a_failure_that_hurt_nobody_sets_off_none) {
  Measurements run = badly_within(0, 0);
  run.timeline_events.push_back(crash(30s, 40s));
  EXPECT_EQ(judge_overload(run).verdict, OverloadVerdict::none);
}

TEST(Overload, one_that_ends_with_its_trigger_has_recovered_at_once) {
  Measurements run = badly_within(30, 40);
  run.timeline_events.push_back(crash(30s, 40s));

  const Overload overload = judge_overload(run);

  EXPECT_EQ(overload.verdict, OverloadVerdict::recovered);
  EXPECT_EQ(overload.recovery, 0.0);
  EXPECT_EQ(overload.trigger, "crash ledger/0");
}

TEST(Overload, the_time_to_recover_counts_from_the_end_of_the_trigger) {
  Measurements run = badly_within(30, 52);
  run.timeline_events.push_back(crash(30s, 40s));

  const Overload overload = judge_overload(run);

  EXPECT_EQ(overload.verdict, OverloadVerdict::recovered);
  EXPECT_EQ(overload.recovery, 12.0);
  EXPECT_EQ(overload.reason,
            "Recovered: crash ledger/0 was over at 40 s; 12 s later "
            "payments went as well as before.");
}

TEST(Overload, one_that_outlives_its_trigger_under_the_same_load_stayed) {
  Measurements run = badly_within(30, 120);
  run.timeline_events.push_back(crash(30s, 40s));

  const Overload overload = judge_overload(run);

  EXPECT_EQ(overload.verdict, OverloadVerdict::stayed);
  ASSERT_TRUE(overload.before && overload.at_end);
  EXPECT_EQ(overload.before->good_share, 1.0);
  EXPECT_EQ(overload.at_end->good_share, 0.05);
  EXPECT_EQ(overload.at_end->attempts_per_payment, 3.0);
  EXPECT_EQ(overload.at_end->under_way, 400.0);
  EXPECT_EQ(overload.at_end->busiest, (Usage{"ledger", Resource::cores, 1.0}));
  EXPECT_EQ(overload.reason,
            "The overload stayed: crash ledger/0 was over at 40 s, yet in the last 20 s only "
            "5.0% of the payments went well, where 100% had before, under no higher load.");
}

TEST(Overload, a_surge_of_load_may_be_the_trigger) {
  const auto run = run_of(120, [](std::size_t i) {
    if (i < 30) return kWell;
    if (i < 40) return Second{.offered = 200, .good = 20, .bad = 180, .under_way = 400};
    return kBadly;
  });

  const Overload overload = judge_overload(run);

  EXPECT_EQ(overload.verdict, OverloadVerdict::stayed);
  EXPECT_EQ(overload.trigger, "the surge of load");
  EXPECT_EQ(overload.began, 30.0);
  EXPECT_EQ(overload.ended, 40.0);
}

TEST(Overload, under_a_higher_load_than_before_nothing_is_decided) {
  Measurements run = run_of(120, [](std::size_t i) {
    if (i < 30) return kWell;
    return Second{.offered = 120, .good = 20, .bad = 100, .under_way = 400};
  });
  run.timeline_events.push_back(crash(30s, 40s));
  EXPECT_EQ(judge_overload(run).verdict, OverloadVerdict::undecided);
}

TEST(Overload, while_the_backlog_still_shrinks_nothing_is_decided) {
  Measurements run = run_of(120, [](std::size_t i) {
    if (i < 30) return kWell;
    Second second = kBadly;
    second.under_way = static_cast<std::int64_t>(10 * (130 - i));
    return second;
  });
  run.timeline_events.push_back(crash(30s, 40s));
  EXPECT_EQ(judge_overload(run).verdict, OverloadVerdict::undecided);
}

TEST(Overload, a_run_that_ends_too_early_decides_nothing) {
  Measurements run = badly_within(30, 120);
  run.timeline_events.push_back(crash(30s, 115s));

  const Overload overload = judge_overload(run);

  EXPECT_EQ(overload.verdict, OverloadVerdict::undecided);
  EXPECT_EQ(overload.reason,
            "The run ends too early after crash ledger/0 to tell whether all is well again.");
}

TEST(Overload, time_under_a_failure_that_is_not_over_is_left_out) {
  Measurements run = badly_within(80, 120);
  run.timeline_events.push_back(crash(30s, 40s));
  EventMeasurements lasting = crash(80s, 90s);
  lasting.until = {};
  run.timeline_events.push_back(lasting);
  EXPECT_EQ(judge_overload(run).verdict, OverloadVerdict::none);
}

TEST(Overload, failures_one_after_the_other_are_judged_together_until_all_is_as_before) {
  Measurements run = badly_within(30, 120);
  run.timeline_events.push_back(crash(30s, 40s));
  run.timeline_events.push_back(crash(60s, 70s));

  const Overload overload = judge_overload(run);

  EXPECT_EQ(overload.verdict, OverloadVerdict::stayed);
  EXPECT_EQ(overload.trigger, "crash ledger/0 (2 times)");
  EXPECT_EQ(overload.ended, 70.0);
}

TEST(Overload, all_that_set_it_off_are_named) {
  Measurements run = badly_within(30, 120);
  run.timeline_events.push_back(crash(30s, 40s));
  run.timeline_events.push_back(crash(35s, 45s));
  run.timeline_events.back().what = "slow bank/*";

  EXPECT_THAT(judge_overload(run).reason,
              testing::StartsWith("The overload stayed: crash ledger/0 and slow bank/* were over "
                                  "at 45 s, yet "));

  for (const std::string what : {"a", "b", "c"}) {
    run.timeline_events.push_back(crash(36s, 45s));
    run.timeline_events.back().what = what;
  }
  EXPECT_EQ(judge_overload(run).trigger, "crash ledger/0, slow bank/*, a and 2 others");
}

constexpr Second kLosing{.good = 5, .bad = 95, .lost = 60, .at_risk = 60'000};

// Badly for the seconds from 30 up to `to`, of which the first ten are a crash.
Measurements losing_until(std::size_t to) {
  Measurements run =
      run_of(120, [=](std::size_t i) { return i >= 30 && i < to ? kLosing : kWell; });
  run.flows[0].currency = "EUR";
  run.timeline_events.push_back(crash(30s, 40s));
  run.timeline_events[0].recovered = kStart + 42s;
  return run;
}

TEST(Overload, costs_what_is_lost_from_the_end_of_its_trigger_until_payments_go_well_again) {
  EXPECT_EQ(judge_overload(losing_until(52)).cost,
            (OverloadCost{.from = 40,
                          .until = 52,
                          .payments_lost = 12 * 60,
                          .money = MoneySum{12 * 60'000, "EUR"}}));
}

TEST(Overload, that_stays_costs_to_the_end_of_the_run) {
  EXPECT_EQ(judge_overload(losing_until(120)).cost,
            (OverloadCost{.from = 40,
                          .until = 120,
                          .payments_lost = 80 * 60,
                          .money = MoneySum{80 * 60'000, "EUR"}}));
}

TEST(Overload, costs_no_money_where_payments_have_none) {
  Measurements run = losing_until(52);
  run.flows[0].currency = {};
  EXPECT_FALSE(judge_overload(run).cost->money);
}

EventReport crash_report(const Measurements& run) {
  return detail::event_reports({run}).front();
}

TEST(Recovery, of_a_failure_whose_overload_stayed_never_comes) {
  const EventReport report = crash_report(losing_until(120));
  EXPECT_FALSE(report.recovered);
  EXPECT_FALSE(report.recovery_is_unclear);
}

TEST(Recovery, waits_until_payments_go_as_well_as_before) {
  EXPECT_EQ(crash_report(losing_until(52)).recovered, 52.0);
}

TEST(Recovery, waits_until_callers_believe_again) {
  EXPECT_EQ(crash_report(losing_until(41)).recovered, 42.0);
  EXPECT_EQ(crash_report(losing_until(30)).recovered, 42.0);
}

TEST(Recovery, is_unclear_where_the_overload_is) {
  Measurements run = losing_until(120);
  run.timeline_events[0].until = kStart + 115s;
  run.timeline_events[0].recovered = kStart + 115s;
  const EventReport report = crash_report(run);
  EXPECT_FALSE(report.recovered);
  EXPECT_TRUE(report.recovery_is_unclear);
}

TEST(Recovery, of_a_failure_before_the_overload_is_its_own) {
  Measurements run = losing_until(120);
  run.timeline_events.insert(run.timeline_events.begin(), crash(10s, 15s));
  run.timeline_events[0].recovered = kStart + 16s;
  EXPECT_EQ(crash_report(run).recovered, 16.0);
}

TEST(Recovery, is_on_average_over_runs_that_all_have_it) {
  EXPECT_EQ(detail::event_reports({losing_until(52), losing_until(54)}).front().recovered, 53.0);
  EXPECT_FALSE(detail::event_reports({losing_until(52), losing_until(120)}).front().recovered);
}

TEST(Overload, payments_still_under_way_at_the_end_do_not_look_like_recovery) {
  Measurements run = run_of(120, [](std::size_t i) {
    if (i < 30) return kWell;
    if (i < 110) return kBadly;
    return Second{.good = 2, .bad = 0, .attempts = 2, .under_way = 400};
  });
  run.timeline_events.push_back(crash(30s, 40s));
  EXPECT_EQ(judge_overload(run).verdict, OverloadVerdict::stayed);
}

TEST(Overload, a_bad_window_now_and_then_is_no_relapse) {
  Measurements run = run_of(120, [](std::size_t i) {
    if (i >= 30 && i < 45) return kBadly;
    return i == 80 ? Second{.good = 90, .bad = 10} : kWell;
  });
  run.timeline_events.push_back(crash(30s, 40s));

  const Overload overload = judge_overload(run);

  EXPECT_EQ(overload.verdict, OverloadVerdict::recovered);
  EXPECT_EQ(overload.recovery, 5.0);
}

TEST(Overload, without_time_before_the_trigger_there_is_nothing_to_compare_with) {
  Measurements run = badly_within(0, 120);
  run.timeline_events.push_back(crash(1s, 40s));
  EXPECT_EQ(judge_overload(run).verdict, OverloadVerdict::undecided);
}

TEST(Overload, a_run_without_a_timeline_has_none) {
  EXPECT_EQ(judge_overload(Measurements{}).verdict, OverloadVerdict::none);
}

}  // namespace
}  // namespace sim

#include "sim/report/summarize.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string_view>

#include "sim/kernel/check.h"

#include "tests/sim/report/synthetic_run.h"

namespace sim {
namespace {

Measurements steady_run(std::size_t seconds = 60) {
  return run_of(seconds, [](std::size_t) { return Second{}; });
}

TEST(Summarize, availability_leaves_out_declined_and_unfinished_payments) {
  Measurements run = steady_run();
  run.flows[0].intents = {.offered = 1000,
                          .approved = 800,
                          .declined = 100,
                          .failed = 60,
                          .unknown = 20,
                          .unfinished = 20,
                          .good = 792};

  const Report report = summarize(Runs({run}), {});

  EXPECT_DOUBLE_EQ(*report.flows[0].availability.estimate, 0.9);  // 792 of 880
  EXPECT_DOUBLE_EQ(*report.flows[0].throughput.estimate, 15.0);   // 900 in 60 s
}

TEST(Summarize, nothing_is_guessed_about_a_flow_without_payments) {
  const Report report = summarize(Runs({steady_run()}), {});
  EXPECT_FALSE(report.flows[0].availability.estimate);
  EXPECT_FALSE(report.flows[0].attempts_per_payment);
  EXPECT_FALSE(report.flows[0].latency.p50.estimate);
}

// 8 of 10 and 4 of 10; the interval is that of the ratio of sums (ratio_interval_test).
TEST(Summarize, caches_are_pooled_over_runs) {
  std::vector<Measurements> runs(2, steady_run());
  runs[0].caches = {{.name = "rates", .hits = 8, .misses = 2, .coalesced = 1, .evictions = 1}};
  runs[1].caches = {{.name = "rates", .hits = 4, .misses = 6, .coalesced = 2, .evictions = 3}};

  const Report report = summarize(Runs(runs), {});

  const CacheReport& rates = report.caches.at(0);
  EXPECT_EQ(rates.hits, 12);
  EXPECT_EQ(rates.misses, 8);
  EXPECT_EQ(rates.coalesced, 3);
  EXPECT_EQ(rates.evictions, 4);
  EXPECT_DOUBLE_EQ(*rates.hit_ratio.estimate, 0.6);
  EXPECT_LT(*rates.hit_ratio.low, 0.6);
  EXPECT_GT(*rates.hit_ratio.high, 0.6);
}

TEST(Summarize, a_cache_that_nobody_asks_has_no_hit_ratio) {
  Measurements run = steady_run();
  run.caches = {{.name = "rates"}};
  EXPECT_FALSE(summarize(Runs({run}), {}).caches.at(0).hit_ratio.estimate);
}

double queued(const Report& report, std::string_view measure) {
  const auto& measures = report.queues.at(0).measures;
  return *std::ranges::find(measures, measure, &MeasuredReport::measure)->estimate.estimate;
}

TEST(Summarize, queues_are_told_per_run_and_their_times_of_all_runs) {
  std::vector<Measurements> runs(2, steady_run());
  for (Measurements& run : runs) run.timeline.backlog.resize(1);
  QueueMeasurements& first = runs[0].queues.emplace_back();
  QueueMeasurements& second = runs[1].queues.emplace_back();
  first.name = second.name = "settlement";
  first.published = 8;
  second.published = 4;
  first.oldest = 3s;
  second.oldest = 5s;
  first.backlog = {.area = 4'000'000'000, .span = 1s, .max = 9};
  second.backlog = {.area = 2'000'000'000, .span = 1s, .max = 7};
  first.time.record(1s, 1);
  second.time.record(2s, 3);

  const Report report = summarize(Runs(runs), {});

  EXPECT_EQ(report.queues.at(0).name, "settlement");
  EXPECT_EQ(queued(report, "published"), 6);
  EXPECT_EQ(queued(report, "backlog"), 3);
  EXPECT_EQ(queued(report, "backlog_most"), 9);
  EXPECT_EQ(queued(report, "oldest"), 5);
  EXPECT_EQ(queued(report, "time_mean"), 1.75);
  EXPECT_LT(*report.queues[0].measures[0].estimate.low, 6);
  EXPECT_GT(*report.queues[0].measures[0].estimate.high, 6);
}

TEST(Summarize, books_that_do_not_balance_are_a_bug) {
  Measurements run = steady_run();
  run.flows[0].intents.offered = 1;
  EXPECT_THROW(summarize(Runs({run}), {}), BrokenInvariant);
}

TEST(Summarize, one_run_has_no_intervals) {
  Measurements run = steady_run();
  run.flows[0].intents = {.offered = 1, .approved = 1, .good = 1};
  const Estimate availability = summarize(Runs({run}), {}).flows[0].availability;
  EXPECT_FALSE(availability.low);
  EXPECT_FALSE(availability.high);
}

TEST(Summarize, a_percentile_that_the_sample_cannot_support_is_absent) {
  Measurements run = steady_run();
  run.flows[0].latency.record(300ms, 368);  // the fewest for p99: statistics of order, 2.5 % a side

  const LatencyReport latency = summarize(Runs({run}), {}).flows[0].latency;

  EXPECT_NEAR(*latency.p99.estimate, 0.3, 0.3 / 256);
  EXPECT_FALSE(latency.p999.estimate);
  EXPECT_EQ(latency.max, 0.3);
}

TEST(Summarize, time_spent_is_per_finished_payment_with_the_longest_first) {
  Measurements run = steady_run();
  run.places = {"ledger.cpu", "nowhere", "network"};
  run.flows[0].intents = {.offered = 5, .approved = 4, .unfinished = 1, .good = 4};
  run.flows[0].spent = {2'000'000'000, 0, 6'000'000'000};

  const Report report = summarize(Runs({run}), {});

  const std::vector<PlaceReport> expected{{"network", 1.5}, {"ledger.cpu", 0.5}};
  EXPECT_EQ(report.flows[0].time_spent, expected);
  EXPECT_EQ(report.time_spent, expected);
}

TEST(Summarize, a_service_is_used_as_much_as_its_nodes_are_together) {
  Measurements run = steady_run();
  StationMeasurements& ledger = run.stations[0];
  ledger.threads_per_node = 10;
  ledger.nodes.push_back(ledger.nodes[0]);
  for (NodeMeasurements& node : ledger.nodes) {
    node.busy = {.area = 60'000'000'000, .span = 60s, .max = 4};  // a core of four
    node.threads = {.area = 300'000'000'000, .span = 60s, .max = 10};
    node.line = {.area = 90'000'000'000, .span = 60s, .max = 7};
    node.in_service = {.area = 60'000'000'000, .span = 60s, .max = 1};
  }

  const ServiceReport service = summarize(Runs({run}), {}).services[0];

  EXPECT_EQ(service.cores, 8);
  EXPECT_EQ(service.threads, 20);
  EXPECT_DOUBLE_EQ(*service.utilization.estimate, 0.25);
  EXPECT_DOUBLE_EQ(*service.thread_utilization.estimate, 0.5);
  EXPECT_DOUBLE_EQ(service.line.mean, 3.0);
  EXPECT_EQ(service.line.max, 7);
}

TEST(Summarize, money_of_a_failure_is_told_in_the_currency_of_all_flows) {
  Measurements run = steady_run();
  run.flows[0].currency = "EUR";
  run.timeline_events.push_back(crash(10s, 20s));
  run.timeline_events[0].money_at_risk = 1250;
  EXPECT_EQ(summarize(Runs({run}), {}).timeline_events[0].money, (MoneySum{1250, "EUR"}));

  run.flows.emplace_back().currency = "JPY";
  EXPECT_FALSE(summarize(Runs({run}), {}).timeline_events[0].money);
}

TEST(Summarize, an_unstable_run_is_said_to_be_in_a_warning) {
  RunFacts facts;
  facts.duration = 60s;
  facts.offered = {{.station = "ledger", .work = 5, .highest_work = 5, .capacity = 4}};

  const Report report = summarize(Runs({steady_run()}), facts);

  EXPECT_FALSE(report.stability.stable);
  EXPECT_THAT(
      report.warnings,
      testing::ElementsAre(testing::StartsWith("Unstable: ledger is asked for 5.00 core-seconds")));
}

TEST(Summarize, a_run_given_up_under_too_many_payments_is_unstable_however_short) {
  RunFacts facts;
  facts.piled_up = true;
  EXPECT_FALSE(summarize(Runs({steady_run(3)}), facts).stability.stable);
}

TEST(Summarize, a_peak_above_capacity_is_a_warning_and_not_instability) {
  RunFacts facts;
  facts.duration = 60s;
  facts.offered = {{.station = "ledger", .work = 3, .highest_work = 5, .capacity = 4}};

  const Report report = summarize(Runs({steady_run()}), facts);

  EXPECT_TRUE(report.stability.stable);
  EXPECT_THAT(report.warnings,
              testing::ElementsAre(testing::StartsWith("At its highest load ledger is asked")));
}

TEST(Summarize, a_run_that_ended_early_skipped_rows_and_tasks_that_waited_in_vain_are_warnings) {
  Measurements run = steady_run(30);
  run.recordings.push_back({"evening.csv", 990, 10, "evening.csv:41: no time"});
  run.stalled = {"line of ledger/0"};
  RunFacts facts;
  facts.duration = 60s;
  facts.ended = "interrupted";

  EXPECT_THAT(
      summarize(Runs({run}), facts).warnings,
      testing::ElementsAre(
          "The run ended early (interrupted), after 30 s of 60 s: all numbers are of that part.",
          "Nothing could happen any more while 1 task still waited; the first: line of ledger/0.",
          "evening.csv: 10 of 1,000 rows skipped; the first: evening.csv:41: no time"));
}

TEST(Summarize, a_run_that_ended_in_its_warm_up_has_measured_nothing) {
  Measurements run = steady_run(3);
  run.warmup_end = kStart + 10s;
  const Report report = summarize(Runs({run}), {});
  EXPECT_FALSE(report.flows[0].throughput.estimate);
  EXPECT_FALSE(report.services[0].utilization.estimate);
}

EventMeasurements crash_at(Duration at, Duration until) {
  EventMeasurements crash;
  crash.what = "crash ledger/0";
  crash.at = kStart + at;
  crash.until = kStart + until;
  return crash;
}

TEST(Summarize, says_on_how_many_failures_an_availability_rests) {
  Measurements run = steady_run();
  run.warmup_end = kStart + 10s;
  run.timeline_events = {crash_at(2s, 5s), crash_at(12s, 15s), crash_at(20s, 21s)};
  const Report report = summarize(Runs({run, run}), {});
  EXPECT_EQ(report.failures_seen, 4);  // the first was over before anything was measured
  EXPECT_THAT(report.warnings, testing::IsEmpty());
}

TEST(Summarize, warns_of_few_failures_if_their_number_is_by_chance) {
  Measurements one = steady_run();
  one.timeline_events = {crash_at(12s, 15s)};
  Measurements two = steady_run();
  two.timeline_events = {crash_at(12s, 15s), crash_at(20s, 21s)};
  EXPECT_THAT(summarize(Runs({one, two}), {}).warnings,
              testing::Contains(testing::StartsWith("Only 3 failures happened by chance")));
}

}  // namespace
}  // namespace sim

#include "sim/objectives/judge.h"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/report/summarize.h"

namespace sim {
namespace {

// A minute of payments that all take `latency`, `bad` of a hundred failing.
Measurements run_with(Duration latency, std::int64_t bad = 0, std::int64_t payments = 100) {
  Measurements run;
  run.end = kStart + 60s;
  FlowMeasurements& pay = run.flows.emplace_back();
  pay.name = "pay";
  pay.intents = {.offered = payments,
                 .approved = payments - bad,
                 .declined = 0,
                 .failed = bad,
                 .unknown = 0,
                 .unfinished = 0,
                 .good = payments - bad};
  pay.latency.record(latency, payments - bad);
  pay.outages.judged = 60;
  StationMeasurements& bank = run.stations.emplace_back();
  bank.name = "bank";
  bank.arrived = payments;
  bank.shed = bad;
  return run;
}

Objective objective(std::string_view text) {
  const auto parsed = parse_objective(text);
  EXPECT_TRUE(parsed) << parsed.complaint;
  return *parsed;
}

ObjectiveReport judged(std::string_view text, std::vector<Measurements> runs) {
  return judge(objective(text), Runs(std::move(runs)));
}

// Five runs whose means are 98 ms to 102 ms: the interval is 100 ms +- 1.96 ms, as
// t(4) = 2.776 times sqrt(2.5) ms / sqrt(5).
std::vector<Measurements> five_runs() {
  std::vector<Measurements> runs;
  for (const int ms : {98, 99, 100, 101, 102}) runs.push_back(run_with(ms * 1ms));
  return runs;
}

TEST(Judge, passes_what_the_whole_interval_keeps) {
  const auto report = judged("pay mean <= 103ms", five_runs());
  EXPECT_EQ(report.verdict, Verdict::pass);
  EXPECT_EQ(report.text, "pay mean <= 103ms");
  EXPECT_NEAR(*report.estimate.estimate, 0.100, 1e-12);
  EXPECT_NEAR(*report.estimate.low, 0.09804, 1e-5);
  EXPECT_NEAR(*report.estimate.high, 0.10196, 1e-5);
  EXPECT_EQ(report.evidence, "The whole interval keeps the limit (500 payments in 5 runs).");
}

TEST(Judge, fails_what_the_whole_interval_breaks) {
  const auto report = judged("pay mean <= 98ms", five_runs());
  EXPECT_EQ(report.verdict, Verdict::fail);
  EXPECT_EQ(report.evidence, "The whole interval breaks the limit (500 payments in 5 runs).");
}

TEST(Judge, leaves_open_what_lies_within_the_interval) {
  for (const std::string_view text : {"pay mean <= 101ms", "pay mean <= 99ms", "pay mean > 100ms"})
    EXPECT_EQ(judged(text, five_runs()).verdict, Verdict::inconclusive) << text;
  EXPECT_EQ(judged("pay mean <= 101ms", five_runs()).evidence,
            "The limit lies within the interval; more replications narrow it (500 payments in 5 "
            "runs).");
}

TEST(Judge, knows_at_least_from_at_most) {
  EXPECT_EQ(judged("pay mean >= 98ms", five_runs()).verdict, Verdict::pass);
  EXPECT_EQ(judged("pay mean >= 103ms", five_runs()).verdict, Verdict::fail);
}

TEST(Judge, takes_the_limit_itself_for_kept_where_all_runs_are_equal) {
  EXPECT_EQ(judged("pay approved <= 100", five_runs()).verdict, Verdict::pass);
  EXPECT_EQ(judged("pay approved < 100", five_runs()).verdict, Verdict::fail);
}

// None in five runs: with 95 % confidence fewer than ln 20 / 5 = 0.599 a run.
TEST(Judge, takes_none_seen_for_few_and_not_for_none) {
  EXPECT_EQ(judged("pay failed <= 0.6", five_runs()).verdict, Verdict::pass);
  EXPECT_EQ(judged("pay failed <= 0.59", five_runs()).verdict, Verdict::inconclusive);
  EXPECT_EQ(judged("bank shed <= 0.59", five_runs()).verdict, Verdict::inconclusive);
  EXPECT_EQ(judged("pay downtime <= 0.59s", five_runs()).verdict, Verdict::inconclusive);
}

TEST(Judge, that_something_does_not_happen_at_all_is_asked_of_what_was_simulated) {
  const auto none = judged("bank shed <= 0", five_runs());
  EXPECT_EQ(none.verdict, Verdict::pass);
  EXPECT_EQ(none.evidence, "None was seen (500 requests in 5 runs).");
  const auto some = judged("pay failed <= 0", {run_with(1ms, 1), run_with(1ms, 0)});
  EXPECT_EQ(some.verdict, Verdict::fail);
  EXPECT_EQ(some.evidence, "Some were seen (200 payments in 2 runs).");
}

// Of counts of what should not happen, 1, 2 and 6 in three runs: 3 exp(+- t(2) s / (3 sqrt 3)) with
// t(2) = 4.3027 and s = sqrt 7, that is 3 exp(+- 2.1909).
TEST(Judge, has_intervals_of_rare_counts_that_stay_positive) {
  const auto report =
      judged("pay failed <= 100", {run_with(1ms, 1), run_with(1ms, 2), run_with(1ms, 6)});
  EXPECT_EQ(report.estimate.estimate, 3);
  EXPECT_NEAR(*report.estimate.low, 3 * 0.11182, 1e-3);
  EXPECT_NEAR(*report.estimate.high, 3 / 0.11182, 1e-1);
}

TEST(Judge, does_not_judge_one_run_alone) {
  const auto report = judged("pay mean <= 5s", {run_with(100ms)});
  EXPECT_EQ(report.verdict, Verdict::inconclusive);
  EXPECT_EQ(report.estimate.estimate, 0.1);
  EXPECT_EQ(report.evidence, "One run has no interval; replications would give one.");
}

TEST(Judge, does_not_judge_where_no_payment_was_due) {
  const auto report = judged("pay downtime <= 5s", {run_with(1ms, 0, 0), run_with(1ms, 0, 0)});
  EXPECT_EQ(report.verdict, Verdict::inconclusive);
  EXPECT_FALSE(report.estimate.estimate);
  EXPECT_EQ(report.evidence, "No payment was due in the measured time.");
}

TEST(Judge, does_not_judge_a_percentile_that_the_sample_cannot_support) {
  const auto report = judged("pay p9999 <= 5s", five_runs());
  EXPECT_EQ(report.verdict, Verdict::inconclusive);
  EXPECT_EQ(report.evidence, "500 payments in 5 runs cannot support a p9999.");
}

TEST(Judge, says_how_many_runs_had_a_value_where_some_had_none) {
  const auto report =
      judged("pay mean <= 5s", {run_with(98ms), run_with(102ms), run_with(1ms, 0, 0)});
  EXPECT_EQ(report.verdict, Verdict::inconclusive);
  EXPECT_EQ(report.evidence, "Only 2 of 3 runs have a value, too few for an interval.");
}

// A slice by the name of what the objective speaks of, slower than the rest.
TEST(Judge, asks_a_slice_where_the_objective_speaks_of_one) {
  std::vector<Measurements> runs = five_runs();
  for (Measurements& run : runs) {
    FlowMeasurements slice = run_with(2s, 50).flows.front();
    slice.name = "during lose zone:b";
    slice.time = 10s;
    run.flows.front().slices.push_back(slice);
  }
  EXPECT_EQ(judged("pay mean <= 1s", runs).verdict, Verdict::pass);
  const auto report = judged("pay mean <= 1s during lose zone:b", runs);
  EXPECT_EQ(report.verdict, Verdict::fail);
  EXPECT_EQ(report.estimate.estimate, 2);
  EXPECT_EQ(judged("pay throughput >= 5/s during lose zone:b", runs).estimate.estimate, 5);
}

// Of the settlement's consumers, of which there are four, one works all the time.
std::vector<Measurements> runs_with_queues_and_caches() {
  std::vector<Measurements> runs = five_runs();
  for (Measurements& run : runs) {
    QueueMeasurements& queue = run.queues.emplace_back();
    queue.name = "settlement";
    queue.published = 100;
    queue.consumers = 4;
    queue.consuming = {.area = 1'000'000'000, .span = 1s, .max = 1};
    queue.oldest = 6s;
    run.caches.push_back({.name = "fx", .hits = 90, .misses = 10, .coalesced = 7, .evictions = 0});
  }
  return runs;
}

TEST(Judge, asks_queues_and_caches) {
  const auto oldest = judged("settlement oldest <= 5s", runs_with_queues_and_caches());
  EXPECT_EQ(oldest.verdict, Verdict::fail);
  EXPECT_EQ(oldest.evidence, "The whole interval breaks the limit (500 messages in 5 runs).");
  const auto busy = judged("settlement consumer_utilization <= 25%", runs_with_queues_and_caches());
  EXPECT_EQ(busy.verdict, Verdict::pass);
  const auto found = judged("fx hit_ratio >= 90%", runs_with_queues_and_caches());
  EXPECT_EQ(found.verdict, Verdict::pass);
  EXPECT_EQ(found.evidence, "The whole interval keeps the limit (500 look-ups in 5 runs).");
  EXPECT_EQ(*judged("fx loads <= 3", runs_with_queues_and_caches()).estimate.estimate, 3);
}

TEST(Judge, says_of_what_no_payment_was_due) {
  std::vector<Measurements> runs = five_runs();
  for (Measurements& run : runs) run.flows.front().slices.emplace_back().name = "class vip";
  EXPECT_EQ(judged("pay class vip failed <= 0", runs).evidence,
            "No payment was due in \"class vip\".");
}

Report report_of(const std::vector<Verdict>& verdicts) {
  RunFacts facts;
  for (const Verdict verdict : verdicts)
    facts.objectives.push_back(
        {.text = "pay p99 <= 1s", .estimate = {}, .verdict = verdict, .evidence = {}});
  return summarize(Runs(five_runs()), facts);
}

TEST(Verdict, of_a_scenario_is_the_worst_of_its_objectives) {
  using enum Verdict;
  EXPECT_EQ(report_of({pass, pass}).verdict, pass);
  EXPECT_EQ(report_of({pass, inconclusive}).verdict, inconclusive);
  EXPECT_EQ(report_of({inconclusive, fail, pass}).verdict, fail);
}

TEST(Verdict, is_none_where_there_are_no_objectives) {
  EXPECT_EQ(report_of({}).verdict, std::nullopt);
}

}  // namespace
}  // namespace sim

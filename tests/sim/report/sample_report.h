// The report of a run that never took place: a checkout that loses a zone and does not recover.
#pragma once

#include <cstdint>

#include "sim/input/value.h"
#include "sim/report/measures.h"
#include "sim/report/queue_report.h"
#include "sim/report/report.h"

namespace sim {

namespace sample {

inline Estimate alone(double value) {
  return {.estimate = value};
}

inline FlowReport pay() {
  FlowReport flow;
  flow.name = "pay";
  flow.offered = 2'239'411;
  flow.attempts = 2'604'115;
  flow.approved = 1'981'020;
  flow.declined = 60'123;
  flow.failed = 41'007;
  flow.unknown = 156'861;
  flow.unfinished = 400;
  flow.good = 1'974'988;
  flow.degraded = 1'204;
  flow.reasons = {{"timed_out", 156'861}, {"late", 6'032}, {"rejected", 40'990}, {"no_node", 17}};
  flow.attempts_per_payment = 1.1631;
  flow.availability = alone(0.906370);
  flow.downtime = {.seconds = {.estimate = 184, .low = {}, .high = {}},
                   .windows = 184,
                   .judged = 560,
                   .longest_run = 180,
                   .first = 240.0,
                   .last = 600.0};
  flow.throughput = alone(3644.9);
  flow.latency = {.mean = alone(0.2112),
                  .p50 = alone(0.1214),
                  .p90 = alone(0.3021),
                  .p95 = alone(0.5502),
                  .p99 = alone(1.8112),
                  .p999 = alone(2.9012),
                  .p9999 = alone(2.9911),
                  .max = 2.9998};
  flow.time_spent = {{"bank.wait", 0.1432}, {"gateway.line", 0.0521}, {"gateway.cpu", 0.0008}};
  flow.money_approved = MoneySum{4'952'550'000, "EUR"};
  flow.money_at_risk = MoneySum{494'670'050, "EUR"};
  return flow;
}

// Too few for most percentiles, in no currency.
inline FlowReport refund() {
  FlowReport flow;
  flow.name = "refund";
  flow.offered = 120;
  flow.attempts = 120;
  flow.approved = 120;
  flow.good = 120;
  flow.attempts_per_payment = 1.0;
  flow.availability = alone(1.0);
  flow.downtime.seconds = alone(0);
  flow.downtime.judged = 110;
  flow.throughput = alone(0.2143);
  flow.latency.mean = alone(0.0401);
  flow.latency.p50 = alone(0.0391);
  flow.latency.p90 = alone(0.0502);
  flow.latency.p95 = alone(0.0612);
  flow.latency.max = 0.0812;
  return flow;
}

inline ServiceReport gateway() {
  ServiceReport service;
  service.name = "gateway";
  service.cores = 24;
  service.threads = 600;
  service.utilization = alone(0.7123);
  service.thread_utilization = alone(0.8842);
  service.highest_utilization = 1.0;
  service.line = {.mean = 41.2, .max = 1000};
  service.wait_mean = alone(0.0521);
  service.wait_p99 = alone(0.9103);
  service.stay_mean = alone(0.2001);
  service.stay_p99 = alone(1.7001);
  service.arrived = 2'604'235;
  service.served = 2'041'263;
  service.failed = 522'000;
  service.rejected = 40'972;
  service.too_late = 156'861;
  service.wasted = 125.49;
  service.nodes = {{.name = "gateway/0",
                    .served = 680'421,
                    .utilization = 0.7101,
                    .thread_utilization = 0.8801,
                    .line = {.mean = 20.1, .max = 1000}},
                   {.name = "gateway/1",
                    .served = 1'360'842,
                    .utilization = 0.7145,
                    .thread_utilization = 0.8883,
                    .line = {.mean = 21.1, .max = 998}}};
  return service;
}

inline ServiceReport bank() {
  ServiceReport service;
  service.name = "bank";
  service.external = true;
  service.stay_mean = alone(0.1432);
  service.stay_p99 = alone(0.9002);
  service.arrived = 2'041'263;
  service.served = 2'041'000;
  service.failed = 263;
  return service;
}

inline Overload overload() {
  return {.verdict = OverloadVerdict::stayed,
          .reason =
              "The overload stayed: lose zone:b was over at 7 min, yet in the last 45 s "
              "only 71.2% of the payments went well, where 99.9% had before, under no "
              "higher load.",
          .trigger = "lose zone:b",
          .began = 240,
          .ended = 420,
          .recovery = {},
          .before = Condition{.offered = 4001.2,
                              .good_share = 0.9993,
                              .attempts_per_payment = 1.0021,
                              .under_way = 601.2,
                              .busiest = Usage{"gateway", Resource::cores, 0.612}},
          .at_end = Condition{.offered = 3998.7,
                              .good_share = 0.7121,
                              .attempts_per_payment = 1.5712,
                              .under_way = 2'402.5,
                              .busiest = Usage{"gateway", Resource::cores, 0.9991}},
          .cost = OverloadCost{.from = 420,
                               .until = 600,
                               .payments_lost = 16'664,
                               .money = MoneySum{41'660'050, "EUR"}}};
}

inline Bottleneck bottleneck() {
  return {.usage = Usage{"gateway", Resource::threads, 0.8842},
          .runner_up = Usage{"gateway", Resource::cores, 0.7123},
          .highest = Usage{"gateway", Resource::cores, 1.0},
          .highest_at = 241,
          .most = PlaceReport{"bank.wait", 0.1432},
          .most_share = 0.73,
          .most_is_external = true};
}

// Each measure has another value.
inline StoreReport store() {
  StoreReport store{
      .name = "ledger",
      .shards = 64,
      .copies = 3,
      .measures = {},
      .lost_money = MoneySum{.minor = 123'456, .currency = "EUR"},
      .failovers = {{.run = 1,
                     .at = 240,
                     .promoted = 248,
                     .from = "ledger/0",
                     .to = "ledger/4",
                     .shards = 12,
                     .lost_writes = 31,
                     .lost_since = 0.12}},
      .losses = {{.run = 1,
                  .at = 300,
                  .restored = 2100,
                  .shards = 2,
                  .lost_writes = 17,
                  .lost_since = 58}},
      .backups = {{.kind = "full", .made = 1, .in_part = 0, .bytes = 3e12, .longest = 20'000},
                  {.kind = "log", .made = 334, .in_part = 1, .bytes = 7.2e9, .longest = 1.25}},
      .streamed = 2.5e10};
  double value = 1;
  for (const StoreMeasure& each : store_measures()) {
    store.measures.push_back(
        {std::string(each.name), each.unit, alone(each.unit == Unit::share ? 0.25 : value)});
    value *= 2;
  }
  return store;
}

inline Audit audit() {
  Audit audit;
  audit.exact = {.intents = 2'400'000, .money = 6'000'000'000, .difference = 0};
  audit.duplicate = {.intents = 3, .money = 7'500, .difference = 7'500};
  audit.lost = {.intents = 31, .money = 123'456, .difference = 0};
  audit.stranded = {.intents = 2, .money = 5'000, .difference = 5'000};
  return audit;
}

inline LockReport lock() {
  LockReport lock{.name = "account", .measures = {}};
  double value = 1;
  for (const LockMeasure& each : lock_measures()) {
    lock.measures.push_back({std::string(each.name), each.unit, alone(value)});
    value *= each.unit == Unit::seconds ? 0.1 : 2;
  }
  return lock;
}

inline QueueReport queue() {
  Measurements run;
  QueueMeasurements& queue = run.queues.emplace_back();
  queue = {.name = "settlement",
           .published = 1'204'400,
           .refused = 1'203,
           .consumed = 1'204'011,
           .redelivered = 212,
           .dead_letters = 4,
           .backlog = {.area = 412'500'000'000, .span = 1s, .max = 12'805},
           .backlog_at_end = 385,
           .consumers = 20,
           .consuming = {.area = 17'000'000'000, .span = 1s, .max = 20},
           .oldest = 32s};
  queue.wait.record(1s, 600);
  queue.time.record(2s, 600);
  return detail::queue_reports(Runs({run})).front();
}

inline std::vector<EventReport> events() {
  return {{.what = "lose zone:b",
           .is_failure = true,
           .at = 240,
           .until = 420,
           .is_watched = true,
           .detected = 241.2,
           .recovered = {},
           .recovery_is_unclear = false,
           .payments_lost = 181'204,
           .money = MoneySum{453'010'000, "EUR"}},
          {.what = "deploy gateway",
           .is_failure = false,
           .at = 540,
           .until = {},
           .is_watched = false,
           .detected = {},
           .recovered = {},
           .recovery_is_unclear = false,
           .payments_lost = 0,
           .money = MoneySum{0, "EUR"}}};
}

inline TheoryReport theory() {
  return {.checks = {{.service = "gateway",
                      .model = "M/M/c (Erlang C)",
                      .measure = "utilization",
                      .theory = 0.71,
                      .measured = 0.708,
                      .low = 0.69,
                      .high = 0.726,
                      .agreement = Agreement::agrees},
                     {.service = "gateway",
                      .model = "M/M/c (Erlang C)",
                      .measure = "wait_mean",
                      .theory = 0.002,
                      .measured = 0.0031,
                      .low = 0.0029,
                      .high = 0.0033,
                      .agreement = Agreement::differs},
                     {.service = "risk",
                      .model = "G/G/1 (Kingman's bound)",
                      .measure = "wait_mean",
                      .relation = Relation::at_most,
                      .theory = 0.08,
                      .measured = 0.02,
                      .note = "one run has no interval"}},
          .unfit = {{"bank", "nobody waits there"}, {"token", "nobody waits there"}}};
}

}  // namespace sample

inline Report sample_report() {
  Report report;
  report.version = "0.1.0";
  report.scenario = "online-payment";
  report.question = "Does checkout hold its objectives at evening peak while zone b is lost?";
  report.sha256 = "3b1f0c77a54e2d9966e2c1f08b7d4a5530c9e8f7a6b5d4c3b2a190f8e7d6c5b4";
  report.resolved["name"] = Value("online-payment");
  report.seed = 7;
  report.duration = 600;
  report.simulated = 600;
  report.warmup = 40;
  report.events = 81'234'567;
  report.fingerprint = 0x9f3c00112233445f;
  report.ended = "horizon reached";
  report.flows = {sample::pay(), sample::refund()};
  report.services = {sample::bank(), sample::gateway()};
  report.flows.front().audit = sample::audit();
  report.stores = {sample::store()};
  report.locks = {sample::lock()};
  report.wires = {{.name = "link east>west", .bytes = 4.2e9, .utilization = 0.31, .busiest = 0.31},
                  {.name = "ledger, in", .bytes = 9.6e9, .utilization = 0.08, .busiest = 0.22}};
  report.caches = {{.name = "rates",
                    .hits = 2'450'011,
                    .misses = 154'104,
                    .coalesced = 9'870,
                    .evictions = 120,
                    .hit_ratio = {.estimate = 0.94082, .low = {}, .high = {}}}};
  report.queues = {sample::queue()};
  report.timeline_events = sample::events();
  report.time_spent = sample::pay().time_spent;
  report.bottleneck = sample::bottleneck();
  report.stability = {.stable = true,
                      .reason =
                          "Neither the payments under way nor the line of any service keep "
                          "growing."};
  report.overload = sample::overload();
  report.theory = sample::theory();
  report.recordings = {
      {"traces/evening.csv", 10'000, 12, "traces/evening.csv:41: 'abc' is not a time"}};
  report.warnings = {
      "traces/evening.csv: 12 of 10,012 rows skipped; the first: traces/evening.csv:41: 'abc' is "
      "not a time"};
  return report;
}

}  // namespace sim

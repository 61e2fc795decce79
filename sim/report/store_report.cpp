// What the stores came to.
#include "sim/report/store_report.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "sim/report/json_values.h"
#include "sim/report/measure_table.h"
#include "sim/report/measures.h"
#include "sim/report/number_text.h"
#include "sim/report/seconds.h"

namespace sim::detail {

namespace {

constexpr std::size_t kFailoversMost = 8;

constexpr std::array kStoreUse = {
    MeasureColumn{"reads", "reads"},           MeasureColumn{"writes", "writes"},
    MeasureColumn{"lag_mean", "lag mean"},     MeasureColumn{"lag_p99", "lag p99"},
    MeasureColumn{"disk_utilization", "disk"}, MeasureColumn{"largest_share", "largest share"}};

constexpr std::array kLosses = {
    MeasureColumn{"failovers", "failovers"}, MeasureColumn{"leaderless", "leaderless"},
    MeasureColumn{"lost_payments", "payments lost"}, MeasureColumn{"lost_writes", "writes lost"}};

constexpr std::array kRecovery = {MeasureColumn{"losses", "all copies lost"},
                                  MeasureColumn{"rpo", "RPO"}, MeasureColumn{"rto", "RTO"}};

constexpr std::array kDoubts = {MeasureColumn{"apart_writes", "written apart"},
                                MeasureColumn{"stale_reads", "stale reads"},
                                MeasureColumn{"missing_reads", "missing reads"},
                                MeasureColumn{"repeated_writes", "repeated writes"}};

// One currency that all payments have, or none.
std::optional<std::string> one_currency(const Measurements& pooled) {
  std::optional<std::string> currency;
  for (const FlowMeasurements& flow : pooled.flows) {
    if (!flow.audit) continue;
    if (!flow.currency || (currency && *currency != *flow.currency)) return std::nullopt;
    currency = flow.currency;
  }
  return currency;
}

void add_failovers(const StoreMeasurements& store, std::int64_t run, StoreReport& report) {
  for (const FailoverMeasurements& each : store.failovers)
    report.failovers.push_back({.run = run,
                                .at = seconds(each.at),
                                .promoted = seconds(each.promoted),
                                .from = each.from,
                                .to = each.to,
                                .shards = each.shards,
                                .lost_writes = each.lost_writes,
                                .lost_since = seconds(each.lost_since)});
}

void add_losses(const StoreMeasurements& store, std::int64_t run, StoreReport& report) {
  for (const LossMeasurements& each : store.losses)
    report.losses.push_back({.run = run,
                             .at = seconds(each.at),
                             .restored = seconds(each.restored),
                             .shards = each.shards,
                             .lost_writes = each.lost_writes,
                             .lost_since = seconds(each.lost_since)});
}

void add_backups(const StoreMeasurements& store, StoreReport& report) {
  if (!store.backups) return;
  constexpr std::array kKinds = {"full", "incremental", "log"};
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    const BackupMeasurements& made = (*store.backups)[i];
    if (made.made + made.in_part == 0) continue;
    report.backups.push_back({.kind = kKinds[i],
                              .made = made.made,
                              .in_part = made.in_part,
                              .bytes = static_cast<double>(made.bytes),
                              .longest = seconds(made.longest)});
  }
}

PageTable losses_table(const Report& report) {
  PageTable table{
      {"all copies lost", "run", "at", "restored at", "shards", "writes lost", "back to"}, {}};
  for (const StoreReport& store : report.stores)
    for (const LossReport& each : store.losses) {
      if (table.rows.size() == kFailoversMost) return table;
      table.rows.push_back({store.name, count_text(each.run), instant_text(each.at),
                            each.restored ? instant_text(*each.restored) : "never",
                            count_text(each.shards), count_text(each.lost_writes),
                            duration_text(each.lost_since)});
    }
  return table;
}

PageTable backups_table(const Report& report) {
  PageTable table{{"backups", "kind", "made", "in part", "data", "longest"}, {}};
  for (const StoreReport& store : report.stores)
    for (const BackupReport& each : store.backups)
      table.rows.push_back({store.name, each.kind, count_text(each.made), count_text(each.in_part),
                            bytes_text(each.bytes), duration_text(each.longest)});
  return table;
}

PageTable streams_table(const Report& report) {
  PageTable table{{"streamed to copies", "data"}, {}};
  for (const StoreReport& store : report.stores)
    if (store.streamed > 0) table.rows.push_back({store.name, bytes_text(store.streamed)});
  return table;
}

PageTable failovers_table(const Report& report) {
  PageTable table{{"failover", "run", "gone at", "back at", "shards", "writes lost", "back to"},
                  {}};
  for (const StoreReport& store : report.stores)
    for (const FailoverReport& each : store.failovers) {
      if (table.rows.size() == kFailoversMost) return table;
      table.rows.push_back(
          {each.from + " to " + each.to, count_text(each.run), instant_text(each.at),
           instant_text(each.promoted), count_text(each.shards), count_text(each.lost_writes),
           each.lost_writes > 0 ? duration_text(each.lost_since) : std::string(kNoValue)});
    }
  return table;
}

Value losses_json(const std::vector<LossReport>& losses) {
  Value out = Value::array();
  for (const LossReport& loss : losses) {
    Value told = Value::object();
    told["run"] = Value(loss.run);
    told["at"] = Value(loss.at);
    told["restored"] = loss.restored ? Value(*loss.restored) : Value();
    told["shards"] = Value(loss.shards);
    told["lost_writes"] = Value(loss.lost_writes);
    told["lost_since"] = Value(loss.lost_since);
    out.push_back(std::move(told));
  }
  return out;
}

Value backups_json(const std::vector<BackupReport>& backups) {
  Value out = Value::object();
  for (const BackupReport& each : backups) {
    Value& told = out[each.kind] = Value::object();
    told["made"] = Value(each.made);
    told["in_part"] = Value(each.in_part);
    told["bytes"] = Value(each.bytes);
    told["longest"] = Value(each.longest);
  }
  return out;
}

std::string lost_sentence(const StoreReport& store, const Report& report) {
  return store.name + " lost what was acknowledged to payers" +
         (store.lost_money ? ": " + money_text(*store.lost_money) : "") +
         (report.replications == 1 ? "." : ", in all runs together.");
}

bool has_lost(const StoreReport& store) {
  const auto found = std::ranges::find(store.measures, "lost_payments", &MeasuredReport::measure);
  return found->estimate.estimate.value_or(0) > 0;
}

}  // namespace

std::vector<StoreReport> store_reports(const Runs& runs) {
  std::vector<StoreReport> reports;
  const auto currency = one_currency(runs.pooled());
  for (std::size_t i = 0; i < runs.pooled().stores.size(); ++i) {
    const StoreMeasurements& store = runs.pooled().stores[i];
    StoreReport report{.name = store.name,
                       .shards = store.shards,
                       .copies = store.copies,
                       .measures = {},
                       .lost_money = {},
                       .failovers = {},
                       .losses = {},
                       .backups = {},
                       .streamed = static_cast<double>(store.streamed)};
    if (currency) report.lost_money = MoneySum{store.lost_money, *currency};
    for (const StoreMeasure& measure : store_measures())
      report.measures.push_back(
          {std::string(measure.name), measure.unit, estimate_of(measure, runs.store(i))});
    std::int64_t run = 0;
    for (const Measurements& each : runs.each()) {
      add_failovers(each.stores[i], ++run, report);
      add_losses(each.stores[i], run, report);
    }
    add_backups(store, report);
    reports.push_back(std::move(report));
  }
  return reports;
}

PageSection stores_section(const Report& report) {
  PageSection section{
      .title = "Stores",
      .note =
          "lag: until another copy has a write; leaderless: share of shards that nobody leads; "
          "written apart: taken by a leader that had been replaced; missing: answered by copies "
          "that "
          "had no data yet; repeated: recognised as done before; RPO: how far back from a failure "
          "writes are lost, the longest of a run; RTO: until writes are taken again, the longest; "
          "back to: how long before the failure what is lost was written" +
          std::string(report.replications == 1 ? "" : "; counts: per run")};
  if (report.stores.empty()) return section;
  section.tables = {measure_table("store", kStoreUse, report.stores),
                    measure_table("store", kLosses, report.stores),
                    measure_table("store", kRecovery, report.stores),
                    measure_table("store", kDoubts, report.stores)};
  for (const auto& make : {failovers_table, losses_table, streams_table, backups_table})
    if (PageTable table = make(report); !table.rows.empty())
      section.tables.push_back(std::move(table));
  for (const StoreReport& store : report.stores)
    if (has_lost(store)) section.sentences.push_back(lost_sentence(store, report));
  return section;
}

Value stores_json(const std::vector<StoreReport>& stores) {
  Value out = Value::object();
  for (const StoreReport& store : stores) {
    Value& each = out[store.name] = Value::object();
    each["shards"] = Value(store.shards);
    each["copies"] = Value(store.copies);
    for (const MeasuredReport& measured : store.measures)
      each[measured.measure] = json(measured.estimate);
    each["lost_money"] = store.lost_money ? Value(print(*store.lost_money)) : Value();
    each["streamed"] = Value(store.streamed);
    each["changes_of_leader"] = Value::array();
    for (const FailoverReport& failover : store.failovers) {
      Value told = Value::object();
      told["run"] = Value(failover.run);
      told["at"] = Value(failover.at);
      told["promoted"] = Value(failover.promoted);
      told["from"] = Value(failover.from);
      told["to"] = Value(failover.to);
      told["shards"] = Value(failover.shards);
      told["lost_writes"] = Value(failover.lost_writes);
      told["lost_since"] = Value(failover.lost_since);
      each["changes_of_leader"].push_back(std::move(told));
    }
    each["losses_of_all_copies"] = losses_json(store.losses);
    each["backups"] = backups_json(store.backups);
  }
  return out;
}

}  // namespace sim::detail

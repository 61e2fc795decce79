// What one flow, and what went wrong around it, came to.
#include "sim/report/flow_report.h"

#include <algorithm>
#include <tuple>

#include "sim/kernel/check.h"
#include "sim/report/seconds.h"

namespace sim::detail {

namespace {

Estimate percentile(const LatencyHistogram& latency, Share p) {
  return {.estimate = seconds(latency.quantile(p)), .low = {}, .high = {}};
}

LatencyReport latency_report(const LatencyHistogram& latency) {
  LatencyReport report;
  if (const auto mean = latency.mean_ns()) report.mean.estimate = *mean / 1e9;
  report.p50 = percentile(latency, kP50);
  report.p90 = percentile(latency, kP90);
  report.p95 = percentile(latency, kP95);
  report.p99 = percentile(latency, kP99);
  report.p999 = percentile(latency, kP999);
  report.p9999 = percentile(latency, kP9999);
  report.max = seconds(latency.max());
  return report;
}

DowntimeReport downtime_report(const OutageTotals& outages) {
  return {.seconds = seconds(outages.down_time),
          .windows = outages.down,
          .judged = outages.judged,
          .longest_run = outages.longest_run,
          .first = seconds(outages.down_first),
          .last = seconds(outages.down_last)};
}

// Places where no time was spent are left out; equals are in the order of their names.
std::vector<PlaceReport> per_payment(const std::vector<std::string>& places,
                                     const std::vector<Uint128>& spent, std::int64_t finished) {
  std::vector<PlaceReport> reports;
  if (finished == 0) return reports;
  for (std::size_t i = 0; i < std::min(places.size(), spent.size()); ++i) {
    if (spent[i] > 0)
      reports.push_back({places[i], seconds(spent[i]) / static_cast<double>(finished)});
  }
  std::ranges::sort(reports, {}, [](const PlaceReport& report) {
    return std::tuple(-report.seconds, report.place);
  });
  return reports;
}

std::int64_t finished(const IntentCounts& intents) {
  return intents.offered - intents.unfinished;
}

std::optional<std::string> common_currency(const std::vector<FlowMeasurements>& flows) {
  std::optional<std::string> common;
  for (const FlowMeasurements& flow : flows) {
    if (!flow.currency) continue;
    if (common && *common != *flow.currency) return std::nullopt;
    common = flow.currency;
  }
  return common;
}

}  // namespace

FlowReport flow_report(const FlowMeasurements& flow, const std::vector<std::string>& places,
                       Duration measured) {
  const IntentCounts& intents = flow.intents;
  check(intents.conserved(), "offered = approved + declined + failed + unknown + unfinished");
  FlowReport report{.name = flow.name,
                    .offered = intents.offered,
                    .attempts = flow.attempts,
                    .approved = intents.approved,
                    .declined = intents.declined,
                    .failed = intents.failed,
                    .unknown = intents.unknown,
                    .unfinished = intents.unfinished,
                    .good = intents.good,
                    .reasons = flow.reasons,
                    .attempts_per_payment = share(flow.attempts, finished(intents)),
                    .availability = {.estimate = share(intents.good, intents.counted())},
                    .downtime = downtime_report(flow.outages),
                    .throughput = {},
                    .latency = latency_report(flow.latency),
                    .time_spent = per_payment(places, flow.spent, finished(intents)),
                    .money_approved = {},
                    .money_at_risk = {}};
  if (measured > Duration::zero()) {
    report.throughput.estimate =
        static_cast<double>(intents.approved + intents.declined) / seconds(measured);
  }
  if (flow.currency) {
    report.money_approved = Money{flow.money_approved, *flow.currency};
    report.money_at_risk = Money{flow.money_at_risk, *flow.currency};
  }
  return report;
}

std::vector<PlaceReport> time_spent_by_all(const Measurements& measured) {
  std::vector<Uint128> spent(measured.places.size());
  std::int64_t payments = 0;
  for (const FlowMeasurements& flow : measured.flows) {
    payments += finished(flow.intents);
    for (std::size_t i = 0; i < std::min(spent.size(), flow.spent.size()); ++i) {
      spent[i] += flow.spent[i];
    }
  }
  return per_payment(measured.places, spent, payments);
}

std::vector<EventReport> event_reports(const Measurements& measured) {
  const auto currency = common_currency(measured.flows);
  std::vector<EventReport> reports;
  for (const EventMeasurements& event : measured.timeline_events) {
    reports.push_back({.what = event.what,
                       .is_failure = event.is_failure,
                       .at = seconds(event.at),
                       .until = seconds(event.until),
                       .detected = seconds(event.detected),
                       .recovered = seconds(event.recovered),
                       .payments_lost = event.payments_lost,
                       .money = {}});
    if (currency) reports.back().money = Money{event.money_at_risk, *currency};
  }
  return reports;
}

}  // namespace sim::detail

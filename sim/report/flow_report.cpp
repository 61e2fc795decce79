// What one flow, and what went wrong around it, came to.
#include "sim/report/flow_report.h"

#include <algorithm>
#include <tuple>

#include "sim/kernel/check.h"
#include "sim/report/overload.h"
#include "sim/report/seconds.h"

namespace sim::detail {

namespace {

Estimate estimated(std::string_view measure, const Sampled<FlowMeasurements>& flow) {
  return estimate_of(*find_flow_measure(measure), flow);
}

LatencyReport latency_report(const Sampled<FlowMeasurements>& flow) {
  return {.mean = estimated("mean", flow),
          .p50 = estimated("p50", flow),
          .p90 = estimated("p90", flow),
          .p95 = estimated("p95", flow),
          .p99 = estimated("p99", flow),
          .p999 = estimated("p999", flow),
          .p9999 = estimated("p9999", flow),
          .max = seconds(flow.pooled->latency.max())};
}

DowntimeReport downtime_report(const Sampled<FlowMeasurements>& flow) {
  const OutageTotals& outages = flow.pooled->outages;
  const auto count = static_cast<double>(flow.scope.runs);
  return {.seconds = estimated("downtime", flow),
          .windows = static_cast<double>(outages.down) / count,
          .judged = static_cast<double>(outages.judged) / count,
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

// Whether the same happened at the same time in all runs.
bool are_alike(const std::vector<Measurements>& runs) {
  const auto same = [](const EventMeasurements& a, const EventMeasurements& b) {
    return a.what == b.what && a.at == b.at && a.until == b.until;
  };
  return std::ranges::all_of(runs, [&](const Measurements& run) {
    return std::ranges::equal(run.timeline_events, runs.front().timeline_events, same);
  });
}

// An event of one run, and how it went on.
struct Happening {
  const EventMeasurements* event;
  Aftermath aftermath;

  std::optional<double> detected() const { return seconds(event->detected); }
  std::optional<double> recovered() const {
    switch (aftermath.verdict) {
      case OverloadVerdict::stayed:
      case OverloadVerdict::undecided:
        return std::nullopt;
      case OverloadVerdict::none:
      case OverloadVerdict::recovered:
        break;
    }
    const auto believed = seconds(event->recovered);
    if (!believed) return believed;
    return std::max(*believed, aftermath.well_again.value_or(0));
  }
};

// None unless all of them have one.
std::optional<double> mean_instant(const std::vector<Happening>& all,
                                   std::optional<double> (Happening::*which)() const) {
  double sum = 0;
  for (const Happening& each : all) {
    const std::optional<double> instant = (each.*which)();
    if (!instant) return std::nullopt;
    sum += *instant;
  }
  return sum / static_cast<double>(all.size());
}

// Nobody can tell of some, and none is known not to have recovered.
bool is_unclear(const std::vector<Happening>& all) {
  const auto has_not_recovered = [](const Happening& each) {
    return each.aftermath.verdict == OverloadVerdict::stayed || !each.event->recovered;
  };
  return std::ranges::none_of(all, has_not_recovered) &&
         std::ranges::any_of(all, [](const auto& each) {
           return each.aftermath.verdict == OverloadVerdict::undecided;
         });
}

// The same event in several runs.
EventReport event_report(const std::vector<Happening>& all,
                         const std::optional<std::string>& currency) {
  const EventMeasurements& first = *all.front().event;
  EventReport report{.what = first.what,
                     .is_failure = first.is_failure,
                     .at = seconds(first.at),
                     .until = seconds(first.until),
                     .is_watched = first.is_watched,
                     .detected = mean_instant(all, &Happening::detected),
                     .recovered = mean_instant(all, &Happening::recovered),
                     .recovery_is_unclear = is_unclear(all),
                     .payments_lost = 0,
                     .money = {}};
  std::int64_t lost = 0;
  Uint128 money = 0;
  for (const Happening& each : all) {
    lost += each.event->payments_lost;
    money += each.event->money_at_risk;
  }
  const std::size_t runs = all.size();
  report.payments_lost = static_cast<double>(lost) / static_cast<double>(runs);
  if (currency) report.money = MoneySum{money / runs, *currency};
  return report;
}

}  // namespace

std::optional<std::string> common_currency(const std::vector<FlowMeasurements>& flows) {
  std::optional<std::string> common;
  for (const FlowMeasurements& flow : flows) {
    if (!flow.currency) continue;
    if (common && *common != *flow.currency) return std::nullopt;
    common = flow.currency;
  }
  return common;
}

FlowReport flow_report(const Sampled<FlowMeasurements>& sampled,
                       const std::vector<std::string>& places) {
  const FlowMeasurements& flow = *sampled.pooled;
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
                    .degraded = intents.degraded,
                    .reasons = flow.reasons,
                    .attempts_per_payment = share(flow.attempts, finished(intents)),
                    .availability = estimated("availability", sampled),
                    .downtime = downtime_report(sampled),
                    .throughput = estimated("throughput", sampled),
                    .latency = latency_report(sampled),
                    .time_spent = per_payment(places, flow.spent, finished(intents)),
                    .money_approved = {},
                    .money_at_risk = {},
                    .audit = flow.audit};
  if (flow.currency) {
    report.money_approved = MoneySum{flow.money_approved, *flow.currency};
    report.money_at_risk = MoneySum{flow.money_at_risk, *flow.currency};
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

std::vector<EventReport> event_reports(const std::vector<Measurements>& runs) {
  const auto currency = common_currency(runs.front().flows);
  std::vector<EventReport> reports;
  const bool alike = are_alike(runs);
  std::vector<std::vector<Aftermath>> after;
  for (const Measurements& run : runs) after.push_back(aftermaths(run));
  for (std::size_t i = 0; i < runs.front().timeline_events.size(); ++i) {
    std::vector<Happening> all;
    for (std::size_t run = 0; run < (alike ? runs.size() : 1); ++run)
      all.push_back({&runs[run].timeline_events[i], after[run][i]});
    reports.push_back(event_report(all, currency));
  }
  return reports;
}

}  // namespace sim::detail

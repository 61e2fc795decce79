// The sections of the page: which facts, in which columns.
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "sim/report/number_text.h"
#include "sim/report/page.h"

namespace sim::detail {

namespace {

constexpr std::size_t kServicesMost = 12;
constexpr std::size_t kPlacesMost = 6;
constexpr std::size_t kEventsMost = 8;
constexpr std::size_t kReasonsMost = 6;

std::string text_of(const std::optional<MoneySum>& money) {
  return money ? money_text(*money) : std::string(kNoValue);
}

std::string duration_of(const std::optional<double>& seconds) {
  return or_none(seconds, duration_text);
}

// Rows under that of a flow: between which numbers each column lies, at 95%. None without any.
void add_intervals(const std::vector<std::pair<Estimate, Unit>>& columns, PageTable& table) {
  const auto has_interval = [](const auto& column) { return column.first.low.has_value(); };
  if (std::ranges::none_of(columns, has_interval)) return;
  std::vector<std::string> from{"  from"};
  std::vector<std::string> to{"  to"};
  for (const auto& [estimate, unit] : columns) {
    const auto text = [each = unit](double value) { return value_text(value, each); };
    from.push_back(estimate.low ? text(*estimate.low) : "");
    to.push_back(estimate.high ? text(*estimate.high) : "");
  }
  for (auto* const row : {&from, &to}) {
    row->resize(table.titles.size());
    table.rows.push_back(std::move(*row));
  }
}

PageTable outcomes(const Report& report) {
  PageTable table{
      {"flow", "offered", "attempts", "approved", "declined", "failed", "unknown", "unfinished"},
      {}};
  for (const FlowReport& flow : report.flows) {
    table.rows.push_back(
        {flow.name, count_text(flow.offered), or_none(flow.attempts_per_payment, number_text),
         count_text(flow.approved), count_text(flow.declined), count_text(flow.failed),
         count_text(flow.unknown), count_text(flow.unfinished)});
  }
  return table;
}

PageTable availability(const Report& report) {
  PageTable table{{"flow", "available", "downtime", "answered", "money approved", "money at risk"},
                  {}};
  for (const FlowReport& flow : report.flows) {
    table.rows.push_back(
        {flow.name, availability_text(flow.good, flow.offered - flow.declined - flow.unfinished),
         or_none(flow.downtime.seconds.estimate, duration_text),
         or_none(flow.throughput.estimate, rate_text), text_of(flow.money_approved),
         text_of(flow.money_at_risk)});
    add_intervals({{flow.availability, Unit::share},
                   {flow.downtime.seconds, Unit::seconds},
                   {flow.throughput, Unit::per_second}},
                  table);
  }
  return table;
}

PageTable latency(const Report& report) {
  PageTable table{{"flow", "mean", "p50", "p90", "p95", "p99", "p99.9", "max"}, {}};
  for (const FlowReport& flow : report.flows) {
    const LatencyReport& times = flow.latency;
    table.rows.push_back({flow.name, duration_of(times.mean.estimate),
                          duration_of(times.p50.estimate), duration_of(times.p90.estimate),
                          duration_of(times.p95.estimate), duration_of(times.p99.estimate),
                          duration_of(times.p999.estimate), duration_of(times.max)});
    add_intervals({{times.mean, Unit::seconds},
                   {times.p50, Unit::seconds},
                   {times.p90, Unit::seconds},
                   {times.p95, Unit::seconds},
                   {times.p99, Unit::seconds},
                   {times.p999, Unit::seconds}},
                  table);
  }
  return table;
}

// "pay, why not good: timed_out 120, late 4."
std::string reasons_sentence(const FlowReport& flow) {
  std::vector<std::pair<std::string, std::int64_t>> reasons(flow.reasons.begin(),
                                                            flow.reasons.end());
  std::ranges::sort(reasons, {},
                    [](const auto& reason) { return std::tuple(-reason.second, reason.first); });
  std::string text = flow.name + ", why not good: ";
  for (std::size_t i = 0; i < std::min(reasons.size(), kReasonsMost); ++i) {
    text += (i > 0 ? ", " : "") + reasons[i].first + " " + count_text(reasons[i].second);
  }
  return text + (reasons.size() > kReasonsMost ? ", ..." : ".");
}

// "pay, approved without an optional answer: 1,204 (0.1% of those approved)."
std::string degraded_sentence(const FlowReport& flow) {
  const double share = static_cast<double>(flow.degraded) / static_cast<double>(flow.approved);
  return flow.name + ", approved without an optional answer: " + count_text(flow.degraded) + " (" +
         percent_text(share) + " of those approved).";
}

double pressure(const ServiceReport& service) {
  return std::max(service.utilization.estimate.value_or(0),
                  service.thread_utilization.estimate.value_or(0));
}

std::string wasted_sentence(const ServiceReport& service) {
  return service.name + " gave " + count_of(service.too_late, "answer") +
         " that nobody waited for any more" +
         (service.wasted > 0 ? ", " + number_text(service.wasted) + " core-seconds of work." : ".");
}

std::string unconnected_sentence(const ServiceReport& service) {
  return count_of(service.no_connection, "call") + " of " + service.name +
         " did not get a connection in time.";
}

std::string cut_over_sentence(const ServiceReport& service) {
  return count_of(service.cut_over, "call") + " of " + service.name +
         " came while their keys went from one unit to another, and were refused.";
}

PageTable condition_table(const Overload& overload) {
  PageTable table{{"", "before", "at the end"}, {}};
  const auto row = [&](const char* name, const auto& text) {
    table.rows.push_back({name, text(*overload.before), text(*overload.at_end)});
  };
  row("offered", [](const Condition& c) { return rate_text(c.offered); });
  row("went well", [](const Condition& c) { return or_none(c.good_share, percent_text); });
  row("attempts per payment",
      [](const Condition& c) { return or_none(c.attempts_per_payment, number_text); });
  row("payments under way", [](const Condition& c) { return number_text(c.under_way); });
  row("busiest cores", [](const Condition& c) {
    return c.busiest ? c.busiest->service + " " + percent_text(c.busiest->utilization)
                     : std::string(kNoValue);
  });
  return table;
}

std::string noticed_text(const EventReport& event) {
  if (event.detected) return duration_text(*event.detected - event.at);
  return event.is_failure && event.is_watched ? "never" : std::string(kNoValue);
}

std::string recovered_text(const EventReport& event) {
  if (!event.until) return std::string(kNoValue);
  if (event.recovery_is_unclear) return "unclear";
  return event.recovered ? duration_text(*event.recovered - *event.until) : "never";
}

std::vector<std::string> event_row(const EventReport& event) {
  return {event.what,
          instant_text(event.at),
          event.until ? instant_text(*event.until) : "the end",
          noticed_text(event),
          recovered_text(event),
          mean_count_text(event.payments_lost),
          text_of(event.money)};
}

// "From 40 s, when it was over, to the end of the run 1,234 payments were lost, 12.00 EUR at risk."
std::string cost_sentence(const Report& report) {
  const Overload& overload = report.overload;
  const OverloadCost& cost = *overload.cost;
  std::string until = "until " + instant_text(cost.until) + ", when another failure began";
  if (overload.verdict == OverloadVerdict::recovered) {
    until = "until payments went as well as before, at " + instant_text(cost.until);
  } else if (cost.until >= report.simulated) {
    until = "to the end of the run";
  }
  return "Cost after that: from " + instant_text(cost.from) + " " + until + ", " +
         count_of(cost.payments_lost, "payment") +
         (cost.payments_lost == 1 ? " was lost" : " were lost") +
         (cost.money ? ", " + money_text(*cost.money) + " at risk." : ".");
}

// What counts are of where there were several runs.
std::string total_note(const Report& report, const std::string& more) {
  if (report.replications == 1) return "";
  return "; counts: of all " + count_of(report.replications, "run") + " together" + more;
}

}  // namespace

PageSection payments_section(const Report& report) {
  if (report.flows.empty()) return {.title = "Payments"};
  PageSection section{.title = "Payments",
                      .note =
                          "attempts: per payment; latency: of answers, from when they were "
                          "due" +
                          total_note(report, ", but downtime per run; from, to: 95% interval"),
                      .tables = {outcomes(report), availability(report), latency(report)}};
  for (const FlowReport& flow : report.flows) {
    if (!flow.reasons.empty()) section.sentences.push_back(reasons_sentence(flow));
    if (flow.degraded > 0) section.sentences.push_back(degraded_sentence(flow));
  }
  if (report.failures_seen > 0 && report.replications > 1)
    section.sentences.push_back("Availability rests on " +
                                count_of(report.failures_seen, "failure") + " in " +
                                count_of(report.replications, "run") + ".");
  return section;
}

PageSection services_section(const Report& report) {
  PageSection section{.title = "Services",
                      .note =
                          "cores and threads: share in use; peak: in the busiest window; "
                          "line: at all nodes together, on average; longest: at one node" +
                          total_note(report, "")};
  std::vector<ServiceReport> services = report.services;
  if (services.empty()) return section;
  if (services.size() > kServicesMost) {
    std::ranges::sort(services, {}, [](const ServiceReport& service) {
      return std::tuple(-pressure(service), service.name);
    });
    section.sentences.push_back("The " + std::to_string(kServicesMost) + " busiest of " +
                                count_of(static_cast<std::int64_t>(services.size()), "service") +
                                "; all in report.json.");
    services.resize(kServicesMost);
  }
  PageTable table{
      {"service", "cores", "peak", "threads", "line", "longest", "wait p99", "turned away"}, {}};
  for (const ServiceReport& service : services) {
    const std::int64_t turned_away =
        service.rejected + service.shed + service.expired + service.refused;
    table.rows.push_back({service.name + (service.external ? " (external)" : ""),
                          or_none(service.utilization.estimate, percent_text),
                          or_none(service.highest_utilization, percent_text),
                          or_none(service.thread_utilization.estimate, percent_text),
                          number_text(service.line.mean), count_text(service.line.max),
                          duration_of(service.wait_p99.estimate), count_text(turned_away)});
    if (service.no_connection > 0) section.sentences.push_back(unconnected_sentence(service));
    if (service.cut_over > 0) section.sentences.push_back(cut_over_sentence(service));
    if (service.too_late > 0) section.sentences.push_back(wasted_sentence(service));
  }
  section.tables.push_back(std::move(table));
  return section;
}

PageSection time_section(const Report& report) {
  PageSection section{.title = "Where the time goes",
                      .note = "per finished payment; parallel work counts in parallel"};
  double total = 0;
  for (const PlaceReport& place : report.time_spent) total += place.seconds;
  if (total <= 0) return section;
  PageTable table{{"place", "time", "share"}, {}};
  for (std::size_t i = 0; i < std::min(report.time_spent.size(), kPlacesMost); ++i) {
    const PlaceReport& place = report.time_spent[i];
    table.rows.push_back(
        {place.place, duration_text(place.seconds), percent_text(place.seconds / total)});
  }
  section.tables.push_back(std::move(table));
  return section;
}

PageSection events_section(const Report& report) {
  PageSection section{.title = "Failures and operations",
                      .note = report.replications == 1
                                  ? "times to notice and recover; payments lost meanwhile"
                                  : "times to notice and recover; payments lost meanwhile, per "
                                    "run"};
  if (report.timeline_events.empty()) return section;
  PageTable table{{"what", "from", "until", "noticed", "recovered", "lost", "at risk"}, {}};
  const std::size_t shown = std::min(report.timeline_events.size(), kEventsMost);
  for (std::size_t i = 0; i < shown; ++i)
    table.rows.push_back(event_row(report.timeline_events[i]));
  section.tables.push_back(std::move(table));
  if (shown < report.timeline_events.size()) {
    section.sentences.push_back(std::to_string(report.timeline_events.size() - shown) +
                                " more; all in report.json.");
  }
  return section;
}

PageSection overload_section(const Report& report) {
  const Overload& overload = report.overload;
  PageSection section{.title = "Overload",
                      .note = "before and after " + overload.trigger +
                              (report.replications == 1 ? "" : "; the run that went worst")};
  if (!overload.before || !overload.at_end) return section;
  section.tables.push_back(condition_table(overload));
  if (overload.cost && overload.cost->until > overload.cost->from)
    section.sentences.push_back(cost_sentence(report));
  return section;
}

}  // namespace sim::detail

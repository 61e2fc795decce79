// What the queues came to.
#include "sim/report/queue_report.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "sim/report/json_values.h"
#include "sim/report/measure_table.h"
#include "sim/report/seconds.h"
#include "sim/statistics/sectioning.h"

namespace sim::detail {

namespace {

using Queue = QueueMeasurements;
using Number = std::optional<double>;

template <std::int64_t Queue::* Count>
Number messages(const Queue& queue, std::int64_t runs) {
  return static_cast<double>(queue.*Count) / static_cast<double>(runs);
}

template <LatencyHistogram Queue::* Times>
Number mean(const Queue& queue, std::int64_t) {
  const auto mean = (queue.*Times).mean_ns();
  return mean ? Number(*mean / 1e9) : Number();
}

template <LatencyHistogram Queue::* Times, const Share* Percentile>
Number percentile(const Queue& queue, std::int64_t) {
  return seconds((queue.*Times).interpolated_quantile(*Percentile));
}

struct QueueMeasure {
  std::string_view name;
  Unit unit;
  Number (*of)(const Queue&, std::int64_t runs);  // counts per run
};

constexpr QueueMeasure kMeasures[] = {
    {"published", Unit::count, messages<&Queue::published>},
    {"refused", Unit::count, messages<&Queue::refused>},
    {"consumed", Unit::count, messages<&Queue::consumed>},
    {"redelivered", Unit::count, messages<&Queue::redelivered>},
    {"dead_letters", Unit::count, messages<&Queue::dead_letters>},
    {"backlog", Unit::count, [](const Queue& queue, std::int64_t) { return queue.backlog.mean(); }},
    {"backlog_most", Unit::count,
     [](const Queue& queue, std::int64_t) {
       return Number(static_cast<double>(queue.backlog.max));
     }},
    {"backlog_at_end", Unit::count, messages<&Queue::backlog_at_end>},
    {"oldest", Unit::seconds,
     [](const Queue& queue, std::int64_t) { return Number(seconds(queue.oldest)); }},
    {"wait_mean", Unit::seconds, mean<&Queue::wait>},
    {"wait_p99", Unit::seconds, percentile<&Queue::wait, &kP99>},
    {"time_mean", Unit::seconds, mean<&Queue::time>},
    {"time_p50", Unit::seconds, percentile<&Queue::time, &kP50>},
    {"time_p99", Unit::seconds, percentile<&Queue::time, &kP99>},
};

Estimate estimate_of(const QueueMeasure& measure, const Runs& runs, std::size_t index) {
  Estimate estimate{.estimate = measure.of(runs.pooled().queues[index], runs.count())};
  if (!estimate.estimate) return estimate;
  std::vector<double> sections;
  for (const Measurements& run : runs.each()) {
    const Number value = measure.of(run.queues[index], 1);
    if (!value) return estimate;
    sections.push_back(*value);
  }
  if (const auto interval = sectioned_quantile(*estimate.estimate, sections)) {
    estimate.low = std::max(0.0, interval->low);
    estimate.high = interval->high;
  }
  return estimate;
}

constexpr std::array kMessages = {
    MeasureColumn{"published", "published"}, MeasureColumn{"refused", "refused"},
    MeasureColumn{"consumed", "consumed"}, MeasureColumn{"redelivered", "again"},
    MeasureColumn{"dead_letters", "dead"}};

constexpr std::array kBacklog = {
    MeasureColumn{"backlog", "backlog"},       MeasureColumn{"backlog_most", "most"},
    MeasureColumn{"backlog_at_end", "at end"}, MeasureColumn{"oldest", "oldest"},
    MeasureColumn{"time_p50", "done p50"},     MeasureColumn{"time_p99", "done p99"}};

}  // namespace

std::vector<QueueReport> queue_reports(const Runs& runs) {
  std::vector<QueueReport> reports;
  for (std::size_t i = 0; i < runs.pooled().queues.size(); ++i) {
    QueueReport report{.name = runs.pooled().queues[i].name, .measures = {}};
    for (const QueueMeasure& measure : kMeasures)
      report.measures.push_back(
          {std::string(measure.name), measure.unit, estimate_of(measure, runs, i)});
    reports.push_back(std::move(report));
  }
  return reports;
}

PageSection queues_section(const Report& report) {
  PageSection section{
      .title = "Queues",
      .note =
          "again: delivered more than once; dead: given up; backlog: not consumed, on "
          "average; oldest: longest in the backlog; done: from published to consumed" +
          std::string(report.replications == 1 ? "" : "; counts: per run")};
  if (report.queues.empty()) return section;
  section.tables = {measure_table("queue", kMessages, report.queues),
                    measure_table("queue", kBacklog, report.queues)};
  return section;
}

Value queues_json(const std::vector<QueueReport>& queues) {
  Value out = Value::object();
  for (const QueueReport& queue : queues) {
    Value& each = out[queue.name] = Value::object();
    for (const MeasuredReport& measured : queue.measures)
      each[measured.measure] = json(measured.estimate);
  }
  return out;
}

}  // namespace sim::detail

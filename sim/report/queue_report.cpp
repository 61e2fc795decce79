// What the queues came to.
#include "sim/report/queue_report.h"

#include <array>
#include <string>
#include <utility>

#include "sim/report/json_values.h"
#include "sim/report/measure_table.h"
#include "sim/report/measures.h"

namespace sim::detail {

namespace {

constexpr std::array kMessages = {
    MeasureColumn{"published", "published"}, MeasureColumn{"no_room", "no room"},
    MeasureColumn{"consumed", "consumed"}, MeasureColumn{"redelivered", "again"},
    MeasureColumn{"dead_letters", "dead"}};

constexpr std::array kBacklog = {MeasureColumn{"backlog", "backlog"},
                                 MeasureColumn{"backlog_most", "most"},
                                 MeasureColumn{"backlog_at_end", "at end"},
                                 MeasureColumn{"oldest", "oldest"},
                                 MeasureColumn{"time_p50", "done p50"},
                                 MeasureColumn{"time_p99", "done p99"},
                                 MeasureColumn{"consumer_utilization", "consumers"}};

}  // namespace

std::vector<QueueReport> queue_reports(const Runs& runs) {
  std::vector<QueueReport> reports;
  for (std::size_t i = 0; i < runs.pooled().queues.size(); ++i) {
    QueueReport report{.name = runs.pooled().queues[i].name, .measures = {}};
    for (const QueueMeasure& measure : queue_measures())
      report.measures.push_back(
          {std::string(measure.name), measure.unit, estimate_of(measure, runs.queue(i))});
    reports.push_back(std::move(report));
  }
  return reports;
}

PageSection queues_section(const Report& report) {
  PageSection section{
      .title = "Queues",
      .note =
          "again: delivered more than once; dead: given up; backlog: not consumed, on "
          "average; oldest: longest in the backlog; done: from published to consumed; consumers: "
          "share that works" +
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

// What links and interfaces came to.
#include "sim/report/wire_report.h"

#include <utility>

#include "sim/report/json_values.h"
#include "sim/report/number_text.h"

namespace sim::detail {

std::vector<WireReport> wire_reports(const Runs& runs) {
  std::vector<WireReport> reports;
  for (const WireMeasurements& wire : runs.pooled().wires) {
    WireReport& report = reports.emplace_back();
    report.name = wire.name;
    report.bytes = static_cast<double>(wire.bytes);
    LevelTotal all;
    for (const LevelTotal& each : wire.busy) {
      all.merge(each);
      if (each.mean() > report.busiest) report.busiest = each.mean();
    }
    report.utilization = all.mean();
  }
  return reports;
}

PageSection network_section(const Report& report) {
  PageSection section{.title = "Network",
                      .note =
                          "in use: share of the time in which something is on it; busiest: the "
                          "interface that carries most"};
  if (report.wires.empty()) return section;
  if (report.replications > 1) section.note += "; data: of all runs together";
  PageTable table{{"link or interfaces", "in use", "busiest", "data"}, {}};
  for (const WireReport& wire : report.wires)
    table.rows.push_back({wire.name, or_none(wire.utilization, percent_text),
                          or_none(wire.busiest, percent_text), bytes_text(wire.bytes)});
  section.tables.push_back(std::move(table));
  return section;
}

Value wires_json(const std::vector<WireReport>& wires) {
  Value out = Value::object();
  for (const WireReport& wire : wires) {
    Value& each = out[wire.name] = Value::object();
    each["utilization"] = json(wire.utilization);
    each["busiest"] = json(wire.busiest);
    each["bytes"] = Value(wire.bytes);
  }
  return out;
}

}  // namespace sim::detail

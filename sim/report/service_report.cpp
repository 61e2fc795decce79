// What one service came to.
#include "sim/report/service_report.h"

#include <algorithm>

#include "sim/report/seconds.h"

namespace sim::detail {

namespace {

LineReport line_report(const LevelTotal& line) {
  return {.mean = line.mean().value_or(0), .max = line.max};
}

Estimate estimated(std::string_view measure, const Sampled<StationMeasurements>& station) {
  return estimate_of(*find_station_measure(measure), station);
}

NodeReport node_report(const NodeMeasurements& node, std::int64_t threads) {
  return {
      .name = node.name,
      .served = node.served,
      .utilization = usage(node.busy.area, node.in_service.area * static_cast<Uint128>(node.cores)),
      .thread_utilization =
          usage(node.threads.area, node.in_service.area * static_cast<Uint128>(threads)),
      .line = line_report(node.line)};
}

std::optional<double> highest_usage(const Measurements& measured, std::size_t station,
                                    const Windows& windows) {
  std::optional<double> highest;
  for (std::size_t w = windows.measured_from; w < windows.all.size(); ++w)
    highest = std::max(highest, cores_in_use(measured, station, w, w + 1));
  return highest;
}

ServiceReport counts_of(const StationMeasurements& station) {
  ServiceReport report;
  report.name = station.name;
  report.external = station.external;
  report.arrived = station.arrived;
  report.served = station.served;
  report.failed = station.failed;
  report.rejected = station.rejected;
  report.shed = station.shed;
  report.expired = station.expired;
  report.refused = station.refused;
  report.lost = station.lost;
  report.no_connection = station.no_connection;
  report.cut_over = station.cut_over;
  report.too_late = station.too_late;
  report.wasted = seconds(station.work_wasted);
  return report;
}

}  // namespace

ServiceReport service_report(const Runs& runs, std::size_t index, const Windows& windows) {
  const Sampled<StationMeasurements> sampled = runs.station(index);
  const StationMeasurements& station = *sampled.pooled;
  ServiceReport report = counts_of(station);
  report.cores = cores_of(station);
  report.threads = station.threads_per_node * static_cast<std::int64_t>(station.nodes.size());
  report.utilization = estimated("utilization", sampled);
  report.thread_utilization = estimated("thread_utilization", sampled);
  report.highest_utilization = highest_usage(runs.pooled(), index, windows);
  report.wait_mean = estimated("wait_mean", sampled);
  report.wait_p99 = estimated("wait_p99", sampled);
  report.stay_mean = estimated("stay_mean", sampled);
  report.stay_p99 = estimated("stay_p99", sampled);
  for (const NodeMeasurements& node : station.nodes) {
    report.nodes.push_back(node_report(node, station.threads_per_node));
    report.line.mean += report.nodes.back().line.mean;
    report.line.max = std::max(report.line.max, report.nodes.back().line.max);
  }
  return report;
}

}  // namespace sim::detail

// The run window by window, all flows together.
#include "sim/report/windows.h"

#include <algorithm>
#include <string>

#include "sim/kernel/check.h"
#include "sim/report/seconds.h"

namespace sim::detail {

namespace {

std::size_t longest(const TimelineMeasurements& timeline) {
  std::size_t count = timeline.under_way.size();
  for (const Timeline& flow : timeline.flows) count = std::max(count, flow.windows());
  return count;
}

void add_flow(const Timeline& flow, std::vector<Window>& windows) {
  for (std::size_t i = 0; i < flow.windows(); ++i) {
    windows[i].offered += amount_of(flow, "offered", i);
    windows[i].good += amount_of(flow, "good", i);
    windows[i].bad += amount_of(flow, "bad", i);
    windows[i].declined += amount_of(flow, "declined", i);
    windows[i].attempts += amount_of(flow, "attempts", i);
    windows[i].lost += amount_of(flow, "lost", i);
    windows[i].at_risk += flow.sum(flow.series("at_risk"), i);
  }
}

// Of the stations with cores of ours the one whose cores were busiest over the windows.
std::optional<Usage> busiest(const Measurements& measured, std::size_t from, std::size_t to) {
  std::optional<Usage> busiest;
  for (std::size_t i = 0; i < measured.stations.size(); ++i) {
    const StationMeasurements& station = measured.stations[i];
    const auto share = cores_in_use(measured, i, from, to);
    if (station.external || !share) continue;
    if (!busiest || *share > busiest->utilization)
      busiest = Usage{station.name, Resource::cores, *share};
  }
  return busiest;
}

// Level times nanoseconds of a station over the windows.
Uint128 area_over(const std::vector<std::vector<LevelTotal>>& levels, std::size_t station,
                  std::size_t from, std::size_t to) {
  Uint128 area = 0;
  if (station >= levels.size()) return area;
  for (std::size_t w = from; w < std::min(to, levels[station].size()); ++w)
    area += levels[station][w].area;
  return area;
}

}  // namespace

std::int64_t amount_of(const Timeline& timeline, const char* column, std::size_t window) {
  if (window >= timeline.windows()) return 0;
  return timeline.amount(timeline.series(column), window);
}

std::optional<double> cores_in_use(const Measurements& measured, std::size_t station,
                                   std::size_t from, std::size_t to) {
  const std::vector<NodeMeasurements>& nodes = measured.stations[station].nodes;
  if (nodes.empty()) return std::nullopt;
  const TimelineMeasurements& timeline = measured.timeline;
  return usage(area_over(timeline.busy, station, from, to),
               area_over(timeline.in_service, station, from, to) *
                   static_cast<Uint128>(nodes.front().cores));
}

std::int64_t cores_of(const StationMeasurements& station) {
  std::int64_t cores = 0;
  for (const NodeMeasurements& node : station.nodes) cores += node.cores;
  return cores;
}

Windows windows_of(const Measurements& measured) {
  const TimelineMeasurements& timeline = measured.timeline;
  Windows windows{.width = seconds(timeline.window), .measured_from = 0, .all = {}};
  windows.all.resize(longest(timeline));
  for (std::size_t i = 0; i < timeline.under_way.size(); ++i) {
    windows.all[i].under_way = timeline.under_way[i];
  }
  for (const Timeline& flow : timeline.flows) {
    check(flow.grid().width() == timeline.window, "all timelines of a run have the same windows");
    add_flow(flow, windows.all);
  }
  if (timeline.window > Duration::zero()) {
    const auto whole =
        (measured.warmup_end - kStart + timeline.window - Duration{1}) / timeline.window;
    windows.measured_from = std::min(windows.all.size(), static_cast<std::size_t>(whole));
  }
  return windows;
}

Condition condition_over(const Measurements& measured, const Windows& windows, std::size_t from,
                         std::size_t to) {
  Condition condition;
  Window sum;
  for (std::size_t i = from; i < to; ++i) {
    sum.offered += windows.all[i].offered;
    sum.good += windows.all[i].good;
    sum.bad += windows.all[i].bad;
    sum.declined += windows.all[i].declined;
    sum.attempts += windows.all[i].attempts;
    sum.under_way += windows.all[i].under_way;
  }
  if (to <= from) return condition;
  const auto count = static_cast<double>(to - from);
  condition.offered = static_cast<double>(sum.offered) / (count * windows.width);
  condition.under_way = static_cast<double>(sum.under_way) / count;
  condition.good_share = share(sum.good, sum.good + sum.bad);
  condition.attempts_per_payment = share(sum.attempts, sum.good + sum.bad + sum.declined);
  condition.busiest = busiest(measured, from, to);
  return condition;
}

}  // namespace sim::detail

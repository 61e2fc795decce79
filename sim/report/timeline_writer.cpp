// The run window by window, for charts: timeline.csv.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/input/value.h"
#include "sim/report/seconds.h"
#include "sim/report/windows.h"
#include "sim/report/writers.h"

namespace sim {

namespace {

constexpr const char* kFlowColumns[] = {"offered", "good", "bad", "declined", "attempts"};

// Quoted if it must be (RFC 4180).
std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text)
    quoted += letter == '"' ? std::string(2, letter) : std::string(1, letter);
  return quoted + "\"";
}

// The shortest text that reads back the same.
std::string cell(const std::optional<double>& number) {
  return number ? Value(*number).literal() : std::string();
}

// Per run: a count if there is only one.
std::string mean(std::int64_t count, std::int64_t runs) {
  if (count % runs == 0) return std::to_string(count / runs);
  return cell(static_cast<double>(count) / static_cast<double>(runs));
}

std::string header(const Measurements& measured) {
  std::string line = "start";
  for (const FlowMeasurements& flow : measured.flows) {
    for (const char* column : kFlowColumns) line += "," + cell(flow.name + "." + column);
    for (const char* column : {"p50", "p99", "max"}) line += "," + cell(flow.name + "." + column);
  }
  line += ",under_way";
  for (const StationMeasurements& station : measured.stations) {
    line += "," + cell(station.name + ".busy") + "," + cell(station.name + ".line");
  }
  return line + "\n";
}

void add_latency(const LatencyTimeline& timeline, std::size_t window, std::string& line) {
  const auto& windows = timeline.series().windows();
  if (window >= windows.size()) {
    line += ",,,";
    return;
  }
  const LatencyHistogram& latency = windows[window];
  line += "," + cell(detail::seconds(latency.quantile(kP50)));
  line += "," + cell(detail::seconds(latency.quantile(kP99)));
  line += "," + cell(detail::seconds(latency.max()));
}

std::optional<double> mean_in(const std::vector<std::vector<LevelTotal>>& levels,
                              std::size_t station, std::size_t window) {
  if (station >= levels.size() || window >= levels[station].size()) return std::nullopt;
  return levels[station][window].mean();
}

void add_station(const Measurements& measured, std::size_t station, std::size_t window,
                 std::string& line) {
  const auto busy = detail::cores_in_use(measured, station, window, window + 1);
  line += "," + cell(busy) + "," + cell(mean_in(measured.timeline.line, station, window));
}

}  // namespace

std::string write_timeline(const Measurements& measured) {
  const detail::Windows windows = detail::windows_of(measured);
  const TimelineMeasurements& timeline = measured.timeline;
  std::string out = header(measured);
  for (std::size_t w = 0; w < windows.all.size(); ++w) {
    std::string line = cell(detail::seconds(static_cast<std::int64_t>(w) * timeline.window));
    for (std::size_t i = 0; i < timeline.flows.size(); ++i) {
      for (const char* column : kFlowColumns) {
        line += "," + mean(detail::amount_of(timeline.flows[i], column, w), measured.runs);
      }
      add_latency(timeline.latency[i], w, line);
    }
    line += "," + mean(windows.all[w].under_way, measured.runs);
    for (std::size_t i = 0; i < measured.stations.size(); ++i) add_station(measured, i, w, line);
    out += line + "\n";
  }
  return out;
}

}  // namespace sim

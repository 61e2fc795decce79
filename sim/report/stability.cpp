// Whether the system settles.
#include "sim/report/stability.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "sim/report/number_text.h"
#include "sim/report/windows.h"

namespace sim {

namespace {

constexpr std::size_t kFewestValues = 8;  // values
constexpr double kSignificant = 3;        // t
constexpr double kMattersShare = 0.2;     // of the mean
constexpr double kMattersCount = 10;
constexpr double kEachQuarter = 0.1;  // of what the last one is above the first
constexpr double kRisingLoad = 0.05;  // of its mean, over the windows looked at

double mean_of(std::span<const std::int64_t> values) {
  double sum = 0;
  for (const std::int64_t value : values) sum += static_cast<double>(value);
  return sum / static_cast<double>(values.size());
}

const Offered* most_overloaded(const std::vector<Offered>& offered) {
  const Offered* most = nullptr;
  for (const Offered& each : offered) {
    if (each.capacity <= 0 || each.work < each.capacity) continue;
    if (most == nullptr || each.work * most->capacity > most->work * each.capacity) most = &each;
  }
  return most;
}

std::string overload_sentence(const Offered& station) {
  return station.station + " is asked for " + number_text(station.work) +
         " core-seconds of work a second and can do " + number_text(station.capacity) + " (" +
         percent_text(station.work / station.capacity) + ").";
}

bool load_rises(std::span<const std::int64_t> offered) {
  const auto growth = growth_of(offered);
  return growth && growth->t > kSignificant && growth->growth > kRisingLoad * growth->mean;
}

// A station's line, or a queue's backlog, in each of the windows looked at.
struct Line {
  std::string what;
  std::vector<std::int64_t> values{};
};

Line line_of(const Measurements& measured, std::size_t station, std::size_t from, std::size_t to) {
  Line line{.what = "line of " + measured.stations[station].name};
  const auto& lines = measured.timeline.line;
  if (station >= lines.size()) return line;
  for (std::size_t i = from; i < std::min(to, lines[station].size()); ++i)
    line.values.push_back(std::llround(lines[station][i].mean().value_or(0)));
  return line;
}

Line backlog_of(const Measurements& measured, std::size_t queue, std::size_t from, std::size_t to) {
  const std::vector<std::int64_t>& all = measured.timeline.backlog[queue];
  const auto at = [&all](std::size_t window) {
    return all.begin() + static_cast<std::ptrdiff_t>(std::min(window, all.size()));
  };
  return {.what = "backlog of " + measured.queues[queue].name, .values = {at(from), at(to)}};
}

std::optional<Line> fastest_growing_line(const Measurements& measured, std::size_t from,
                                         std::size_t to) {
  std::vector<Line> lines;
  for (std::size_t i = 0; i < measured.stations.size(); ++i)
    lines.push_back(line_of(measured, i, from, to));
  for (std::size_t i = 0; i < measured.queues.size(); ++i)
    lines.push_back(backlog_of(measured, i, from, to));
  std::optional<Line> fastest;
  double most = 0;
  for (Line& line : lines) {
    if (!keeps_growing(line.values)) continue;
    const double growth = growth_of(line.values)->growth;
    if (growth <= most) continue;
    most = growth;
    fastest = std::move(line);
  }
  return fastest;
}

// "from about 300 to 595 (5.00/s)"; `width` of the values' windows, in seconds.
std::string growth_text(std::span<const std::int64_t> values, double width) {
  const Growth line = *growth_of(values);
  const double time = width * static_cast<double>(values.size() - 1);
  return "from about " + number_text(std::max(0.0, line.mean - line.growth / 2)) + " to " +
         number_text(line.mean + line.growth / 2) + " (" + rate_text(line.growth / time) + ")";
}

}  // namespace

std::optional<Growth> growth_of(std::span<const std::int64_t> values) {
  if (values.size() < kFewestValues) return std::nullopt;
  const auto count = static_cast<double>(values.size());
  const double middle = (count - 1) / 2;
  const double spread = count * (count * count - 1) / 12;  // sum of squared distances from middle
  Growth line{.mean = mean_of(values)};
  double slope = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    slope += (static_cast<double>(i) - middle) * (static_cast<double>(values[i]) - line.mean);
  }
  slope /= spread;
  line.growth = slope * (count - 1);
  double squares = 0;
  double neighbours = 0;
  double before = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double residual =
        static_cast<double>(values[i]) - line.mean - slope * (static_cast<double>(i) - middle);
    squares += residual * residual;
    if (i > 0) neighbours += residual * before;
    before = residual;
  }
  const double r = squares > 0 ? std::clamp(neighbours / squares, 0.0, 0.99) : 0.0;
  const double error = std::sqrt(squares / (count - 2) / spread * (1 + r) / (1 - r));
  if (slope != 0) line.t = error > 0 ? slope / error : std::copysign(1e9, slope);
  return line;
}

bool keeps_growing(std::span<const std::int64_t> values) {
  const auto line = growth_of(values);
  if (!line || line->t <= kSignificant || line->growth <= kMattersCount ||
      line->growth <= kMattersShare * line->mean) {
    return false;
  }
  std::array<double, 4> quarters{};
  for (std::size_t i = 0; i < quarters.size(); ++i) {
    const std::size_t from = i * values.size() / 4;
    quarters[i] = mean_of(values.subspan(from, (i + 1) * values.size() / 4 - from));
  }
  const double least = kEachQuarter * (quarters[3] - quarters[0]);
  return quarters[1] - quarters[0] >= least && quarters[2] - quarters[1] >= least &&
         quarters[3] - quarters[2] >= least;
}

Stability judge_stability(const Measurements& measured, const std::vector<Offered>& offered) {
  if (const Offered* station = most_overloaded(offered))
    return {false, overload_sentence(*station)};
  const detail::Windows windows = detail::windows_of(measured);
  const std::size_t half = (windows.measured_from + windows.all.size()) / 2;
  std::vector<std::int64_t> under_way;
  std::vector<std::int64_t> load;
  for (std::size_t i = half; i < windows.all.size(); ++i) {
    under_way.push_back(windows.all[i].under_way);
    load.push_back(windows.all[i].offered);
  }
  if (under_way.size() < kFewestValues)
    return {true, "The run is too short to see payments pile up."};
  std::string growing;
  if (keeps_growing(under_way))
    growing = "Payments under way grow " + growth_text(under_way, windows.width);
  if (const auto line = fastest_growing_line(measured, half, windows.all.size())) {
    growing += growing.empty() ? "The " : "; the ";
    growing += line->what + " grows " + growth_text(line->values, windows.width);
  }
  if (growing.empty())
    return {true, measured.queues.empty()
                      ? "Neither the payments under way nor the line of any service keep growing."
                      : "Neither the payments under way, nor the line of any service, nor the "
                        "backlog of any queue keep growing."};
  growing += " over the second half of the run";
  if (load_rises(load)) return {true, growing + ", as the load does."};
  return {false, growing + ", though the load does not."};
}

Stability judge_stability(const std::vector<Measurements>& runs,
                          const std::vector<Offered>& offered) {
  Stability worst;
  std::size_t unstable = 0;
  for (const Measurements& run : runs) {
    const Stability stability = judge_stability(run, offered);
    if (!stability.stable) ++unstable;
    if (worst.reason.empty() || (worst.stable && !stability.stable)) worst = stability;
  }
  if (unstable > 0 && runs.size() > 1) {
    worst.reason += " So it is in " + std::to_string(unstable) + " of " +
                    std::to_string(runs.size()) + " runs.";
  }
  return worst;
}

}  // namespace sim

// What may have set off an overload.
#include "sim/report/triggers.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "sim/report/seconds.h"

namespace sim::detail {

namespace {

constexpr double kSurge = 1.5;     // times the median
constexpr double kNoChance = 4.5;  // standard deviations
constexpr std::size_t kNamesMost = 4;

std::size_t window_at(Instant at, Duration width, const Windows& windows) {
  return std::min(windows.all.size(), static_cast<std::size_t>((at - kStart) / width));
}

void add_events(const Measurements& measured, const Windows& windows,
                std::vector<Trigger>& triggers) {
  const Duration width = measured.timeline.window;
  for (std::size_t i = 0; i < measured.timeline_events.size(); ++i) {
    const EventMeasurements& event = measured.timeline_events[i];
    if (!event.until || *event.until <= measured.warmup_end) continue;
    triggers.push_back({.what = event.what,
                        .began = seconds(event.at),
                        .ended = seconds(*event.until),
                        .from = window_at(event.at, width, windows),
                        .to = window_at(*event.until + width - Duration{1}, width, windows),
                        .event = i});
  }
}

double median_load(const Windows& windows) {
  std::vector<std::int64_t> loads;
  for (std::size_t i = windows.measured_from; i < windows.all.size(); ++i) {
    loads.push_back(windows.all[i].offered);
  }
  if (loads.empty()) return 0;
  const auto middle = loads.begin() + static_cast<std::ptrdiff_t>(loads.size() / 2);
  std::ranges::nth_element(loads, middle);
  return static_cast<double>(*middle);
}

void add_surges(const Windows& windows, std::vector<Trigger>& triggers) {
  const double median = median_load(windows);
  const double least = std::max(kSurge * median, median + kNoChance * std::sqrt(median));
  const auto is_high = [&](std::size_t window) {
    return median > 0 && static_cast<double>(windows.all[window].offered) > least;
  };
  const std::size_t end = windows.all.size();
  for (std::size_t from = windows.measured_from; from < end; ++from) {
    if (!is_high(from)) continue;
    std::size_t to = from;
    while (to < end && is_high(to)) ++to;
    if (to == end) return;
    triggers.push_back({.what = "the surge of load",
                        .began = static_cast<double>(from) * windows.width,
                        .ended = static_cast<double>(to) * windows.width,
                        .from = from,
                        .to = to});
    from = to;
  }
}

}  // namespace

std::vector<Trigger> find_triggers(const Measurements& measured, const Windows& windows) {
  std::vector<Trigger> triggers;
  if (windows.all.empty()) return triggers;
  add_events(measured, windows, triggers);
  add_surges(windows, triggers);
  std::ranges::sort(triggers, {}, [](const Trigger& trigger) {
    return std::tuple(trigger.began, trigger.ended, trigger.what);
  });
  return triggers;
}

std::string in_words(const std::vector<Trigger>& triggers) {
  std::vector<std::pair<std::string, int>> names;
  for (const Trigger& trigger : triggers) {
    const auto known = std::ranges::find(names, trigger.what, &std::pair<std::string, int>::first);
    if (known == names.end()) {
      names.emplace_back(trigger.what, 1);
    } else {
      ++known->second;
    }
  }
  const std::size_t shown = names.size() > kNamesMost ? kNamesMost - 1 : names.size();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i].first;
    if (names[i].second > 1) text += " (" + std::to_string(names[i].second) + " times)";
  }
  if (shown < names.size()) text += " and " + std::to_string(names.size() - shown) + " others";
  return text;
}

std::size_t first_lasting_failure(const Measurements& measured, const Windows& windows) {
  std::size_t first = windows.all.size();
  for (const EventMeasurements& event : measured.timeline_events) {
    if (event.until || !event.is_failure || windows.all.empty()) continue;
    first = std::min(first, window_at(event.at, measured.timeline.window, windows));
  }
  return first;
}

}  // namespace sim::detail

// Means by class, each from the loads of the classes up to it.
#include "sim/theory/priorities.h"

#include <algorithm>

#include "sim/theory/averages.h"
#include "sim/theory/erlang.h"
#include "sim/theory/many_servers.h"

namespace sim::theory {

namespace {

double load_of(const PriorityClass& one) {
  return one.arrival_rate * one.service_time;
}

// What an arrival finds still to be done of the job in service, on average: rate E[service^2] / 2.
double unfinished(const PriorityClass& one) {
  return load_of(one) * one.service_time * ((1 + one.service_scv) / 2);
}

bool makes_sense(std::span<const PriorityClass> classes) {
  double load = 0;
  for (const PriorityClass& one : classes) {
    if (!detail::is_number(one.arrival_rate) || !detail::is_positive(one.service_time) ||
        !detail::is_number(one.service_scv) || !detail::is_number(unfinished(one)))
      return false;
    load += load_of(one);
  }
  return !classes.empty() && load < 1;
}

std::optional<double> total_rate(const PriorityServers& station) {
  double total = 0;
  for (const double rate : station.arrival_rates) {
    if (!detail::is_number(rate)) return std::nullopt;
    total += rate;
  }
  if (station.arrival_rates.empty()) return std::nullopt;
  return total;
}

std::optional<Averages> averages_at(const PriorityServers& station, double rate) {
  return averages_of(ManyServers{
      .servers = station.servers, .arrival_rate = rate, .service_time = station.service_time});
}

// Nothing if a result is beyond what a double can hold.
std::optional<ManyClassTimes> if_numbers(ManyClassTimes times) {
  const auto good = [](const ClassTimes& one) { return detail::is_number(one.stay); };
  if (!std::ranges::all_of(times, good)) return std::nullopt;
  return times;
}

}  // namespace

std::optional<ManyClassTimes> non_preemptive(std::span<const PriorityClass> classes) {
  if (!makes_sense(classes)) return std::nullopt;
  double in_service = 0;
  for (const PriorityClass& one : classes) in_service += unfinished(one);
  ManyClassTimes times;
  double before = 0;
  for (const PriorityClass& one : classes) {
    const double with = before + load_of(one);
    const double wait = in_service / ((1 - before) * (1 - with));
    times.push_back({.wait = wait, .stay = wait + one.service_time});
    before = with;
  }
  return if_numbers(std::move(times));
}

std::optional<ManyClassTimes> preemptive_resume(std::span<const PriorityClass> classes) {
  if (!makes_sense(classes)) return std::nullopt;
  ManyClassTimes times;
  double before = 0;
  double in_service = 0;
  for (const PriorityClass& one : classes) {
    const double with = before + load_of(one);
    in_service += unfinished(one);
    const double in_line = in_service / ((1 - before) * (1 - with));
    const double interrupted = one.service_time * before / (1 - before);
    const double wait = in_line + interrupted;
    times.push_back({.wait = wait, .stay = wait + one.service_time});
    before = with;
  }
  return if_numbers(std::move(times));
}

std::optional<ManyClassTimes> non_preemptive(const PriorityServers& station) {
  const auto total = total_rate(station);
  const auto all = total ? averages_at(station, *total) : std::nullopt;
  if (!all) return std::nullopt;
  const auto servers = static_cast<double>(station.servers);
  const double waits = erlang_c(station.servers, *total * station.service_time).value_or(0);
  ManyClassTimes times;
  double before = 0;
  for (const double rate : station.arrival_rates) {
    const double with = before + rate * station.service_time;
    // (servers - load) keeps the digits that 1 - load / servers would lose.
    const double wait =
        waits * station.service_time * servers / ((servers - before) * (servers - with));
    times.push_back({.wait = wait, .stay = wait + station.service_time});
    before = with;
  }
  return if_numbers(std::move(times));
}

std::optional<ManyClassTimes> preemptive_resume(const PriorityServers& station) {
  const auto total = total_rate(station);
  if (!total || !averages_at(station, *total)) return std::nullopt;
  ManyClassTimes times;
  double rate_before = 0;
  double in_line_before = 0;
  for (const double rate : station.arrival_rates) {
    const double rate_with = rate_before + rate;
    const auto with = averages_at(station, rate_with);
    if (!with || !(rate > 0)) return std::nullopt;
    const double wait = std::max(0.0, with->in_line - in_line_before) / rate;
    times.push_back({.wait = wait, .stay = wait + station.service_time});
    rate_before = rate_with;
    in_line_before = with->in_line;
  }
  return if_numbers(std::move(times));
}

}  // namespace sim::theory

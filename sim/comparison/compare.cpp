// Two scenarios run on common random numbers.
#include "sim/comparison/compare.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <tuple>

#include "sim/kernel/check.h"
#include "sim/statistics/comparison.h"
#include "sim/statistics/holm.h"

namespace sim {

namespace {

constexpr double kSignificant = 0.05;

// A value of each run of both, where all runs have one.
struct Pairs {
  std::vector<double> first;
  std::vector<double> second;
};

std::optional<Pairs> pairs_of(const std::vector<std::optional<double>>& first,
                              const std::vector<std::optional<double>>& second) {
  Pairs pairs;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (!first[i] || !second[i]) return std::nullopt;
    pairs.first.push_back(*first[i]);
    pairs.second.push_back(*second[i]);
  }
  return pairs;
}

class Comparer {
 public:
  template <class Subject>
  void compare_all(std::span<const Measure<Subject>> measures, const std::string& name,
                   const Sampled<Subject>& first, const Sampled<Subject>& second, bool is_of_flow) {
    for (const Measure<Subject>& measure : measures) {
      Difference difference{.subject = name,
                            .measure = std::string(measure.name),
                            .unit = measure.unit,
                            .better = measure.better};
      difference.is_of_flow = is_of_flow;
      difference.before = estimate_of(measure, first).estimate;
      difference.after = estimate_of(measure, second).estimate;
      if (!difference.before && !difference.after) continue;
      const auto pairs = pairs_of(values_of(measure, first), values_of(measure, second));
      if (pairs) pair(*pairs, difference);
      differences_.push_back(std::move(difference));
    }
  }

  std::vector<Difference> judged() {
    detail::judge(differences_, p_values_);
    return std::move(differences_);
  }

 private:
  void pair(const Pairs& pairs, Difference& difference) {
    const auto comparison = paired_comparison(pairs.second, pairs.first);
    if (!comparison) return;
    const Interval& interval = comparison->difference;
    difference.difference = {interval.estimate, interval.low, interval.high};
    difference.p_value = comparison->p_value;
    p_values_.push_back(comparison->p_value);
  }

  std::vector<Difference> differences_;
  std::vector<double> p_values_;
};

template <class Named>
std::optional<std::size_t> place_of(const std::string& name, const std::vector<Named>& all) {
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].name == name) return i;
  return std::nullopt;
}

Change meaning_of(const Difference& difference) {
  if (!difference.is_significant) return Change::none;
  if (difference.better == Better::neither) return Change::other;
  const bool grows = difference.difference.estimate.value_or(0) > 0;
  return grows == (difference.better == Better::more) ? Change::better : Change::worse;
}

std::vector<Flip> flips_between(const Report& first, const Report& second) {
  std::vector<Flip> flips;
  for (const ObjectiveReport& objective : first.objectives) {
    const auto other = std::ranges::find(second.objectives, objective.text, &ObjectiveReport::text);
    if (other != second.objectives.end() && other->verdict != objective.verdict)
      flips.push_back({objective.text, objective.verdict, other->verdict});
  }
  return flips;
}

}  // namespace

bool is_worse(const ComparisonReport& report) {
  const bool flips = std::ranges::any_of(
      report.flips, [](const Flip& flip) { return flip.after == Verdict::fail; });
  return flips || std::ranges::any_of(report.differences, [](const Difference& difference) {
           return difference.is_of_flow && difference.change == Change::worse;
         });
}

namespace detail {

void judge(std::vector<Difference>& differences, const std::vector<double>& p_values) {
  const std::vector<double> adjusted = holm(p_values);
  std::size_t next = 0;
  for (Difference& difference : differences) {
    if (!difference.p_value) continue;
    difference.p_value = adjusted[next++];
    difference.is_significant = *difference.p_value <= kSignificant;
    difference.change = meaning_of(difference);
  }
}

void add_moved(const std::string& what, double amount, bool after, std::vector<Moved>& all) {
  const auto found = std::ranges::find(all, what, &Moved::what);
  Moved& moved = found == all.end() ? all.emplace_back(Moved{what, 0, 0}) : *found;
  (after ? moved.after : moved.before) += amount;
}

void sort_by_change(std::vector<Moved>& all) {
  std::ranges::sort(all, {}, [](const Moved& moved) {
    const double change = moved.after - moved.before;
    return std::tuple(change < 0 ? change : -change, moved.what);
  });
}

std::vector<Moved> moved_time(const Report& first, const Report& second) {
  std::vector<Moved> all;
  for (const PlaceReport& place : first.time_spent)
    add_moved(place.place, place.seconds, false, all);
  for (const PlaceReport& place : second.time_spent)
    add_moved(place.place, place.seconds, true, all);
  sort_by_change(all);
  return all;
}

std::vector<Moved> moved_failures(const Report& first, const Report& second) {
  std::vector<Moved> all;
  for (const EventReport& event : first.timeline_events)
    add_moved(event.what, event.payments_lost, false, all);
  for (const EventReport& event : second.timeline_events)
    add_moved(event.what, event.payments_lost, true, all);
  sort_by_change(all);
  return all;
}

}  // namespace detail

ComparisonReport compare(const Runs& first, const Report& first_report, const Runs& second,
                         const Report& second_report) {
  check(first.count() == second.count(), "compared scenarios have equally many runs");
  ComparisonReport report;
  report.first = first_report.scenario;
  report.second = second_report.scenario;
  report.runs_first = first.count();
  report.runs_second = second.count();
  report.is_identical = first_report.fingerprints == second_report.fingerprints;
  Comparer comparer;
  const Measurements& after = second.pooled();
  for (std::size_t i = 0; i < first.pooled().flows.size(); ++i) {
    const std::string& name = first.pooled().flows[i].name;
    if (const auto other = place_of(name, after.flows))
      comparer.compare_all(flow_measures(), name, first.flow(i), second.flow(*other), true);
  }
  for (std::size_t i = 0; i < first.pooled().stations.size(); ++i) {
    const std::string& name = first.pooled().stations[i].name;
    if (const auto other = place_of(name, after.stations))
      comparer.compare_all(station_measures(), name, first.station(i), second.station(*other),
                           false);
  }
  for (std::size_t i = 0; i < first.pooled().stores.size(); ++i) {
    const std::string& name = first.pooled().stores[i].name;
    if (const auto other = place_of(name, after.stores))
      comparer.compare_all(store_measures(), name, first.store(i), second.store(*other), false);
  }
  for (std::size_t i = 0; i < first.pooled().locks.size(); ++i) {
    const std::string& name = first.pooled().locks[i].name;
    if (const auto other = place_of(name, after.locks))
      comparer.compare_all(lock_measures(), name, first.lock(i), second.lock(*other), false);
  }
  for (std::size_t i = 0; i < first.pooled().caches.size(); ++i) {
    const std::string& name = first.pooled().caches[i].name;
    if (const auto other = place_of(name, after.caches))
      comparer.compare_all(cache_measures(), name, first.cache(i), second.cache(*other), false);
  }
  for (std::size_t i = 0; i < first.pooled().queues.size(); ++i) {
    const std::string& name = first.pooled().queues[i].name;
    if (const auto other = place_of(name, after.queues))
      comparer.compare_all(queue_measures(), name, first.queue(i), second.queue(*other), false);
  }
  report.differences = comparer.judged();
  report.flips = flips_between(first_report, second_report);
  report.time = detail::moved_time(first_report, second_report);
  report.failures = detail::moved_failures(first_report, second_report);
  return report;
}

}  // namespace sim

// Two finished reports.
#include "sim/comparison/compare_reports.h"

#include <cmath>
#include <vector>

#include "sim/comparison/compare.h"
#include "sim/statistics/interval.h"
#include "sim/statistics/student_t.h"

namespace sim {

namespace {

constexpr std::int64_t kFormat = 1;

const Value* at(const Value& json, std::initializer_list<std::string_view> path) {
  const Value* value = &json;
  for (const std::string_view name : path) {
    if (value == nullptr) return nullptr;
    value = value->find(name);
  }
  return value;
}

std::optional<double> number(const Value* value) {
  return value == nullptr ? std::nullopt : value->as_double();
}

std::int64_t runs_of(const Value& report) {
  const Value* const runs = at(report, {"run", "replications"});
  return runs == nullptr ? 0 : runs->as_int64().value_or(0);
}

std::string name_of(const Value& report) {
  const Value* const name = at(report, {"scenario", "name"});
  return name != nullptr && name->is_text() ? name->text() : std::string();
}

// A mean and its standard error, from the interval that was printed.
struct Told {
  double estimate;
  double error;
};

std::optional<Told> told(const Value* estimate, std::int64_t runs) {
  if (estimate == nullptr || runs < 2) return std::nullopt;
  const auto middle = number(estimate->find("estimate"));
  const auto low = number(estimate->find("low"));
  const auto high = number(estimate->find("high"));
  if (!middle || !low || !high) return std::nullopt;
  const double critical = student_t_critical(kLevel, static_cast<double>(runs - 1));
  return Told{*middle, (*high - *low) / 2 / critical};
}

// Where a report has a measure: {"latency", "p99"}.
struct Place {
  std::string_view measure;
  std::vector<std::string_view> path;
};

const std::vector<Place>& places_of_flows() {
  static const std::vector<Place> places = {
      {"availability", {"availability"}}, {"throughput", {"throughput"}},
      {"mean", {"latency", "mean"}},      {"p50", {"latency", "p50"}},
      {"p90", {"latency", "p90"}},        {"p95", {"latency", "p95"}},
      {"p99", {"latency", "p99"}},        {"p999", {"latency", "p999"}},
      {"p9999", {"latency", "p9999"}}};
  return places;
}

const std::vector<Place>& places_of_services() {
  static const std::vector<Place> places = {
      {"utilization", {"utilization"}}, {"thread_utilization", {"thread_utilization"}},
      {"wait_mean", {"wait", "mean"}},  {"wait_p99", {"wait", "p99"}},
      {"stay_mean", {"stay", "mean"}},  {"stay_p99", {"stay", "p99"}}};
  return places;
}

const std::vector<Place>& places_of_locks() {
  static const std::vector<Place> places = [] {
    std::vector<Place> all;
    for (const LockMeasure& each : lock_measures()) all.push_back({each.name, {each.name}});
    return all;
  }();
  return places;
}

const std::vector<Place>& places_of_stores() {
  static const std::vector<Place> places = [] {
    std::vector<Place> all;
    for (const StoreMeasure& each : store_measures()) all.push_back({each.name, {each.name}});
    return all;
  }();
  return places;
}

// Of caches reports have no other estimates.
const std::vector<Place>& places_of_caches() {
  static const std::vector<Place> places = {{"hit_ratio", {"hit_ratio"}}};
  return places;
}

const std::vector<Place>& places_of_queues() {
  static const std::vector<Place> places = [] {
    std::vector<Place> all;
    for (const QueueMeasure& each : queue_measures()) all.push_back({each.name, {each.name}});
    return all;
  }();
  return places;
}

const Value* find_in(const Value& subject, const std::vector<std::string_view>& path) {
  const Value* value = &subject;
  for (const std::string_view name : path)
    if (value != nullptr) value = value->find(name);
  return value;
}

// Welch's t and the degrees of freedom of Satterthwaite, from standard errors.
void add_test(const Told& first, std::int64_t first_runs, const Told& second,
              std::int64_t second_runs, Difference& difference, std::vector<double>& p_values) {
  const double a = first.error * first.error;
  const double b = second.error * second.error;
  const double shift = second.estimate - first.estimate;
  const double error = std::sqrt(a + b);
  if (error == 0) {
    difference.difference = {shift, shift, shift};
    difference.p_value = shift == 0 ? 1 : 0;
  } else {
    const double degrees = (a + b) * (a + b) /
                           (a * a / static_cast<double>(first_runs - 1) +
                            b * b / static_cast<double>(second_runs - 1));
    const double half = student_t_critical(kLevel, degrees) * error;
    difference.difference = {shift, shift - half, shift + half};
    difference.p_value = student_t_outside(shift / error, degrees);
  }
  p_values.push_back(*difference.p_value);
}

class Reports {
 public:
  Reports(const Value& first, const Value& second) : first_(first), second_(second) {}

  template <class FindMeasure>
  void compare(std::string_view group, const std::vector<Place>& places, FindMeasure find_measure,
               bool is_of_flow) {
    const Value* const before = first_.find(group);
    const Value* const after = second_.find(group);
    if (before == nullptr || after == nullptr || !before->is_object()) return;
    for (const Value::Member& subject : before->members()) {
      const Value* const other = after->find(subject.name);
      if (other == nullptr) continue;
      for (const Place& place : places) {
        const auto& measure = *find_measure(place.measure);
        Difference difference{.subject = subject.name,
                              .measure = std::string(place.measure),
                              .unit = measure.unit,
                              .better = measure.better};
        difference.is_of_flow = is_of_flow;
        add(find_in(subject.value, place.path), find_in(*other, place.path), std::move(difference));
      }
    }
  }

  std::vector<Difference> judged() {
    detail::judge(differences_, p_values_);
    return std::move(differences_);
  }

 private:
  void add(const Value* before, const Value* after, Difference difference) {
    if (before != nullptr) difference.before = number(before->find("estimate"));
    if (after != nullptr) difference.after = number(after->find("estimate"));
    if (!difference.before && !difference.after) return;
    const auto first = told(before, runs_of(first_));
    const auto second = told(after, runs_of(second_));
    if (first && second)
      add_test(*first, runs_of(first_), *second, runs_of(second_), difference, p_values_);
    differences_.push_back(std::move(difference));
  }

  const Value& first_;
  const Value& second_;
  std::vector<Difference> differences_;
  std::vector<double> p_values_;
};

std::vector<Moved> moved(const Value& first, const Value& second) {
  std::vector<Moved> all;
  for (const auto& [report, after] : {std::pair(&first, false), std::pair(&second, true)}) {
    const Value* const places = report->find("time_spent");
    if (places == nullptr || !places->is_object()) continue;
    for (const Value::Member& place : places->members())
      detail::add_moved(place.name, place.value.as_double().value_or(0), after, all);
  }
  detail::sort_by_change(all);
  return all;
}

}  // namespace

bool is_report(const Value& json) {
  return at(json, {"headroom", "format"}) != nullptr;
}

std::optional<ComparisonReport> compare_reports(const Value& first, const Value& second,
                                                std::string& why) {
  for (const Value* report : {&first, &second}) {
    const Value* const format = at(*report, {"headroom", "format"});
    if (format == nullptr || format->as_int64() != kFormat) {
      why = "is not a report of format " + std::to_string(kFormat);
      return std::nullopt;
    }
  }
  ComparisonReport comparison;
  comparison.first = name_of(first);
  comparison.second = name_of(second);
  comparison.is_paired = false;
  comparison.runs_first = runs_of(first);
  comparison.runs_second = runs_of(second);
  Reports reports(first, second);
  reports.compare("flows", places_of_flows(), find_flow_measure, true);
  reports.compare("services", places_of_services(), find_station_measure, false);
  reports.compare("stores", places_of_stores(), find_store_measure, false);
  reports.compare("locks", places_of_locks(), find_lock_measure, false);
  reports.compare("caches", places_of_caches(), find_cache_measure, false);
  reports.compare("queues", places_of_queues(), find_queue_measure, false);
  comparison.differences = reports.judged();
  comparison.time = moved(first, second);
  return comparison;
}

}  // namespace sim

// What objectives can be about, and what can be asked of each.
#include "sim/objectives/subjects.h"

#include <algorithm>
#include <array>

namespace sim::detail {

namespace {

using enum Objective::Of;

constexpr std::array kAllOf = {flow, service, store, lock, cache, queue};

template <class Measures>
std::vector<Facts> facts_in(const Measures& measures) {
  std::vector<Facts> facts;
  for (const auto& each : measures) facts.push_back({each.name, each.unit, each.better});
  return facts;
}

std::vector<Facts> facts_of(Objective::Of of) {
  switch (of) {
    case flow:
      return facts_in(flow_measures());
    case service:
      return facts_in(station_measures());
    case store:
      return facts_in(store_measures());
    case lock:
      return facts_in(lock_measures());
    case cache:
      return facts_in(cache_measures());
    case queue:
      return facts_in(queue_measures());
  }
  return {};
}

}  // namespace

std::string one_in_words(Objective::Of of) {
  switch (of) {
    case flow:
      return "flow";
    case service:
      return "service";
    case store:
      return "store";
    case lock:
      return "lock service";
    case cache:
      return "cache";
    case queue:
      return "queue";
  }
  return {};
}

std::string in_words(Objective::Of of) {
  return one_in_words(of) + "s";
}

std::optional<Facts> find_facts(Objective::Of of, std::string_view measure) {
  const std::vector<Facts> all = facts_of(of);
  const auto found = std::ranges::find(all, measure, &Facts::name);
  return found == all.end() ? std::nullopt : std::optional(*found);
}

std::vector<std::string_view> names_for(Objective::Of of) {
  std::vector<std::string_view> names;
  for (const Facts& each : facts_of(of)) names.push_back(each.name);
  return names;
}

std::vector<std::string_view> all_names() {
  std::vector<std::string_view> names;
  for (const Objective::Of of : kAllOf)
    for (const std::string_view each : names_for(of)) names.push_back(each);
  return names;
}

std::optional<Objective::Of> asked_of(std::string_view measure) {
  for (const Objective::Of of : kAllOf)
    if (find_facts(of, measure)) return of;
  return std::nullopt;
}

}  // namespace sim::detail

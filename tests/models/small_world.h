// Small worlds: a scenario's text in, what was measured out. Whoever gets the text wrong is told
// all that is wrong with it.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "models/scenario.h"
#include "models/world.h"
#include "sim/input/json.h"
#include "sim/measure/measurements.h"

namespace models {

// Nothing, and problems, if the text is wrong. A scenario without a name is called "small".
inline std::optional<Scenario> read_small(std::string_view json, sim::Problems& problems) {
  sim::Files files;
  const std::uint32_t file = files.add("small.json");
  problems.know(files);
  auto value = sim::parse_json(json, file, problems);
  if (!value) return std::nullopt;
  if (value->find("name") == nullptr) (*value)["name"] = sim::Value("small");
  return read_scenario(*value, files, problems);
}

inline Scenario scenario_of(std::string_view json) {
  sim::Problems problems;
  auto scenario = read_small(json, problems);
  if (!scenario) throw std::invalid_argument("the test's scenario is wrong:\n" + problems.render());
  return *std::move(scenario);
}

// What is wrong with a scenario, a line for each problem.
inline std::string problems_of(std::string_view json) {
  sim::Problems problems;
  read_small(json, problems);
  return problems.render();
}

inline sim::Measurements run(const Scenario& scenario, World::Recorder recorder = {}) {
  World world(scenario, std::move(recorder));
  const auto trouble = world.run([](sim::Instant) { return true; });
  if (trouble) throw std::runtime_error("the run came to nothing: " + *trouble);
  return world.measurements();
}

inline sim::Measurements run(std::string_view json) {
  return run(scenario_of(json));
}

namespace detail {
template <class Named>
const Named& called(const std::vector<Named>& all, std::string_view name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Named& each) { return each.name == name; });
  if (found == all.end()) throw std::out_of_range("nothing is called " + std::string(name));
  return *found;
}
}  // namespace detail

inline const sim::FlowMeasurements& flow(const sim::Measurements& measured,
                                         std::string_view name = "pay") {
  return detail::called(measured.flows, name);
}
inline const sim::StationMeasurements& station(const sim::Measurements& measured,
                                               std::string_view name) {
  return detail::called(measured.stations, name);
}
// "bank/0"
inline const sim::NodeMeasurements& node(const sim::Measurements& measured,
                                         std::string_view label) {
  return detail::called(station(measured, label.substr(0, label.find('/'))).nodes, label);
}

// Nanoseconds that work for a flow spent at a place: "bank.cpu", "network".
inline sim::Duration spent(const sim::Measurements& measured, std::string_view place,
                           std::string_view name = "pay") {
  const auto found = std::find(measured.places.begin(), measured.places.end(), place);
  if (found == measured.places.end()) throw std::out_of_range("no place " + std::string(place));
  const auto index = static_cast<std::size_t>(found - measured.places.begin());
  return sim::Duration{static_cast<std::int64_t>(flow(measured, name).spent[index])};
}

// How often something was the reason that an intent was not good.
inline std::int64_t reason(const sim::Measurements& measured, const std::string& why,
                           std::string_view name = "pay") {
  const auto& reasons = flow(measured, name).reasons;
  const auto found = reasons.find(why);
  return found == reasons.end() ? 0 : found->second;
}

}  // namespace models

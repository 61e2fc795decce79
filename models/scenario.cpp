// A scenario: everything a run is told.
#include "models/scenario.h"

#include <algorithm>
#include <set>

#include "sim/input/codec.h"

namespace models {

std::vector<std::string> Scenario::key_names() const {
  std::set<std::string> names;
  for (const LoadSpec& each : load)
    for (const std::string& key : each.key_names()) names.insert(key);
  return {names.begin(), names.end()};
}

std::size_t Scenario::key_index(const std::string& key) const {
  const std::vector<std::string> names = key_names();
  const auto found = std::find(names.begin(), names.end(), key.empty() ? "payer" : key);
  return found == names.end() ? 0 : static_cast<std::size_t>(found - names.begin());
}

std::optional<OperationName> operation_name(const std::string& text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos) return std::nullopt;
  return OperationName{text.substr(0, dot), text.substr(dot + 1)};
}

std::optional<Scenario> read_scenario(const sim::Value& json, const sim::Files& files,
                                      sim::Problems& problems) {
  const std::size_t before = problems.count();
  auto scenario = sim::read<Scenario>(json, files, problems);
  if (scenario) check_references(*scenario, problems);
  if (problems.count() != before) return std::nullopt;
  return scenario;
}

}  // namespace models

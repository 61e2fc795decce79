// Values, put together.
#pragma once

#include <utility>
#include <vector>

#include "sim/input/value.h"

namespace models {

inline sim::Value object(std::vector<std::pair<const char*, sim::Value>> members) {
  sim::Value made = sim::Value::object();
  for (auto& [name, value] : members) made[name] = std::move(value);
  return made;
}

inline sim::Value list(std::vector<sim::Value> items) {
  sim::Value made = sim::Value::array();
  for (sim::Value& item : items) made.push_back(std::move(item));
  return made;
}

}  // namespace models

// Parts of a report as JSON.
#pragma once

#include <optional>

#include "sim/input/value.h"
#include "sim/report/report.h"

namespace sim::detail {

inline Value json(const std::optional<double>& number) {
  return number ? Value(*number) : Value();
}

inline Value json(const Estimate& estimate) {
  Value out = Value::object();
  out["estimate"] = json(estimate.estimate);
  out["low"] = json(estimate.low);
  out["high"] = json(estimate.high);
  return out;
}

}  // namespace sim::detail

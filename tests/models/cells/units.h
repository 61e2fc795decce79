// Worlds of two units, one in each of two zones.
#pragma once

#include <string>

#include "tests/models/callers/told.h"

namespace models {

// So many of four partitions are those of west, in zone w; the others are those of east, in zone e.
// Messages take 10 ms from zone to zone.
inline std::string two_units(int of_west) {
  return R"(, "zones": {"w": {}, "e": {}}, "network": {"same_region": "10ms"},
      "cells": {"halves": {"partitions": 4, "units": {
        "east": {"zones": ["e"], "partitions": [)" +
         std::to_string(of_west) + R"(, 3]},
        "west": {"zones": ["w"], "partitions": [0, )" +
         std::to_string(of_west - 1) + "]}}}}";
}

// Payments of that many payers, each as likely, until 10 s.
inline std::string paid_by(const std::string& payers, const std::string& rate = "1000/s") {
  std::string load = steady(rate, "10s");
  load.back() = ',';
  return load + R"("keys": {"payer": {"uniform": )" + payers + "}}}";
}

inline const std::string kManyPayers = "1000000";

// A bank with a node in each unit, in the order of the units: bank/0 is in the east.
inline std::string bank(const std::string& steps, int nodes = 2) {
  return R"("bank": {"cells": "halves", "nodes": )" + std::to_string(nodes) +
         R"(, "operations": {"pay": [)" + steps + "]}}";
}

inline std::int64_t served(const sim::Measurements& measured, const std::string& label) {
  return node(measured, label).served;
}

}  // namespace models

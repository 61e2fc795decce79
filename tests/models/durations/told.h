// Specs from their JSON, as a scenario would tell them.
#pragma once

#include <gtest/gtest.h>
#include <optional>
#include <string>

#include "sim/input/codec.h"
#include "sim/input/json.h"
#include "sim/input/kinds.h"

namespace models {

// Nothing if it is wrong; `problems` says why.
template <class T>
std::optional<T> read_told(const std::string& json, sim::Problems& problems) {
  const auto value = sim::parse_json(json, problems.add_file("told"), problems);
  if (!value) return std::nullopt;
  return sim::read<T>(*value, problems.files(), problems);
}

// What is told in a test is right.
template <class T>
T told(const std::string& json) {
  sim::Problems problems;
  auto read = read_told<T>(json, problems);
  EXPECT_EQ(problems.render(), "") << json;
  return read ? *read : T{};
}

template <class T>
std::string complaints_about(const std::string& json) {
  sim::Problems problems;
  read_told<T>(json, problems);
  return problems.render();
}

template <class T>
T written_and_read_back(const T& spec) {
  return told<T>(sim::to_json(sim::write(spec)));
}

}  // namespace models

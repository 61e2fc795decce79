// Every combination of the values of some parameters.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/sweep/parameter.h"

namespace sim {

// Points are numbered from 0; the last parameter changes with every point.
class Grid {
 public:
  explicit Grid(std::vector<Parameter> parameters) : parameters_(std::move(parameters)) {}

  const std::vector<Parameter>& parameters() const { return parameters_; }
  // kMostValues + 1 if there are more than kMostValues points.
  std::size_t size() const;
  // A value for each parameter.
  std::vector<std::string> values(std::size_t point) const;
  // "PATH=VALUE" for each parameter, as --set takes them.
  std::vector<std::string> assignments(std::size_t point) const;

 private:
  std::vector<Parameter> parameters_;
};

}  // namespace sim

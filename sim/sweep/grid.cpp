// Every combination of the values of some parameters.
#include "sim/sweep/grid.h"

#include <algorithm>

namespace sim {

std::size_t Grid::size() const {
  std::size_t size = 1;
  for (const Parameter& parameter : parameters_) {
    size *= parameter.values.size();
    if (size > kMostValues) return kMostValues + 1;
  }
  return size;
}

std::vector<std::string> Grid::values(std::size_t point) const {
  std::vector<std::string> values;
  for (auto parameter = parameters_.rbegin(); parameter != parameters_.rend(); ++parameter) {
    values.push_back(parameter->values[point % parameter->values.size()]);
    point /= parameter->values.size();
  }
  std::ranges::reverse(values);
  return values;
}

std::vector<std::string> Grid::assignments(std::size_t point) const {
  std::vector<std::string> assignments = values(point);
  for (std::size_t i = 0; i < assignments.size(); ++i)
    assignments[i] = parameters_[i].path + "=" + assignments[i];
  return assignments;
}

}  // namespace sim

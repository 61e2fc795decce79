// What no formula takes.
#pragma once

#include <limits>

namespace sim::theory {

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

}  // namespace sim::theory

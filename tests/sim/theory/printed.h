// Holds results against numbers as tables print them.
#pragma once

#include <charconv>
#include <cmath>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <string_view>

namespace sim::theory {

// Half a unit of the last digit printed: 0.005 for "1.25", 0.5e-7 for "1.2e-6".
inline double half_last_digit(std::string_view printed) {
  const auto power = printed.find('e');
  const auto digits = printed.substr(0, power);
  const auto point = digits.find('.');
  int place = 0;
  if (power != std::string_view::npos) {
    const auto sign = printed[power + 1] == '+' ? 2U : 1U;
    std::from_chars(printed.data() + power + sign, printed.data() + printed.size(), place);
  }
  if (point != std::string_view::npos) place -= static_cast<int>(digits.size() - point - 1);
  return 0.5 * std::pow(10.0, place);
}

// To the last digit printed, with 4 units in the last place of a double for texts that print more
// than it holds.
inline testing::AssertionResult agrees(std::optional<double> value, std::string_view printed) {
  double expected = 0;
  const char* end = printed.data() + printed.size();
  if (std::from_chars(printed.data(), end, expected).ptr != end)
    return testing::AssertionFailure() << "\"" << printed << "\" is not a number";
  if (!value) return testing::AssertionFailure() << "nothing instead of " << printed;
  const double tolerance = 1.02 * half_last_digit(printed) + 0x1p-50 * std::abs(expected);
  if (std::abs(*value - expected) <= tolerance) return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << *value << " is off by " << *value - expected << " from " << printed;
}

// Relative, for what was computed exactly elsewhere.
inline testing::AssertionResult is_within(double tolerance, std::optional<double> value,
                                          double exact) {
  if (!value) return testing::AssertionFailure() << "nothing instead of " << exact;
  if (std::abs(*value - exact) <= tolerance * std::abs(exact)) return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << *value << " is off by " << (*value - exact) / exact << " times " << exact;
}

}  // namespace sim::theory

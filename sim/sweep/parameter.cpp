// What a sweep varies: a field of the scenario, and the values that it takes one after the other.
#include "sim/sweep/parameter.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "sim/input/decimal.h"
#include "sim/input/problem.h"

namespace sim {

namespace {

constexpr std::size_t kMostDecimals = 9;

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

// At the commas that are in no brackets and no quotation marks.
std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> items;
  int depth = 0;
  bool is_quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char letter = text[i];
    if (is_quoted && letter == '\\') ++i;
    if (letter == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (letter == '[' || letter == '{') ++depth;
    if (letter == ']' || letter == '}') --depth;
    if (letter != ',' || depth > 0) continue;
    items.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  items.push_back(text.substr(begin));
  return items;
}

// File names have dots too; a range begins with a digit.
bool is_range(std::string_view item) {
  const std::string_view number = item.starts_with('-') ? item.substr(1) : item;
  return !number.empty() && is_digit(number.front()) && item.find("..") != std::string_view::npos;
}

// Its three numbers as multiples of the smallest decimal place among them.
class Range {
 public:
  // False, with a sentence in `why`, if that is not a range.
  bool read(std::string_view text, std::string& why) {
    const std::size_t dots = text.find("..");
    const std::size_t colon = text.find(':', dots);
    if (colon == std::string_view::npos) return fail("needs a step: FROM..TO:STEP", why);
    const std::array<std::string_view, 3> parts = {
        text.substr(0, dots), text.substr(dots + 2, colon - dots - 2), text.substr(colon + 1)};
    std::array<detail::Amount, 3> amounts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto amount = detail::split_amount(parts[i]);
      if (!amount) return fail(in_quotes(parts[i]) + " is not a number", why);
      amounts[i] = *amount;
      decimals_ = std::max(decimals_, amount->fraction.size());
      if (amount->unit != amounts[0].unit)
        return fail("its three numbers must have the same unit, written alike", why);
    }
    unit_ = text.substr(amounts[0].number.size() + (amounts[0].negative ? 1 : 0));
    unit_ = unit_.substr(0, unit_.find(".."));
    if (decimals_ > kMostDecimals) return fail("has too many decimals", why);
    return scale_all(amounts, why);
  }

  std::vector<std::string> values() const {
    std::vector<std::string> all;
    for (std::int64_t i = 0; i < count_; ++i) all.push_back(text_of(first_ + i * step_));
    return all;
  }

 private:
  static bool fail(std::string what, std::string& why) {
    why = std::move(what);
    return false;
  }

  bool scale_all(const std::array<detail::Amount, 3>& amounts, std::string& why) {
    for (std::size_t i = 0; i < decimals_; ++i) scale_ *= 10;
    std::array<std::int64_t, 3> scaled{};
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      const auto number = scale(amounts[i], scale_, std::numeric_limits<std::int64_t>::max() / 4);
      if (number.outcome != detail::Scaling::exact) return fail("its numbers are too large", why);
      scaled[i] = amounts[i].negative ? -number.value : number.value;
    }
    first_ = scaled[0];
    step_ = scaled[2];
    const std::int64_t way = scaled[1] - first_;
    if (step_ == 0 || (way != 0 && (way < 0) != (step_ < 0)))
      return fail("its step must lead from the first value to the last", why);
    if (way / step_ >= static_cast<std::int64_t>(kMostValues))
      return fail("has more than " + std::to_string(kMostValues) + " values", why);
    count_ = way / step_ + 1;
    return true;
  }

  std::string text_of(std::int64_t scaled) const {
    const std::string sign = scaled < 0 ? "-" : "";
    const auto number =
        detail::divided(scaled < 0 ? -scaled : scaled, scale_, static_cast<int>(decimals_));
    return sign + number.value_or("") + std::string(unit_);
  }

  std::size_t decimals_ = 0;
  std::int64_t scale_ = 1;
  std::int64_t first_ = 0;
  std::int64_t step_ = 1;
  std::int64_t count_ = 0;
  std::string_view unit_;  // with the blank before it, if there is one
};

bool add_item(std::string_view item, std::vector<std::string>& values, std::string& why) {
  if (item.empty()) {
    why = "has an empty value";
    return false;
  }
  if (!is_range(item)) {
    values.emplace_back(item);
    return true;
  }
  Range range;
  if (!range.read(item, why)) {
    why = "has " + in_quotes(item) + ": " + why;
    return false;
  }
  for (std::string& value : range.values()) values.push_back(std::move(value));
  return true;
}

}  // namespace

std::optional<Parameter> parse_parameter(std::string_view text, std::string& why) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    why = in_quotes(text) +
          " must be PATH=V1,V2,... or PATH=FROM..TO:STEP, such as services.risk.nodes=6..24:6";
    return std::nullopt;
  }
  Parameter parameter{.path = std::string(text.substr(0, equals)), .values = {}};
  for (const std::string_view item : split(text.substr(equals + 1))) {
    if (add_item(item, parameter.values, why) && parameter.values.size() <= kMostValues) continue;
    if (why.empty()) why = "has more than " + std::to_string(kMostValues) + " values";
    why = parameter.path + " " + why;
    return std::nullopt;
  }
  std::vector<std::string> sorted = parameter.values;
  std::ranges::sort(sorted);
  const auto twice = std::ranges::adjacent_find(sorted);
  if (twice == sorted.end()) return parameter;
  why = parameter.path + " has the value " + in_quotes(*twice) + " twice";
  return std::nullopt;
}

}  // namespace sim

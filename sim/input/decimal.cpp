#include "sim/input/decimal.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

#include "sim/kernel/check.h"

namespace sim::detail {

namespace {

std::string_view leading_digits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  return text.substr(0, count);
}

}  // namespace

std::optional<Amount> split_amount(std::string_view text) {
  Amount amount;
  if (text.starts_with('-')) {
    amount.negative = true;
    text.remove_prefix(1);
  }
  amount.whole = leading_digits(text);
  if (amount.whole.empty()) return std::nullopt;
  std::size_t used = amount.whole.size();
  if (used < text.size() && text[used] == '.') {
    amount.fraction = leading_digits(text.substr(used + 1));
    if (amount.fraction.empty()) return std::nullopt;
    used += 1 + amount.fraction.size();
  }
  amount.number = text.substr(0, used);
  amount.unit = text.substr(used);
  if (amount.unit.size() > 1 && amount.unit.front() == ' ') amount.unit.remove_prefix(1);
  return amount;
}

Scaled scale(const Amount& amount, std::int64_t unit, std::int64_t most) {
  const std::int64_t most_whole = most / unit;
  std::int64_t whole = 0;
  for (const char digit : amount.whole) {
    if (whole > most_whole / 10) return {Scaling::too_large, 0};
    whole = whole * 10 + (digit - '0');
    if (whole > most_whole) return {Scaling::too_large, 0};
  }
  // From the last digit up: each step must come out even, or the sum does not either.
  std::int64_t part = 0;
  for (std::size_t i = amount.fraction.size(); i-- > 0;) {
    part += (amount.fraction[i] - '0') * unit;
    if (part % 10 != 0) return {Scaling::not_whole, 0};
    part /= 10;
  }
  if (part > most - whole * unit) return {Scaling::too_large, 0};
  return {Scaling::exact, whole * unit + part};
}

std::optional<double> rounded(std::string_view number, int exponent) {
  std::string text(number);
  if (exponent != 0) text += "e" + std::to_string(exponent);
  double value = 0;
  const auto [_, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  return value;
}

std::optional<std::string> divided(std::int64_t value, std::int64_t unit, int most_decimals) {
  std::string text = std::to_string(value / unit);
  std::int64_t rest = value % unit;
  if (rest == 0) return text;
  text += '.';
  for (int i = 0; i < most_decimals && rest != 0; ++i) {
    rest *= 10;
    text += static_cast<char>('0' + rest / unit);
    rest %= unit;
  }
  if (rest != 0) return std::nullopt;
  return text;
}

std::string shortest(double value, int shift) {
  check(std::isfinite(value), "only a finite number is written as a quantity");
  if (value == 0) return "0";
  if (value < 0) return "-" + shortest(-value, shift);
  std::array<char, 64> buffer{};
  const auto [end, _] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                      std::chars_format::scientific);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t mark = text.find('e');
  std::string digits(text.substr(0, 1));
  if (mark > 2) digits += text.substr(2, mark - 2);
  const std::string_view written = text.substr(text[mark + 1] == '+' ? mark + 2 : mark + 1);
  int exponent = 0;
  std::from_chars(written.data(), written.data() + written.size(), exponent);

  const int point = exponent + shift + 1;  // digits before the point
  const int count = static_cast<int>(digits.size());
  if (point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  if (point >= count) return digits + std::string(static_cast<std::size_t>(point - count), '0');
  return digits.insert(static_cast<std::size_t>(point), ".");
}

}  // namespace sim::detail

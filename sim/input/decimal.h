// Decimal numbers as people write them, kept as digits, so that nothing is rounded before the unit
// is known; and the way back, with as few digits as tell the value exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sim::detail {

inline bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

// "-1.50 ms" taken apart.
struct Amount {
  std::string_view number;    // "1.50"
  std::string_view whole;     // "1"
  std::string_view fraction;  // "50"
  std::string_view unit;      // "ms"; may be empty
  bool negative = false;
};

// Nothing if `text` does not begin with a number. One space may stand before the unit.
std::optional<Amount> split_amount(std::string_view text);

enum class Scaling { exact, not_whole, too_large };

struct Scaled {
  Scaling outcome = Scaling::exact;
  std::int64_t value = 0;
};

// amount x unit, without its sign: exact, or the reason why it cannot be. At most `most`.
Scaled scale(const Amount& amount, std::int64_t unit, std::int64_t most);

// number x 10^exponent, correctly rounded; nothing if it is beyond what a double holds.
std::optional<double> rounded(std::string_view number, int exponent = 0);

// value / unit with at most `most_decimals` digits after the point; nothing if that is not exact.
std::optional<std::string> divided(std::int64_t value, std::int64_t unit, int most_decimals);

// The shortest decimal D, without exponent, such that D x 10^-shift reads back as `value`, which
// must be finite.
std::string shortest(double value, int shift = 0);

}  // namespace sim::detail

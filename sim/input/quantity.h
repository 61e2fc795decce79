// Quantities as people write them, a number with its unit: "250ms", "5000/s", "99.95%", "3TB",
// "150MB/s", "25 EUR", "0.40 EUR/h". One space between number and unit is allowed everywhere.
// Printing gives a text that reads back as exactly the same value.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/kernel/time.h"

namespace sim {

// How often something happens.
struct Rate {
  double per_second = 0;
  auto operator<=>(const Rate&) const = default;
};

// A part of a whole, from 0 to 1, written from "0%" to "100%".
struct Fraction {
  double value = 0;
  auto operator<=>(const Fraction&) const = default;
};

struct Bytes {
  std::int64_t count = 0;
  auto operator<=>(const Bytes&) const = default;
};

struct ByteRate {
  double per_second = 0;  // bytes
  auto operator<=>(const ByteRate&) const = default;
};

// An amount in the smallest unit of its currency: 25 EUR is 2500, 25 JPY is 25.
struct Money {
  std::int64_t minor = 0;
  std::string currency{};  // one of ISO 4217
  bool operator==(const Money&) const = default;
};

// What something costs while it is there.
struct MoneyRate {
  double minor_per_hour = 0;
  std::string currency{};
  bool operator==(const MoneyRate&) const = default;
};

// A quantity, or what is wrong with its text and how it would be right.
template <class T>
struct ParsedQuantity {
  std::optional<T> value{};
  std::string complaint{};

  explicit operator bool() const { return value.has_value(); }
  const T& operator*() const { return *value; }
};

inline constexpr Duration kLongestDuration = std::chrono::hours{24 * 36525};  // 100 years

enum class Sign { not_negative, any };

ParsedQuantity<Duration> parse_duration(std::string_view text, Sign sign = Sign::not_negative);
ParsedQuantity<Rate> parse_rate(std::string_view text);
ParsedQuantity<Fraction> parse_fraction(std::string_view text);
ParsedQuantity<Bytes> parse_bytes(std::string_view text);
ParsedQuantity<ByteRate> parse_byte_rate(std::string_view text);
ParsedQuantity<Money> parse_money(std::string_view text);
ParsedQuantity<MoneyRate> parse_money_rate(std::string_view text);

std::string print(Duration duration);
std::string print(Rate rate);
std::string print(Fraction fraction);
std::string print(Bytes bytes);
std::string print(ByteRate rate);
std::string print(const Money& money);
std::string print(const MoneyRate& rate);

// Regular expressions (as JSON Schema has them) that such texts match.
std::string duration_pattern();
std::string rate_pattern();
std::string fraction_pattern();
std::string bytes_pattern();
std::string byte_rate_pattern();
std::string money_pattern();
std::string money_rate_pattern();

// Digits after the point of an amount in this currency (ISO 4217): 2 for EUR, 0 for JPY, 3 for KWD.
int decimals_of(std::string_view currency);

// What is wrong with the name of a currency, and which was probably meant; empty if it is one that
// is in use (ISO 4217).
std::string complaint_about_currency(std::string_view code);

}  // namespace sim

// Numbers as people read them: few digits, a unit that fits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/report/report.h"

namespace sim {

inline constexpr std::string_view kNoValue = "-";

// "1,234,567".
std::string count_text(std::int64_t count);
// "12", or "3.4" if it is the mean of several.
std::string mean_count_text(double count);
// A time of any size to three digits: "121 ms", "1.23 s", "12 min 5 s", "3 h 20 min".
std::string duration_text(double seconds);
// Instants of a run, not rounded to fewer than milliseconds: "4 min", "83.25 s".
std::string instant_text(double seconds);
// "71.2%"; from 0 to 1, or above. "100%" and "0%" mean exactly that.
std::string percent_text(double share);
// The same, but near 1 with three digits of what is lacking, rounded down: "99.9530%".
std::string share_text(double share);
// A number in its unit.
std::string value_text(double value, Unit unit);
// What lies between two such numbers, without its sign and with it: "0.3%", "+12.0 ms", "0".
std::string size_text(double size, Unit unit);
std::string difference_text(double difference, Unit unit);
// "pass", "fail" or "inconclusive".
const char* name_of(Verdict verdict);
// Three digits of what is lacking, as far as so many payments can tell it. Rounded down, so that
// "100%" means all.
std::string availability_text(std::int64_t good, std::int64_t counted);
// Three digits, thousands set apart: "0.042", "12.3", "12,345".
std::string number_text(double number);
// "1.25 GB"; a kilobyte has 1000.
std::string bytes_text(double bytes);
// "8,000/s".
std::string rate_text(double per_second);
// Exactly: "4946700.50 EUR", as a scenario would have it.
std::string print(const MoneySum& money);
// "4,946,700.50 EUR".
std::string money_text(const MoneySum& money);
// Sixteen hexadecimal digits.
std::string fingerprint_text(std::uint64_t fingerprint);

// "1 payment", "12 payments".
std::string count_of(std::int64_t count, std::string_view what);

// The text of a value, or kNoValue.
template <class Text>
std::string or_none(const std::optional<double>& value, Text text) {
  return value ? text(*value) : std::string(kNoValue);
}

}  // namespace sim

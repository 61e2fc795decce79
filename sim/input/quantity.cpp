#include "sim/input/quantity.h"

#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "sim/input/decimal.h"
#include "sim/input/problem.h"
#include "sim/input/suggest.h"

namespace sim {

namespace {

using detail::Amount;

template <class Size>
struct Unit {
  std::string_view name;
  Size size;
};

// In nanoseconds.
constexpr std::array<Unit<std::int64_t>, 7> kTimes = {{{"ns", 1},
                                                       {"us", 1'000},
                                                       {"ms", 1'000'000},
                                                       {"s", 1'000'000'000},
                                                       {"min", 60'000'000'000},
                                                       {"h", 3'600'000'000'000},
                                                       {"d", 86'400'000'000'000}}};

// In seconds.
constexpr std::array<Unit<double>, 4> kPeriods = {
    {{"/s", 1}, {"/min", 60}, {"/h", 3600}, {"/d", 86400}}};

constexpr std::array<Unit<std::int64_t>, 11> kByteUnits = {{{"B", 1},
                                                            {"kB", 1'000},
                                                            {"MB", 1'000'000},
                                                            {"GB", 1'000'000'000},
                                                            {"TB", 1'000'000'000'000},
                                                            {"PB", 1'000'000'000'000'000},
                                                            {"KiB", std::int64_t{1} << 10},
                                                            {"MiB", std::int64_t{1} << 20},
                                                            {"GiB", std::int64_t{1} << 30},
                                                            {"TiB", std::int64_t{1} << 40},
                                                            {"PiB", std::int64_t{1} << 50}}};

// In bytes; the last are in bits, as links are sold.
constexpr std::array<Unit<double>, 14> kByteRates = {{{"B/s", 1},
                                                      {"kB/s", 1e3},
                                                      {"MB/s", 1e6},
                                                      {"GB/s", 1e9},
                                                      {"TB/s", 1e12},
                                                      {"KiB/s", 1024.0},
                                                      {"MiB/s", 1048576.0},
                                                      {"GiB/s", 1073741824.0},
                                                      {"TiB/s", 1099511627776.0},
                                                      {"bit/s", 0.125},
                                                      {"kbit/s", 125},
                                                      {"Mbit/s", 125e3},
                                                      {"Gbit/s", 125e6},
                                                      {"Tbit/s", 125e9}}};

template <class Size>
std::vector<std::string_view> names_of(std::span<const Unit<Size>> units) {
  std::vector<std::string_view> names;
  for (const auto& unit : units) names.push_back(unit.name);
  return names;
}

// What makes a text a quantity of one sort, and how to say what it should have been.
template <class Size>
struct Sort {
  std::string_view what;
  std::string_view example;
  std::string_view first_unit;  // likely ones, for a number without any
  std::string_view second_unit;
  std::span<const Unit<Size>> units;
};

constexpr Sort<std::int64_t> kDurationSort{"a duration", "250ms", "ms", "s", kTimes};
constexpr Sort<double> kRateSort{"a rate", "5000/s", "/s", "/min", kPeriods};
constexpr Sort<std::int64_t> kBytesSort{"a size", "3TB", "MB", "GB", kByteUnits};
constexpr Sort<double> kByteRateSort{"a data rate", "150MB/s", "MB/s", "GB/s", kByteRates};

template <class Size>
struct Understood {
  Amount amount{};
  Size unit{};
  std::string complaint{};
};

template <class Size>
Understood<Size> understand(std::string_view text, const Sort<Size>& sort) {
  const auto amount = detail::split_amount(text);
  const std::string what(sort.what);
  if (!amount) {
    return {.complaint = in_quotes(text) + " is not " + what + "; write for example " +
                         in_quotes(sort.example)};
  }
  if (amount->unit.empty()) {
    const std::string number(text);
    return {.complaint = in_quotes(text) + " has no unit; write " +
                         in_quotes(number + std::string(sort.first_unit)) + " or " +
                         in_quotes(number + std::string(sort.second_unit))};
  }
  for (const auto& unit : sort.units) {
    if (amount->unit == unit.name) return {.amount = *amount, .unit = unit.size};
  }
  constexpr std::string_view kDigits = "0123456789";
  const bool goes_on =
      (std::string(kDigits) + "eE,_'").find(amount->unit.front()) != std::string::npos;
  if (goes_on && amount->unit.find_first_of(kDigits) != std::string_view::npos) {
    return {.complaint = in_quotes(text) +
                         ": the number is written with digits and at most one "
                         "point, as in " +
                         in_quotes(sort.example)};
  }
  const std::string of = "is not a unit of " + what.substr(what.find(' ') + 1);
  return {.complaint = in_quotes(text) + ": " + not_known(amount->unit, names_of(sort.units), of)};
}

template <class Size>
std::string pattern_of(std::span<const Unit<Size>> units) {
  std::string pattern = "^[0-9]+(\\.[0-9]+)? ?(";
  for (const auto& unit : units) {
    if (pattern.back() != '(') pattern += '|';
    pattern += unit.name;
  }
  return pattern + ")$";
}

// The unit in which `value` takes the fewest digits, and at least 1 of it; the larger if two do.
std::string print_exactly(std::int64_t value, std::span<const Unit<std::int64_t>> units) {
  constexpr int kMostDecimals = 9;
  std::string best = std::to_string(value);
  std::string_view best_unit = units.front().name;
  std::int64_t best_size = 1;
  for (const auto& unit : units) {
    if (unit.size > value) continue;
    const auto text = detail::divided(value, unit.size, kMostDecimals);
    if (!text || text->size() > best.size()) continue;
    if (text->size() == best.size() && unit.size < best_size) continue;
    best = *text;
    best_unit = unit.name;
    best_size = unit.size;
  }
  return best + std::string(best_unit);
}

// The shortest of the texts that read back as exactly `value`. The first unit's always does.
template <class Parse>
std::string print_shortest(double value, bool is_divided, std::span<const Unit<double>> units,
                           Parse reads_back) {
  std::string best;
  std::size_t best_digits = std::numeric_limits<std::size_t>::max();
  for (const auto& unit : units) {
    const double amount = is_divided ? value / unit.size : value * unit.size;
    if (!std::isfinite(amount)) continue;
    const std::string digits = detail::shortest(amount);
    const std::string text = digits + std::string(unit.name);
    if (digits.size() >= best_digits || (!best.empty() && !reads_back(text))) continue;
    best = text;
    best_digits = digits.size();
  }
  return best;
}

std::string out_of_range(std::string_view text) {
  return in_quotes(text) + " is beyond what can be counted";
}

std::string negative(std::string_view text) {
  return in_quotes(text) + " must not be negative";
}

}  // namespace

ParsedQuantity<Duration> parse_duration(std::string_view text, Sign sign) {
  const auto understood = understand(text, kDurationSort);
  if (!understood.complaint.empty()) return {.complaint = understood.complaint};
  const Amount& amount = understood.amount;
  if (amount.negative && sign == Sign::not_negative) return {.complaint = negative(text)};
  const auto scaled = detail::scale(amount, understood.unit, kLongestDuration.count());
  switch (scaled.outcome) {
    case detail::Scaling::exact:
      return {.value = Duration{amount.negative ? -scaled.value : scaled.value}};
    case detail::Scaling::not_whole:
      return {.complaint = in_quotes(text) + " is finer than a nanosecond"};
    case detail::Scaling::too_large:
      return {.complaint = in_quotes(text) + " is longer than 100 years"};
  }
  return {};
}

ParsedQuantity<Rate> parse_rate(std::string_view text) {
  const auto understood = understand(text, kRateSort);
  if (!understood.complaint.empty()) return {.complaint = understood.complaint};
  if (understood.amount.negative) return {.complaint = negative(text)};
  const auto number = detail::rounded(understood.amount.number);
  if (!number) return {.complaint = out_of_range(text)};
  return {.value = Rate{*number / understood.unit}};
}

ParsedQuantity<Fraction> parse_fraction(std::string_view text) {
  const auto amount = detail::split_amount(text);
  if (!amount || (!amount->unit.empty() && amount->unit != "%")) {
    return {.complaint = in_quotes(text) + " is not a percentage; write for example \"12%\""};
  }
  if (amount->unit.empty()) {
    const auto percent = detail::rounded(amount->number, 2);
    const bool is_part = percent && *percent <= 100;
    const std::string meant = is_part ? detail::shortest(*percent) : std::string(amount->number);
    return {.complaint = in_quotes(text) + " has no unit; write " + in_quotes(meant + "%")};
  }
  if (amount->negative) return {.complaint = negative(text)};
  const auto value = detail::rounded(amount->number, -2);
  if (!value) return {.complaint = out_of_range(text)};
  if (*value > 1) return {.complaint = in_quotes(text) + " is more than 100%"};
  return {.value = Fraction{*value}};
}

ParsedQuantity<Bytes> parse_bytes(std::string_view text) {
  const auto understood = understand(text, kBytesSort);
  if (!understood.complaint.empty()) return {.complaint = understood.complaint};
  if (understood.amount.negative) return {.complaint = negative(text)};
  constexpr std::int64_t kMost = 1'000'000'000'000'000'000;  // 1000 PB
  const auto scaled = detail::scale(understood.amount, understood.unit, kMost);
  switch (scaled.outcome) {
    case detail::Scaling::exact:
      return {.value = Bytes{scaled.value}};
    case detail::Scaling::not_whole:
      return {.complaint = in_quotes(text) + " is not a whole number of bytes"};
    case detail::Scaling::too_large:
      return {.complaint = in_quotes(text) + " is more than 1000PB"};
  }
  return {};
}

ParsedQuantity<ByteRate> parse_byte_rate(std::string_view text) {
  const auto understood = understand(text, kByteRateSort);
  if (!understood.complaint.empty()) return {.complaint = understood.complaint};
  if (understood.amount.negative) return {.complaint = negative(text)};
  const auto number = detail::rounded(understood.amount.number);
  if (!number || !std::isfinite(*number * understood.unit))
    return {.complaint = out_of_range(text)};
  return {.value = ByteRate{*number * understood.unit}};
}

std::string print(Duration duration) {
  if (duration == Duration::zero()) return "0s";
  const std::string text = print_exactly(std::abs(duration.count()), kTimes);
  return duration < Duration::zero() ? "-" + text : text;
}

std::string print(Rate rate) {
  return print_shortest(rate.per_second, false, kPeriods,
                        [&](std::string_view text) { return *parse_rate(text) == rate; });
}

std::string print(Fraction fraction) {
  return detail::shortest(fraction.value, 2) + "%";
}

std::string print(Bytes bytes) {
  return bytes.count == 0 ? "0B" : print_exactly(bytes.count, kByteUnits);
}

std::string print(ByteRate rate) {
  return print_shortest(rate.per_second, true, kByteRates,
                        [&](std::string_view text) { return *parse_byte_rate(text) == rate; });
}

std::string duration_pattern() {
  return pattern_of<std::int64_t>(kTimes);
}
std::string rate_pattern() {
  return pattern_of<double>(kPeriods);
}
std::string fraction_pattern() {
  return "^[0-9]+(\\.[0-9]+)? ?%$";
}
std::string bytes_pattern() {
  return pattern_of<std::int64_t>(kByteUnits);
}
std::string byte_rate_pattern() {
  return pattern_of<double>(kByteRates);
}

}  // namespace sim

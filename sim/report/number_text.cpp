// Numbers as people read them.
#include "sim/report/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>

#include "sim/input/quantity.h"
#include "sim/measure/wide.h"

namespace sim {

namespace {

std::string fixed(double number, int decimals) {
  std::array<char, 400> buffer{};  // the largest double has 309 digits
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                 std::chars_format::fixed, decimals);
  return {buffer.data(), end.ptr};
}

// "12.50" is "12.5", "12.00" is "12".
std::string without_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string with_thousands(std::string text) {
  const std::size_t begin = text.starts_with('-') ? 1 : 0;
  std::size_t at = std::min(text.find('.'), text.size());
  while (at > begin + 3) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

// At least three digits, none after the point from 100 on.
std::string three_digits(double number) {
  const double size = std::fabs(number);
  int decimals = 0;
  for (double limit = 99.95; decimals < 5 && size < limit; limit /= 10) ++decimals;
  return fixed(number, decimals);
}

// "12 min 5 s": the larger unit, and the smaller one if there is something left.
std::string two_units(double seconds, double unit, std::string_view name, double smaller,
                      std::string_view smaller_name) {
  const double parts = std::round(seconds / smaller);
  const double per_unit = unit / smaller;
  const double whole = std::floor(parts / per_unit);
  const double rest = parts - whole * per_unit;
  std::string text = with_thousands(fixed(whole, 0)) + " " + std::string(name);
  if (rest > 0) text += " " + fixed(rest, 0) + " " + std::string(smaller_name);
  return text;
}

std::string long_duration(double seconds) {
  if (seconds < 3599.5) return two_units(seconds, 60, "min", 1, "s");
  if (seconds < 86'370) return two_units(seconds, 3600, "h", 60, "min");
  return two_units(seconds, 86'400, "d", 3600, "h");
}

}  // namespace

std::string count_text(std::int64_t count) {
  return with_thousands(std::to_string(count));
}

std::string duration_text(double seconds) {
  if (seconds <= 0) return "0 s";
  if (seconds < 999.5e-9) return without_zeros(three_digits(seconds * 1e9)) + " ns";
  if (seconds < 999.5e-6) return three_digits(seconds * 1e6) + " us";
  if (seconds < 999.5e-3) return three_digits(seconds * 1e3) + " ms";
  if (seconds < 9.995) return three_digits(seconds) + " s";
  if (seconds < 119.5) return without_zeros(three_digits(seconds)) + " s";
  return long_duration(seconds);
}

std::string instant_text(double seconds) {
  if (seconds < 119.9995) return without_zeros(fixed(seconds, 3)) + " s";
  const double minutes = std::floor(seconds / 60);
  const std::string rest = without_zeros(fixed(seconds - minutes * 60, 3));
  if (seconds >= 7200 || rest == "60") return long_duration(seconds);
  return fixed(minutes, 0) + " min" + (rest == "0" ? "" : " " + rest + " s");
}

std::string percent_text(double share) {
  const double percent = share * 100;
  if (percent == 0) return "0%";
  if (percent == 100) return "100%";
  if (percent > 99.95 && percent < 100) return ">99.9%";
  if (percent < 0.05) return percent < 0.0005 ? "<0.001%" : fixed(percent, 3) + "%";
  return fixed(percent, 1) + "%";
}

std::string share_text(double share) {
  const double lacking = 1 - share;
  if (lacking <= 0 || lacking >= 0.1) return percent_text(share);
  int decimals = 1;
  for (double digits = 0.1; decimals < 6 && lacking < digits; digits /= 10) ++decimals;
  // Down, but not for the sake of a last bit.
  double scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  return fixed(std::floor(share * 100 * scale + 1e-6) / scale, decimals) + "%";
}

const char* name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::fail:
      return "fail";
    case Verdict::inconclusive:
      return "inconclusive";
  }
  return "";
}

std::string value_text(double value, Unit unit) {
  switch (unit) {
    case Unit::seconds:
      return duration_text(value);
    case Unit::share:
      return share_text(value);
    case Unit::count:
      return mean_count_text(value);
    case Unit::per_second:
      return rate_text(value);
    case Unit::factor:
      return number_text(value);
  }
  return {};
}

std::string size_text(double size, Unit unit) {
  return unit == Unit::share ? percent_text(size) : value_text(size, unit);
}

std::string difference_text(double difference, Unit unit) {
  if (difference == 0) return "0";
  return (difference < 0 ? "-" : "+") + size_text(std::fabs(difference), unit);
}

std::string availability_text(std::int64_t good, std::int64_t counted) {
  if (counted == 0) return std::string(kNoValue);
  if (good == counted) return "100%";
  const double lacking = static_cast<double>(counted - good) / static_cast<double>(counted);
  int decimals = 1;
  Uint128 scale = 1000;
  double digits = 0.1;
  for (std::int64_t limit = 1000; decimals < 6 && counted > limit && lacking < digits;
       limit *= 10, digits /= 10) {
    ++decimals;
    scale *= 10;
  }
  const auto parts = static_cast<std::uint64_t>(static_cast<Uint128>(good) * scale /
                                                static_cast<Uint128>(counted));
  const auto one = static_cast<std::uint64_t>(scale / 100);
  std::string rest = std::to_string(parts % one);
  rest.insert(0, static_cast<std::size_t>(decimals) - rest.size(), '0');
  return std::to_string(parts / one) + "." + rest + "%";
}

std::string mean_count_text(double count) {
  const auto whole = static_cast<std::int64_t>(count);
  return static_cast<double>(whole) == count ? count_text(whole) : number_text(count);
}

std::string number_text(double number) {
  if (number == 0) return "0";
  if (std::fabs(number) < 0.0005) return number < 0 ? ">-0.001" : "<0.001";
  return with_thousands(three_digits(number));
}

std::string bytes_text(double bytes) {
  constexpr std::array kUnits = {" B", " kB", " MB", " GB", " TB"};
  std::size_t unit = 0;
  for (; bytes >= 1000 && unit + 1 < kUnits.size(); bytes /= 1000) ++unit;
  return number_text(bytes) + kUnits[unit];
}

std::string rate_text(double per_second) {
  return number_text(per_second) + "/s";
}

std::string print(const MoneySum& money) {
  const int decimals = decimals_of(money.currency);
  std::string text;
  for (Uint128 rest = money.minor; rest != 0 || std::ssize(text) <= decimals; rest /= 10)
    text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
  const std::size_t point = text.size() - static_cast<std::size_t>(decimals);
  const bool is_whole = text.find_first_not_of('0', point) == std::string::npos;
  if (is_whole) {
    text.erase(point);
  } else {
    text.insert(point, ".");
  }
  return text + " " + money.currency;
}

std::string money_text(const MoneySum& money) {
  const std::string text = print(money);
  const std::size_t space = text.find(' ');
  return with_thousands(text.substr(0, space)) + text.substr(space);
}

std::string fingerprint_text(std::uint64_t fingerprint) {
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) {
    text += "0123456789abcdef"[fingerprint >> shift & 15];
  }
  return text;
}

std::string count_of(std::int64_t count, std::string_view what) {
  return count_text(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

}  // namespace sim

#include "sim/input/timestamp.h"

#include <chrono>
#include <limits>

#include "sim/input/decimal.h"
#include "sim/input/fixed_point.h"
#include "sim/kernel/check.h"

namespace sim {

namespace {

using Result = Parsed<std::int64_t>;

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

// A date and time of day, taken from the front of a text piece by piece.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : text_(text) {}

  Result read() {
    using namespace std::chrono;
    int year_number = 0;
    int month_number = 0;
    int day_number = 0;
    const bool is_date = number(4, year_number) && pass('-') && number(2, month_number) &&
                         pass('-') && number(2, day_number);
    if (!is_date) return Result::failure("is not a date as in 2023-11-16T18:17:03.98Z");
    const year_month_day date(year(year_number), month(static_cast<unsigned>(month_number)),
                              day(static_cast<unsigned>(day_number)));
    if (!date.ok()) return Result::failure("is a day that the calendar does not have");
    if (!text_.empty() && !time_and_zone()) {
      return Result::failure("has a wrong time of day or zone after its date");
    }
    const std::int64_t days = sys_days(date).time_since_epoch().count();
    return in_nanoseconds(days * kSecondsPerDay + seconds_ - zone_seconds_);
  }

 private:
  bool pass(char character) {
    if (!text_.starts_with(character)) return false;
    text_.remove_prefix(1);
    return true;
  }

  bool number(std::size_t digits, int& value) {
    if (text_.size() < digits) return false;
    value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (!detail::is_digit(text_[i])) return false;
      value = value * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(digits);
    return true;
  }

  bool time_and_zone() {
    if (!pass('T') && !pass('t') && !pass(' ')) return false;
    return time_of_day() && zone() && text_.empty() && is_second();
  }

  bool time_of_day() {
    int hours = 0;
    int minutes = 0;
    int seconds = 0;
    if (!number(2, hours) || !pass(':') || !number(2, minutes)) return false;
    if (pass(':')) {
      if (!number(2, seconds)) return false;
      if ((pass('.') || pass(',')) && !fraction()) return false;
    }
    if (hours > 23 || minutes > 59 || seconds > 60) return false;
    leap_second_ = seconds == 60;
    seconds_ = (hours * 60 + minutes) * 60 + seconds;
    return true;
  }

  bool fraction() {
    if (text_.empty() || !detail::is_digit(text_.front())) return false;
    std::int64_t unit = kNanosecondsPerSecond;
    while (!text_.empty() && detail::is_digit(text_.front())) {
      unit /= 10;
      nanoseconds_ += (text_.front() - '0') * unit;
      text_.remove_prefix(1);
    }
    return true;
  }

  bool zone() {
    if (text_.empty() || pass('Z') || pass('z')) return true;
    pass(' ');
    if (text_ == "UTC" || text_ == "GMT") {
      text_ = {};
      return true;
    }
    const bool west = text_.starts_with('-');
    if (!pass('+') && !pass('-')) return false;
    int hours = 0;
    int minutes = 0;
    if (!number(2, hours)) return false;
    if (!text_.empty()) {
      pass(':');
      if (!number(2, minutes)) return false;
    }
    zone_seconds_ = (hours * 60 + minutes) * 60 * (west ? -1 : 1);
    return hours < 24 && minutes < 60;
  }

  // Leap seconds come at the end of a day in UTC only.
  bool is_second() const {
    return !leap_second_ || (seconds_ - zone_seconds_) % kSecondsPerDay == 0;
  }

  Result in_nanoseconds(std::int64_t seconds) const {
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max() / kNanosecondsPerSecond - 1;
    if (seconds > kMost || seconds < -kMost) {
      return Result::failure("is too far from 1970 (years 1678 to 2261 can be read)");
    }
    return {seconds * kNanosecondsPerSecond + nanoseconds_, nullptr};
  }

  std::string_view text_;
  std::int64_t seconds_ = 0;  // of the day
  std::int64_t nanoseconds_ = 0;
  std::int64_t zone_seconds_ = 0;
  bool leap_second_ = false;
};

// Between the unit of a format and the nanosecond.
int decimals_of(TimeFormat format) {
  switch (format) {
    case TimeFormat::seconds:
      return 9;
    case TimeFormat::milliseconds:
      return 6;
    case TimeFormat::microseconds:
      return 3;
    case TimeFormat::nanoseconds:
      return 0;
    case TimeFormat::automatic:
    case TimeFormat::rfc3339:
      break;
  }
  check(false, "a time format that is read as a number has a unit");
  return 0;
}

bool begins_like_a_date(std::string_view text) {
  return text.size() >= 5 && detail::is_digit(text[0]) && detail::is_digit(text[1]) &&
         detail::is_digit(text[2]) && detail::is_digit(text[3]) && text[4] == '-';
}

struct Seconds {
  std::int64_t nanoseconds = 0;
  std::string_view zone;
};

// What follows the minutes, taken apart; nothing for what is to be read with care: leap seconds,
// digits beyond the nanosecond, mistakes.
std::optional<Seconds> take_seconds(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  const auto tens = static_cast<unsigned>(text[0] - '0');
  const auto ones = static_cast<unsigned>(text[1] - '0');
  if (tens > 5 || ones > 9) return std::nullopt;
  const char* at = text.data() + 2;
  const char* const end = text.data() + text.size();
  std::int64_t fraction = 0;
  if (at != end && (*at == '.' || *at == ',')) {
    std::int64_t unit = kNanosecondsPerSecond;
    for (++at; at != end && detail::is_digit(*at) && unit > 0; ++at) {
      fraction = fraction * 10 + (*at - '0');
      unit /= 10;
    }
    if (unit == kNanosecondsPerSecond || unit == 0) return std::nullopt;
    fraction *= unit;
  }
  const std::int64_t nanoseconds = (tens * 10 + ones) * kNanosecondsPerSecond + fraction;
  return Seconds{nanoseconds, {at, static_cast<std::size_t>(end - at)}};
}

}  // namespace

Parsed<std::int64_t> parse_timestamp(std::string_view text, TimeFormat format) {
  if (format == TimeFormat::rfc3339) return DateReader(text).read();
  return parse_fixed_point(text, decimals_of(format), Excess::dropped);
}

std::optional<TimeFormat> guess_time_format(std::string_view text) {
  if (begins_like_a_date(text)) return TimeFormat::rfc3339;
  const auto number = parse_fixed_point(text, 0, Excess::dropped);
  if (!number) return std::nullopt;
  const auto is_below = [&](std::int64_t limit) {
    return number.value < limit && number.value > -limit;
  };
  if (is_below(100'000'000'000)) return TimeFormat::seconds;
  if (is_below(100'000'000'000'000)) return TimeFormat::milliseconds;
  if (is_below(100'000'000'000'000'000)) return TimeFormat::microseconds;
  return TimeFormat::nanoseconds;
}

Parsed<std::int64_t> TimestampReader::read(std::string_view text) {
  if (format_ == TimeFormat::automatic) {
    const auto format = guess_time_format(text);
    if (!format) return Result::failure("is neither a number nor a date");
    const auto first = parse_timestamp(text, *format);
    if (first) format_ = *format;
    return first;
  }
  if (format_ != TimeFormat::rfc3339) return parse_timestamp(text, format_);
  if (minute_ && text.starts_with(minute_->prefix)) {
    const auto rest = take_seconds(text.substr(minute_->prefix.size()));
    if (rest && rest->zone == minute_->zone) return {minute_->begin + rest->nanoseconds, nullptr};
  }
  const auto stamp = parse_timestamp(text, format_);
  if (stamp) remember_minute(text);
  return stamp;
}

// `text` can be read.
void TimestampReader::remember_minute(std::string_view text) {
  minute_.reset();
  constexpr std::string_view kLikeThis = "2023-11-16T18:17:";
  if (text.size() < kLikeThis.size() || text[kLikeThis.size() - 1] != ':') return;
  const std::string prefix(text.substr(0, kLikeThis.size()));
  const auto rest = take_seconds(text.substr(prefix.size()));
  if (!rest) return;
  const std::string zone(rest->zone);
  const auto first = parse_timestamp(prefix + "00" + zone, format_);
  const auto last = parse_timestamp(prefix + "59" + zone, format_);
  if (first && last) minute_ = Minute{prefix, zone, first.value};
}

}  // namespace sim

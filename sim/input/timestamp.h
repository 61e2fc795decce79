// The time stamps of recorded load, in the formats that logs have, as whole nanoseconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/input/parsed.h"

namespace sim {

enum class TimeFormat {
  automatic,  // one of the others, by the first stamp that tells
  seconds,
  milliseconds,
  microseconds,
  nanoseconds,
  rfc3339
};

// Nanoseconds since 1970-01-01 00:00 UTC, or since whatever the log's numbers count from. Digits
// beyond the nanosecond are dropped. Numbers as in parse_fixed_point.
//
// rfc3339 is "2023-11-16T18:17:03.9799600Z", and what logs make of it: a space for the T, a comma
// for the point, "+0200", "+02" or "UTC" for the zone or none for UTC, no seconds, no time of day.
// A leap second is the first second of the next minute, as in POSIX.
//
// `format` is not automatic.
Parsed<std::int64_t> parse_timestamp(std::string_view text, TimeFormat format);

// rfc3339 for what begins like a date; for a number of less than 1e11 seconds, 1e14 milliseconds,
// 1e17 microseconds, else nanoseconds: dates before the year 5138 in that unit. Nothing for others.
std::optional<TimeFormat> guess_time_format(std::string_view text);

// Reads the stamps of one file, all in one format. The same as parse_timestamp, but quicker for
// dates of which many in a row are of the same minute.
class TimestampReader {
 public:
  explicit TimestampReader(TimeFormat format = TimeFormat::automatic) : format_(format) {}

  Parsed<std::int64_t> read(std::string_view text);

  // automatic until a stamp has told.
  TimeFormat format() const { return format_; }

 private:
  // A minute that was read, of which all seconds can be.
  struct Minute {
    std::string prefix;      // "2023-11-16T18:17:"
    std::string zone;        // as written
    std::int64_t begin = 0;  // in nanoseconds
  };
  void remember_minute(std::string_view text);

  TimeFormat format_;
  std::optional<Minute> minute_;
};

}  // namespace sim

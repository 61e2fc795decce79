#include "sim/input/timestamp.h"

#include <cstdint>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "sim/kernel/check.h"

namespace sim {
namespace {

using ::testing::HasSubstr;

constexpr std::int64_t kSecond = 1'000'000'000;

std::int64_t read(std::string_view text, TimeFormat format = TimeFormat::rfc3339) {
  const auto parsed = parse_timestamp(text, format);
  EXPECT_TRUE(parsed) << text << " " << parsed.complaint;
  return parsed.value;
}

std::string complaint(std::string_view text, TimeFormat format = TimeFormat::rfc3339) {
  const auto parsed = parse_timestamp(text, format);
  EXPECT_FALSE(parsed) << text;
  return parsed ? "" : parsed.complaint;
}

TEST(Timestamp, numbers_are_exact_to_the_nanosecond) {
  EXPECT_EQ(read("1700000000.123456789", TimeFormat::seconds), 1'700'000'000'123'456'789);
  EXPECT_EQ(read("1700000000123.456789", TimeFormat::milliseconds), 1'700'000'000'123'456'789);
  EXPECT_EQ(read("1700000000123456.789", TimeFormat::microseconds), 1'700'000'000'123'456'789);
  EXPECT_EQ(read("1700000000123456789", TimeFormat::nanoseconds), 1'700'000'000'123'456'789);
  EXPECT_EQ(read("-1.5", TimeFormat::seconds), -1'500'000'000);
  EXPECT_EQ(read("0.1234567899999", TimeFormat::seconds), 123'456'789);
}

// Values from the calendar: date -u -d '2023-11-16T18:17:03' +%s
TEST(Timestamp, dates_count_from_1970_in_utc) {
  EXPECT_EQ(read("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(read("2023-11-16T18:17:03Z"), 1'700'158'623 * kSecond);
  EXPECT_EQ(read("1969-12-31T23:59:59.999999999Z"), -1);
  EXPECT_EQ(read("2000-02-29T12:00:00Z"), 951'825'600 * kSecond);
  EXPECT_EQ(read("1998-04-30 21:30:00"), 893'971'800 * kSecond);
}

TEST(Timestamp, fractions_of_a_second_are_exact) {
  EXPECT_EQ(read("2023-11-16T18:17:03.9799600Z"), 1'700'158'623'979'960'000);
  EXPECT_EQ(read("2023-11-16 18:17:03.123456789"), 1'700'158'623'123'456'789);
  EXPECT_EQ(read("2023-11-16 18:17:03,5"), 1'700'158'623'500'000'000);
  EXPECT_EQ(read("2023-11-16 18:17:03.1234567899999"), 1'700'158'623'123'456'789);
}

TEST(Timestamp, zones_are_taken_off) {
  const auto expected = 1'700'158'623 * kSecond;
  for (const auto* text :
       {"2023-11-16T20:17:03+02:00", "2023-11-16T20:17:03+0200", "2023-11-16T20:17:03+02",
        "2023-11-16 20:17:03 +0200", "2023-11-16T13:47:03-04:30", "2023-11-17T00:02:03+05:45",
        "2023-11-16t18:17:03z", "2023-11-16 18:17:03 UTC", "2023-11-16 18:17:03"}) {
    EXPECT_EQ(read(text), expected) << text;
  }
}

TEST(Timestamp, shorter_dates_begin_their_minute_or_day) {
  EXPECT_EQ(read("2023-11-16T18:17Z"), 1'700'158'620 * kSecond);
  EXPECT_EQ(read("2023-11-16"), 1'700'092'800 * kSecond);
}

TEST(Timestamp, follows_the_leap_years) {
  EXPECT_EQ(read("2024-03-01") - read("2024-02-28"), 2 * 86'400 * kSecond);
  EXPECT_EQ(read("2023-03-01") - read("2023-02-28"), 86'400 * kSecond);
  for (const auto* text : {"2023-02-29", "1900-02-29", "2100-02-29", "2023-04-31", "2023-00-01",
                           "2023-13-01", "2023-01-00", "2023-01-32"}) {
    EXPECT_THAT(complaint(text), HasSubstr("calendar")) << text;
  }
}

TEST(Timestamp, a_leap_second_is_the_next_minute_and_comes_only_at_the_end_of_a_day) {
  EXPECT_EQ(read("2016-12-31T23:59:60Z"), read("2017-01-01T00:00:00Z"));
  EXPECT_EQ(read("2017-01-01T05:44:60.5+05:45"), read("2017-01-01T00:00:00.5Z"));
  complaint("2016-12-31T23:58:60Z");
  complaint("2016-12-31T22:59:60Z");
  complaint("2016-12-31T23:59:60+01:00");
}

TEST(Timestamp, refuses_what_is_not_a_date) {
  for (const auto* text : {"", "x", "2023", "2023-11", "2023-11-1", "23-11-16", "2023/11/16",
                           "16.11.2023", "+023-11-16", "1700000000"}) {
    EXPECT_THAT(complaint(text), HasSubstr("is not a date")) << text;
  }
  for (const auto* text :
       {"2023-11-16T", "2023-11-16 ", "2023-11-16x18:17:03", "2023-11-16T18", "2023-11-16T24:00:00",
        "2023-11-16T18:60:03", "2023-11-16T18:17:61", "2023-11-16T18:17:3", "2023-11-16T18:17:03.",
        "2023-11-16T18:17:03.Z", "2023-11-16T18:17:03ZZ", "2023-11-16T18:17:03+",
        "2023-11-16T18:17:03+2", "2023-11-16T18:17:03+24:00", "2023-11-16T18:17:03+02:60",
        "2023-11-16T18:17:03+02:", "2023-11-16T18:17:03 CET", "2023-11-16T18:17:03Z "}) {
    EXPECT_THAT(complaint(text), HasSubstr("wrong time of day or zone")) << text;
  }
}

TEST(Timestamp, refuses_years_that_64_bits_of_nanoseconds_do_not_reach) {
  EXPECT_LT(read("1678-01-01"), 0);
  EXPECT_GT(read("2261-12-31T23:59:59.999999999Z"), 0);
  EXPECT_THAT(complaint("1600-01-01"), HasSubstr("too far from 1970"));
  EXPECT_THAT(complaint("2300-01-01"), HasSubstr("too far from 1970"));
  EXPECT_EQ(complaint("9223372037", TimeFormat::seconds), "is too large");
}

TEST(GuessTimeFormat, goes_by_the_shape_and_the_size) {
  EXPECT_EQ(guess_time_format("2023-11-16 18:17:03"), TimeFormat::rfc3339);
  EXPECT_EQ(guess_time_format("0"), TimeFormat::seconds);
  EXPECT_EQ(guess_time_format("1700000000.5"), TimeFormat::seconds);
  EXPECT_EQ(guess_time_format("99999999999"), TimeFormat::seconds);
  EXPECT_EQ(guess_time_format("100000000000"), TimeFormat::milliseconds);
  EXPECT_EQ(guess_time_format("1700000000000"), TimeFormat::milliseconds);
  EXPECT_EQ(guess_time_format("1700000000000000"), TimeFormat::microseconds);
  EXPECT_EQ(guess_time_format("1700000000000000000"), TimeFormat::nanoseconds);
  EXPECT_EQ(guess_time_format("yesterday"), std::nullopt);
}

TEST(TimestampReader, keeps_the_format_of_the_first_stamp_that_tells) {
  TimestampReader reader;
  EXPECT_FALSE(reader.read("yesterday"));
  EXPECT_EQ(reader.format(), TimeFormat::automatic);
  EXPECT_EQ(reader.read("1700000000000").value, 1'700'000'000 * kSecond);
  EXPECT_EQ(reader.format(), TimeFormat::milliseconds);
  EXPECT_EQ(reader.read("5").value, 5'000'000);
  EXPECT_FALSE(reader.read("2023-11-16"));
}

TEST(TimestampReader, takes_a_format_that_it_is_told) {
  TimestampReader reader(TimeFormat::nanoseconds);
  EXPECT_EQ(reader.read("5").value, 5);
}

TEST(TimestampReader, reads_each_stamp_as_if_it_were_the_only_one) {
  TimestampReader reader(TimeFormat::rfc3339);
  for (const std::string text : {"2016-12-31T23:59:58Z",
                                 "2016-12-31T23:59:59.5Z",
                                 "2016-12-31T23:59:60Z",
                                 "2016-12-31T23:59:61Z",
                                 "2016-12-31T23:59:00,000000001Z",
                                 "2016-12-31T23:59:07",
                                 "2016-12-31T23:59:07.25 UTC",
                                 "2016-12-31T23:59:07+02",
                                 "2016-12-31T23:59:08+02",
                                 "2016-12-31T23:59:08+03",
                                 "2016-12-31T23:59:08.+03",
                                 "2016-12-31T23:59:8+03",
                                 "2016-12-31T23:59:08.1234567899999+03",
                                 "2016-12-31T23:59:09+03",
                                 "2016-12-31T23:59:09+3",
                                 "2016-12-31T23:59+03",
                                 "2016-12-31T23:59:",
                                 "2016-12-31 23:59:09+03",
                                 "2016-12-31T23:58:09+03",
                                 "2016-12-31",
                                 "2016-12-32T23:58:09",
                                 "2016-12-31T23:58:09x",
                                 "2261-12-31T23:59:59Z",
                                 "2262-04-11T23:47:14Z",
                                 "2262-04-11T23:47:15Z",
                                 "2262-04-11T23:47:16Z",
                                 "1677-09-21T00:12:43Z",
                                 "1677-09-21T00:12:44Z",
                                 "1677-09-21T00:12:45Z",
                                 "1677-09-21T00:12:46Z"}) {
    const auto alone = parse_timestamp(text, TimeFormat::rfc3339);
    const auto in_turn = reader.read(text);
    EXPECT_EQ(in_turn.value, alone.value) << text;
    EXPECT_STREQ(in_turn.complaint, alone.complaint) << text;
  }
}

TEST(TimestampReader, takes_bytes_of_zero_for_no_date) {
  TimestampReader reader(TimeFormat::rfc3339);
  EXPECT_FALSE(reader.read(std::string(17, '\0') + "05"));
}

TEST(Timestamp, needs_a_format_to_read_by) {
  EXPECT_THROW(parse_timestamp("5", TimeFormat::automatic), BrokenInvariant);
}

}  // namespace
}  // namespace sim

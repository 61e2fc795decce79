// Quantities: what is read as what, what is refused and how it would be right, and that printing
// reads back as the same value.
#include "sim/input/quantity.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sim {
namespace {

TEST(Duration, is_read_exactly_in_every_unit) {
  const std::vector<std::pair<std::string_view, Duration>> cases = {
      {"1ns", 1ns},          {"250us", 250us},
      {"250ms", 250ms},      {"3s", 3s},
      {"10min", 10min},      {"24h", 24h},
      {"90d", 24h * 90},     {"1.5s", 1500ms},
      {"0.1ms", 100us},      {"0.000000001s", 1ns},
      {"1.0000000000s", 1s}, {"0s", 0s},
      {"250 ms", 250ms},     {"0.00000000005min", 3ns},
      {"007s", 7s},          {"36525d", kLongestDuration}};
  for (const auto& [text, duration] : cases) {
    const auto parsed = parse_duration(text);
    ASSERT_TRUE(parsed) << text << ": " << parsed.complaint;
    EXPECT_EQ(*parsed, duration) << text;
  }
}

TEST(Duration, is_refused_with_what_would_be_right) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"250", "\"250\" has no unit; write \"250ms\" or \"250s\""},
      {"1.5", "\"1.5\" has no unit; write \"1.5ms\" or \"1.5s\""},
      {"", "\"\" is not a duration; write for example \"250ms\""},
      {"ms", "\"ms\" is not a duration; write for example \"250ms\""},
      {"soon", "\"soon\" is not a duration; write for example \"250ms\""},
      {" 1s", "\" 1s\" is not a duration; write for example \"250ms\""},
      {"+1s", "\"+1s\" is not a duration; write for example \"250ms\""},
      {".5s", "\".5s\" is not a duration; write for example \"250ms\""},
      {"1.s", "\"1.s\" is not a duration; write for example \"250ms\""},
      {"1e3s",
       "\"1e3s\": the number is written with digits and at most one point, as in \"250ms\""},
      {"5mins",
       "\"5mins\": \"mins\" is not a unit of duration; did you mean \"min\"? There are: ns, us, "
       "ms, "
       "s, min, h, d"},
      {"5 MS",
       "\"5 MS\": \"MS\" is not a unit of duration; did you mean \"ms\"? There are: ns, us, ms, s, "
       "min, h, d"},
      {"1s ", "\"1s \": \"s \" is not a unit of duration; there are: ns, us, ms, s, min, h, d"},
      {"1  s", "\"1  s\": \" s\" is not a unit of duration; there are: ns, us, ms, s, min, h, d"},
      {"-1s", "\"-1s\" must not be negative"},
      {"0.1ns", "\"0.1ns\" is finer than a nanosecond"},
      {"0.0000000001s", "\"0.0000000001s\" is finer than a nanosecond"},
      {"36525.1d", "\"36525.1d\" is longer than 100 years"},
      {"99999999999999999999999999s", "\"99999999999999999999999999s\" is longer than 100 years"}};
  for (const auto& [text, complaint] : cases) {
    const auto parsed = parse_duration(text);
    EXPECT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.complaint, complaint);
  }
}

TEST(Duration, may_be_negative_where_that_is_asked_for) {
  EXPECT_EQ(*parse_duration("-1.5s", Sign::any), -1500ms);
  EXPECT_EQ(print(Duration{-1500ms}), "-1.5s");
}

TEST(Duration, is_printed_as_people_would_write_it) {
  const std::vector<std::pair<Duration, std::string_view>> cases = {{0s, "0s"},
                                                                    {1ns, "1ns"},
                                                                    {250ms, "250ms"},
                                                                    {1500ms, "1.5s"},
                                                                    {90s, "90s"},
                                                                    {600s, "10min"},
                                                                    {24h, "1d"},
                                                                    {24h * 90, "90d"},
                                                                    {800us, "800us"},
                                                                    {1001ns, "1001ns"},
                                                                    {1100us, "1.1ms"},
                                                                    {36h, "36h"},
                                                                    {kLongestDuration, "36525d"}};
  for (const auto& [duration, text] : cases) EXPECT_EQ(print(duration), text);
}

TEST(Rate, is_read_per_second_from_any_period) {
  EXPECT_EQ(parse_rate("5000/s").value, Rate{5000});
  EXPECT_EQ(parse_rate("0.5/s").value, Rate{0.5});
  EXPECT_EQ(parse_rate("300/min").value, Rate{5});
  EXPECT_EQ(parse_rate("1/h").value, Rate{1.0 / 3600});
  EXPECT_EQ(parse_rate("2 /d").value, Rate{2.0 / 86400});
  EXPECT_EQ(parse_rate("0/s").value, Rate{0});
}

TEST(Rate, is_refused_with_what_would_be_right) {
  EXPECT_EQ(parse_rate("5000").complaint, "\"5000\" has no unit; write \"5000/s\" or \"5000/min\"");
  EXPECT_EQ(parse_rate("5000/sec").complaint,
            "\"5000/sec\": \"/sec\" is not a unit of rate; there are: /s, /min, /h, /d");
  EXPECT_EQ(parse_rate("fast").complaint, "\"fast\" is not a rate; write for example \"5000/s\"");
  EXPECT_EQ(parse_rate("-1/s").complaint, "\"-1/s\" must not be negative");
  EXPECT_FALSE(parse_rate(std::string(400, '9') + "/s"));
}

TEST(Rate, is_printed_in_the_period_that_takes_the_fewest_digits) {
  EXPECT_EQ(print(Rate{5000}), "5000/s");
  EXPECT_EQ(print(*parse_rate("1/h")), "1/h");
  EXPECT_EQ(print(*parse_rate("7/min")), "7/min");
  EXPECT_EQ(print(*parse_rate("2/d")), "2/d");
}

TEST(Fraction, is_the_double_nearest_to_what_was_written) {
  EXPECT_EQ(parse_fraction("99.95%").value, Fraction{0.9995});
  EXPECT_EQ(parse_fraction("0.001%").value, Fraction{0.00001});
  EXPECT_EQ(parse_fraction("0%").value, Fraction{0});
  EXPECT_EQ(parse_fraction("100 %").value, Fraction{1});
  EXPECT_EQ(parse_fraction("7%").value, Fraction{0.07});
}

TEST(Fraction, is_refused_with_what_would_be_right) {
  EXPECT_EQ(parse_fraction("12").complaint, "\"12\" has no unit; write \"12%\"");
  EXPECT_EQ(parse_fraction("0.12").complaint, "\"0.12\" has no unit; write \"12%\"");
  EXPECT_EQ(parse_fraction("101%").complaint, "\"101%\" is more than 100%");
  EXPECT_EQ(parse_fraction("-1%").complaint, "\"-1%\" must not be negative");
  EXPECT_EQ(parse_fraction("half").complaint,
            "\"half\" is not a percentage; write for example \"12%\"");
}

TEST(Fraction, is_printed_in_percent) {
  EXPECT_EQ(print(Fraction{0.9995}), "99.95%");
  EXPECT_EQ(print(Fraction{1}), "100%");
  EXPECT_EQ(print(Fraction{0}), "0%");
  EXPECT_EQ(print(Fraction{0.00001}), "0.001%");
}

TEST(Bytes, are_read_exactly_in_decimal_and_binary_units) {
  EXPECT_EQ(parse_bytes("3TB").value, Bytes{3'000'000'000'000});
  EXPECT_EQ(parse_bytes("1.5kB").value, Bytes{1500});
  EXPECT_EQ(parse_bytes("2GiB").value, Bytes{std::int64_t{2} << 30});
  EXPECT_EQ(parse_bytes("0.5 KiB").value, Bytes{512});
  EXPECT_EQ(parse_bytes("0B").value, Bytes{0});
}

TEST(Bytes, are_refused_with_what_would_be_right) {
  EXPECT_EQ(parse_bytes("3").complaint, "\"3\" has no unit; write \"3MB\" or \"3GB\"");
  EXPECT_EQ(parse_bytes("3KB").complaint,
            "\"3KB\": \"KB\" is not a unit of size; did you mean \"kB\"? There are: B, kB, MB, GB, "
            "TB, PB, KiB, MiB, GiB, TiB, PiB");
  EXPECT_EQ(parse_bytes("1.5B").complaint, "\"1.5B\" is not a whole number of bytes");
  EXPECT_EQ(parse_bytes("1001PB").complaint, "\"1001PB\" is more than 1000PB");
}

TEST(Bytes, are_printed_in_the_unit_that_takes_the_fewest_digits) {
  EXPECT_EQ(print(Bytes{3'000'000'000'000}), "3TB");
  EXPECT_EQ(print(Bytes{1024}), "1KiB");
  EXPECT_EQ(print(Bytes{1500}), "1.5kB");
  EXPECT_EQ(print(Bytes{0}), "0B");
}

TEST(ByteRate, is_read_in_bytes_or_bits_per_second) {
  EXPECT_EQ(parse_byte_rate("150MB/s").value, ByteRate{150e6});
  EXPECT_EQ(parse_byte_rate("10Gbit/s").value, ByteRate{1.25e9});
  EXPECT_EQ(parse_byte_rate("1MiB/s").value, ByteRate{1048576});
  EXPECT_EQ(print(ByteRate{150e6}), "150MB/s");
  EXPECT_EQ(parse_byte_rate("150").complaint,
            "\"150\" has no unit; write \"150MB/s\" or \"150GB/s\"");
  EXPECT_FALSE(parse_byte_rate("150MB"));
}

TEST(Money, is_read_in_the_smallest_unit_of_its_currency) {
  EXPECT_EQ(parse_money("25 EUR").value, (Money{2500, "EUR"}));
  EXPECT_EQ(parse_money("0.40 EUR").value, (Money{40, "EUR"}));
  EXPECT_EQ(parse_money("0.4EUR").value, (Money{40, "EUR"}));
  EXPECT_EQ(parse_money("1200 JPY").value, (Money{1200, "JPY"}));
  EXPECT_EQ(parse_money("1.234 KWD").value, (Money{1234, "KWD"}));
}

TEST(Money, is_refused_with_what_would_be_right) {
  EXPECT_EQ(parse_money("25").complaint, "\"25\" has no currency; write \"25 EUR\"");
  EXPECT_EQ(parse_money("25 euro").complaint,
            "\"25 euro\": \"euro\" is no currency (ISO 4217); did you mean \"EUR\"?");
  EXPECT_EQ(parse_money("0.001 EUR").complaint, "\"0.001 EUR\" is finer than EUR has decimals (2)");
  EXPECT_EQ(parse_money("1.5 JPY").complaint, "\"1.5 JPY\" is finer than JPY has decimals (0)");
  EXPECT_EQ(parse_money("EUR 25").complaint,
            "\"EUR 25\" is not an amount of money; write for example \"25 EUR\"");
  EXPECT_EQ(parse_money("-1 EUR").complaint, "\"-1 EUR\" must not be negative");
  EXPECT_FALSE(parse_money("1 EUR/h"));
}

TEST(Money, is_printed_with_all_its_decimals_or_none) {
  EXPECT_EQ(print(Money{2500, "EUR"}), "25 EUR");
  EXPECT_EQ(print(Money{40, "EUR"}), "0.40 EUR");
  EXPECT_EQ(print(Money{-5, "EUR"}), "-0.05 EUR");
  EXPECT_EQ(print(Money{1200, "JPY"}), "1200 JPY");
  EXPECT_EQ(print(Money{1005, "KWD"}), "1.005 KWD");
}

TEST(Money, is_in_a_currency_that_there_is) {
  EXPECT_EQ(parse_money("1 GPB").complaint,
            "\"1 GPB\": \"GPB\" is no currency (ISO 4217); did you mean \"GBP\"?");
  EXPECT_EQ(parse_money("1 HRK").complaint,
            "\"1 HRK\": \"HRK\" is no currency any more; \"EUR\" has taken its place");
  EXPECT_EQ(parse_money("1 \xe2\x82\xac").complaint,
            "\"1 \xe2\x82\xac\": \"\xe2\x82\xac\" is no currency of ISO 4217, such as \"EUR\"");
  EXPECT_FALSE(parse_money("1 XAU"));
  EXPECT_FALSE(parse_money_rate("1 QQQ/h"));
  EXPECT_EQ(complaint_about_currency("XCG"), "");
}

TEST(Money, has_as_many_decimals_as_its_currency) {
  EXPECT_EQ(decimals_of("EUR"), 2);
  EXPECT_EQ(decimals_of("KRW"), 0);
  EXPECT_EQ(decimals_of("TND"), 3);
  EXPECT_EQ(decimals_of("CLF"), 4);
  EXPECT_EQ(parse_money("0.0001 CLF").value, (Money{1, "CLF"}));
}

TEST(MoneyRate, is_read_per_hour_from_any_period) {
  EXPECT_EQ(parse_money_rate("0.40 EUR/h").value, (MoneyRate{40, "EUR"}));
  EXPECT_EQ(parse_money_rate("24 EUR/d").value, (MoneyRate{100, "EUR"}));
  EXPECT_EQ(parse_money_rate("0.004 EUR/h").value, (MoneyRate{0.4, "EUR"}));
  EXPECT_EQ(print(MoneyRate{40, "EUR"}), "0.4 EUR/h");
  EXPECT_EQ(
      parse_money_rate("0.40 EUR").complaint,
      "\"0.40 EUR\" must be an amount over time; write for example \"0.40 EUR/h\" (there are: "
      "/h, /d, /min, /s)");
}

// Quantities of every size, many of them unlikely.
double any_double(std::mt19937_64& draws) {
  const auto mantissa = static_cast<double>(draws() >> 11U);
  const auto exponent = static_cast<int>(draws() % 40);
  double value = mantissa;
  for (int i = 0; i < exponent; ++i) value /= 10;
  return value;
}

TEST(Quantity, whatever_is_printed_reads_back_as_the_same) {
  std::mt19937_64 draws(20240817);
  for (int i = 0; i < 20'000; ++i) {
    const auto whole = static_cast<std::int64_t>((draws() >> 2U) >> (draws() % 60));
    const Duration duration{whole % kLongestDuration.count()};
    EXPECT_EQ(parse_duration(print(duration)).value, duration) << print(duration);
    const Bytes bytes{whole % 1'000'000'000'000'000'000};
    EXPECT_EQ(parse_bytes(print(bytes)).value, bytes) << print(bytes);
    const double real = any_double(draws);
    EXPECT_EQ(parse_rate(print(Rate{real})).value, Rate{real}) << print(Rate{real});
    EXPECT_EQ(parse_byte_rate(print(ByteRate{real})).value, ByteRate{real});
    const Fraction fraction{static_cast<double>(draws() >> 11U) * 0x1p-53};
    EXPECT_EQ(parse_fraction(print(fraction)).value, fraction) << print(fraction);
    for (const std::string currency : {"EUR", "JPY", "KWD"}) {
      const Money money{whole % 1'000'000'000'000'000'000, currency};
      EXPECT_EQ(parse_money(print(money)).value, money) << print(money);
      const MoneyRate cost{real, currency};
      EXPECT_EQ(parse_money_rate(print(cost)).value, cost) << print(cost);
    }
  }
}

}  // namespace
}  // namespace sim

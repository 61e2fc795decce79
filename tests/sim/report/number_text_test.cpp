#include "sim/report/number_text.h"

#include <gtest/gtest.h>

namespace sim {
namespace {

TEST(NumberText, counts_have_their_thousands_set_apart) {
  EXPECT_EQ(count_text(0), "0");
  EXPECT_EQ(count_text(999), "999");
  EXPECT_EQ(count_text(1'000), "1,000");
  EXPECT_EQ(count_text(-1'234'567), "-1,234,567");
}

TEST(NumberText, durations_have_three_digits_and_a_unit_that_fits) {
  EXPECT_EQ(duration_text(0), "0 s");
  EXPECT_EQ(duration_text(250e-9), "250 ns");
  EXPECT_EQ(duration_text(0.0000421), "42.1 us");
  EXPECT_EQ(duration_text(0.12149), "121 ms");
  EXPECT_EQ(duration_text(0.9999), "1.00 s");
  EXPECT_EQ(duration_text(14), "14 s");
  EXPECT_EQ(duration_text(125.4), "2 min 5 s");
  EXPECT_EQ(duration_text(3599.9), "1 h");
  EXPECT_EQ(duration_text(12'000), "3 h 20 min");
  EXPECT_EQ(duration_text(90'000), "1 d 1 h");
}

TEST(NumberText, instants_of_a_run_keep_their_milliseconds) {
  EXPECT_EQ(instant_text(83.25), "83.25 s");
  EXPECT_EQ(instant_text(0), "0 s");
  EXPECT_EQ(instant_text(240), "4 min");
  EXPECT_EQ(instant_text(241.5), "4 min 1.5 s");
  EXPECT_EQ(instant_text(86'400), "1 d");
}

TEST(NumberText, shares_have_one_decimal_unless_that_would_be_nothing) {
  EXPECT_EQ(percent_text(0.7123), "71.2%");
  EXPECT_EQ(percent_text(1.5), "150.0%");
  EXPECT_EQ(percent_text(0), "0%");
  EXPECT_EQ(percent_text(1), "100%");
  EXPECT_EQ(percent_text(0.9999), ">99.9%");
  EXPECT_EQ(percent_text(0.0001), "0.010%");
  EXPECT_EQ(percent_text(0.000001), "<0.001%");
}

TEST(NumberText, an_availability_says_no_more_than_so_many_payments_can_tell) {
  EXPECT_EQ(availability_text(990, 1'000), "99.0%");
  EXPECT_EQ(availability_text(99'312, 100'000), "99.312%");
  EXPECT_EQ(availability_text(0, 10), "0.0%");
  EXPECT_EQ(availability_text(906'420'123, 1'000'000'000), "90.64%");
  EXPECT_EQ(availability_text(0, 0), "-");
}

TEST(NumberText, an_availability_of_100_percent_means_all) {
  EXPECT_EQ(availability_text(10, 10), "100%");
  EXPECT_EQ(availability_text(999, 1'000), "99.9%");
  EXPECT_EQ(availability_text(99'999'999'999, 100'000'000'000), "99.999999%");
}

TEST(NumberText, numbers_have_three_digits) {
  EXPECT_EQ(number_text(0), "0");
  EXPECT_EQ(number_text(1), "1.00");
  EXPECT_EQ(number_text(1.0234), "1.02");
  EXPECT_EQ(number_text(26.13), "26.1");
  EXPECT_EQ(number_text(12'345.6), "12,346");
  EXPECT_EQ(number_text(0.00001), "<0.001");
  EXPECT_EQ(rate_text(8'001.2), "8,001/s");
}

TEST(NumberText, money_has_its_thousands_set_apart_and_the_decimals_of_its_currency) {
  EXPECT_EQ(money_text({494'670'050, "EUR"}), "4,946,700.50 EUR");
  EXPECT_EQ(money_text({2'500, "JPY"}), "2,500 JPY");
}

TEST(NumberText, money_is_told_to_the_last_unit_however_much_it_is) {
  EXPECT_EQ(print(MoneySum{0, "EUR"}), "0 EUR");
  EXPECT_EQ(print(MoneySum{5, "EUR"}), "0.05 EUR");
  EXPECT_EQ(print(MoneySum{2'500, "EUR"}), "25 EUR");
  EXPECT_EQ(print(MoneySum{1'005, "KWD"}), "1.005 KWD");
  const Uint128 most = ~Uint128{0};
  EXPECT_EQ(print(MoneySum{most, "JPY"}), "340282366920938463463374607431768211455 JPY");
  EXPECT_EQ(print(MoneySum{most, "EUR"}), "3402823669209384634633746074317682114.55 EUR");
}

TEST(NumberText, a_fingerprint_has_sixteen_digits) {
  EXPECT_EQ(fingerprint_text(0x9f3c), "0000000000009f3c");
}

}  // namespace
}  // namespace sim

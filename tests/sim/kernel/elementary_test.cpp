// The reference is the C library's long double: 64 bits of mantissa or more, so that it errs by
// less than 0.001 ulp of a double.
#include "sim/kernel/elementary.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "sim/kernel/check.h"
#include "sim/kernel/elementary_tables.h"
#include "sim/kernel/stream.h"

#include "tests/sim/kernel/randomness.h"

namespace sim {
namespace {

static_assert(std::numeric_limits<long double>::digits >= 64);

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kSmallest = std::numeric_limits<double>::denorm_min();
constexpr double kLargest = std::numeric_limits<double>::max();
constexpr int kArguments = 100'000;

double error_in_ulp(double result, long double exact) {
  const double size = std::abs(static_cast<double>(exact));
  const long double ulp = std::nextafter(size, kInfinity) - size;
  return static_cast<double>(std::abs(static_cast<long double>(result) - exact) / ulp);
}

// The largest error of `function` over arguments that `argument` makes of a stream.
template <class Function, class Reference, class Argument>
double largest_error(Function function, Reference reference, Argument argument) {
  Stream stream(1, "arguments");
  double largest = 0.0;
  for (int i = 0; i < kArguments; ++i) {
    const double x = argument(stream);
    const double error = error_in_ulp(function(x), reference(x));
    largest = std::isnan(error) ? kInfinity : std::max(largest, error);
  }
  return largest;
}

double between(Stream& stream, double low, double high) {
  return low + stream.uniform() * (high - low);
}

// Either sign, from 2^-exponents to 1.
double of_any_size(Stream& stream, double exponents) {
  const double size = std::exp2(-exponents * stream.uniform());
  return stream.below(2) == 0 ? size : -size;
}

double any_positive(Stream& stream) {
  constexpr std::uint64_t kEnd = 0x7ff0000000000000;
  return std::bit_cast<double>(1 + stream.below(kEnd - 1));
}

long double exact_log(double x) {
  return std::log(static_cast<long double>(x));
}
long double exact_log1p(double x) {
  return std::log1p(static_cast<long double>(x));
}
long double exact_exp(double x) {
  return std::exp(static_cast<long double>(x));
}
long double exact_expm1(double x) {
  return std::expm1(static_cast<long double>(x));
}
long double exact_pow(double x, double y) {
  return std::pow(static_cast<long double>(x), static_cast<long double>(y));
}
long double exact_gamma(double x) {
  return std::tgamma(static_cast<long double>(x));
}
long double exact_log_gamma(double x) {
  return std::lgamma(static_cast<long double>(x));
}

TEST(Log, is_within_0_51_ulp) {
  const auto unit = [](Stream& stream) { return 1.0 - stream.uniform(); };
  const auto near_one = [](Stream& stream) { return between(stream, 0.98, 1.02); };
  const auto closer = [](Stream& stream) { return 1.0 + of_any_size(stream, 52.0) * 0x1p-6; };
  EXPECT_LT(largest_error(log, exact_log, unit), 0.51);
  EXPECT_LT(largest_error(log, exact_log, near_one), 0.51);
  EXPECT_LT(largest_error(log, exact_log, closer), 0.51);
  EXPECT_LT(largest_error(log, exact_log, any_positive), 0.51);
}

TEST(Log, is_right_at_the_ends_of_every_slice) {
  for (std::uint64_t slice = 0; slice <= 128; ++slice) {
    for (std::uint64_t past = 0; past < 2; ++past) {
      const double x = std::bit_cast<double>(0x3fe5f00000000000 + (slice << 45) - past);
      EXPECT_LT(error_in_ulp(log(x), exact_log(x)), 0.51) << x;
    }
  }
}

TEST(Log, has_the_limits_of_the_real_one) {
  EXPECT_EQ(log(1.0), 0.0);
  EXPECT_EQ(log(0.0), -kInfinity);
  EXPECT_EQ(log(kInfinity), kInfinity);
  EXPECT_TRUE(std::isnan(log(-kSmallest)));
  EXPECT_TRUE(std::isnan(log(kNaN)));
  EXPECT_LT(error_in_ulp(log(kSmallest), exact_log(kSmallest)), 0.51);
  EXPECT_LT(error_in_ulp(log(kLargest), exact_log(kLargest)), 0.51);
}

TEST(Log1p, is_within_0_7_ulp) {
  const auto small = [](Stream& stream) { return of_any_size(stream, 80.0) * 0.99; };
  const auto large = [](Stream& stream) { return std::exp2(between(stream, 0.0, 1000.0)); };
  EXPECT_LT(largest_error(log1p, exact_log1p, small), 0.7);
  EXPECT_LT(largest_error(log1p, exact_log1p, large), 0.7);
}

TEST(Log1p, has_the_limits_of_the_real_one) {
  EXPECT_EQ(log1p(0.0), 0.0);
  EXPECT_EQ(log1p(-1.0), -kInfinity);
  EXPECT_EQ(log1p(kInfinity), kInfinity);
  EXPECT_TRUE(std::isnan(log1p(-1.5)));
  EXPECT_TRUE(std::isnan(log1p(kNaN)));
}

TEST(Exp, is_within_0_51_ulp_and_0_76_where_the_result_is_subnormal) {
  const auto small = [](Stream& stream) { return of_any_size(stream, 80.0); };
  const auto any = [](Stream& stream) { return between(stream, -708.0, 709.7); };
  const auto subnormal = [](Stream& stream) { return between(stream, -745.1, -708.0); };
  EXPECT_LT(largest_error(exp, exact_exp, small), 0.51);
  EXPECT_LT(largest_error(exp, exact_exp, any), 0.51);
  EXPECT_LT(largest_error(exp, exact_exp, subnormal), 0.76);
}

TEST(Exp, has_the_limits_of_the_real_one) {
  EXPECT_EQ(exp(0.0), 1.0);
  EXPECT_EQ(exp(709.79), kInfinity);
  EXPECT_EQ(exp(kInfinity), kInfinity);
  EXPECT_EQ(exp(-745.2), 0.0);
  EXPECT_EQ(exp(-kInfinity), 0.0);
  EXPECT_TRUE(std::isnan(exp(kNaN)));
}

TEST(Expm1, is_within_0_75_ulp) {
  const auto small = [](Stream& stream) { return of_any_size(stream, 80.0); };
  const auto any = [](Stream& stream) { return between(stream, -50.0, 50.0); };
  EXPECT_LT(largest_error(expm1, exact_expm1, small), 0.75);
  EXPECT_LT(largest_error(expm1, exact_expm1, any), 0.75);
}

TEST(Expm1, has_the_limits_of_the_real_one) {
  EXPECT_EQ(expm1(0.0), 0.0);
  EXPECT_EQ(expm1(-kInfinity), -1.0);
  EXPECT_EQ(expm1(kInfinity), kInfinity);
  EXPECT_TRUE(std::isnan(expm1(kNaN)));
}

TEST(Pow, is_within_0_51_ulp) {
  const auto base = [](Stream& stream) { return std::exp2(between(stream, -12.0, 12.0)); };
  for (const double exponent : {0.1, 1.0 / 3.0, 1.5, 2.0, -2.5, 40.0, 1e-9}) {
    const auto raise = [exponent](double x) { return pow(x, exponent); };
    const auto exact = [exponent](double x) { return exact_pow(x, exponent); };
    EXPECT_LT(largest_error(raise, exact, base), 0.51) << exponent;
  }
}

TEST(Pow, is_within_0_55_ulp_up_to_the_largest_and_smallest_results) {
  double exponent = 0.0;
  const auto raise = [&](double x) { return pow(x, exponent); };
  const auto exact = [&](double x) { return exact_pow(x, exponent); };
  const auto base = [&](Stream& stream) {
    const double power = between(stream, -1020.0, 1020.0);
    const double bits = between(stream, 1e-3, 20.0);
    exponent = power / bits;
    return std::exp2(bits);
  };
  EXPECT_LT(largest_error(raise, exact, base), 0.55);
}

TEST(Pow, has_the_limits_of_the_real_one) {
  EXPECT_EQ(pow(0.0, 0.0), 1.0);
  EXPECT_EQ(pow(kNaN, 0.0), 1.0);
  EXPECT_EQ(pow(1.0, kInfinity), 1.0);
  EXPECT_EQ(pow(0.0, 2.0), 0.0);
  EXPECT_EQ(pow(0.0, -2.0), kInfinity);
  EXPECT_EQ(pow(kInfinity, 2.0), kInfinity);
  EXPECT_EQ(pow(kInfinity, -2.0), 0.0);
  EXPECT_EQ(pow(2.0, kInfinity), kInfinity);
  EXPECT_EQ(pow(2.0, -kInfinity), 0.0);
  EXPECT_EQ(pow(0.5, kInfinity), 0.0);
  EXPECT_EQ(pow(2.0, 1024.0), kInfinity);
  EXPECT_EQ(pow(2.0, -1074.0), kSmallest);
  EXPECT_EQ(pow(2.0, -1076.0), 0.0);
  EXPECT_EQ(pow(3.0, 4.0), 81.0);
  EXPECT_TRUE(std::isnan(pow(-1.0, 2.0)));
  EXPECT_TRUE(std::isnan(pow(2.0, kNaN)));
}

// The quantile's error is the distribution function's at it, divided by the density.
TEST(NormalQuantile, has_a_relative_error_below_1e_15) {
  const long double root_of_half = std::sqrt(0.5L);
  const long double density_at_0 = root_of_half / std::sqrt(std::acos(-1.0L));
  Stream stream(2, "arguments");
  double largest = 0.0;
  for (int i = 0; i < kArguments; ++i) {
    const double p =
        i % 2 == 0 ? 0.5 * stream.uniform() : 0.5 * std::exp2(-950.0 * stream.uniform());
    if (p == 0.0) continue;
    const long double z = normal_quantile(p);
    const long double below = 0.5L * std::erfc(-z * root_of_half);
    const long double density = density_at_0 * std::exp(-0.5L * z * z);
    largest = std::max(largest, static_cast<double>(std::abs((below - p) / (density * z))));
  }
  EXPECT_LT(largest, 1e-15);
}

TEST(NormalQuantile, knows_textbook_values) {
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_DOUBLE_EQ(normal_quantile(0.975), 1.959963984540054);
  EXPECT_DOUBLE_EQ(normal_quantile(0.99), 2.3263478740408408);
  EXPECT_EQ(normal_quantile(0.25), -normal_quantile(0.75));
  EXPECT_EQ(normal_quantile(0.0), -kInfinity);
  EXPECT_EQ(normal_quantile(1.0), kInfinity);
  EXPECT_TRUE(std::isnan(normal_quantile(-0.1)));
  EXPECT_TRUE(std::isnan(normal_quantile(kNaN)));
}

TEST(GammaFunction, has_a_relative_error_below_4e_15) {
  constexpr double kUlps = 4e-15 / 0x1p-52;
  const auto any = [](Stream& stream) { return between(stream, 1e-3, 171.6); };
  const auto small = [](Stream& stream) { return between(stream, 1e-3, 12.0); };
  const auto tiny = [](Stream& stream) { return std::exp2(-1000.0 * stream.uniform()); };
  EXPECT_LT(largest_error(gamma_function, exact_gamma, any), kUlps);
  EXPECT_LT(largest_error(gamma_function, exact_gamma, small), kUlps);
  EXPECT_LT(largest_error(gamma_function, exact_gamma, tiny), kUlps);
}

TEST(GammaFunction, ends_where_its_results_do) {
  EXPECT_NEAR(gamma_function(5.0), 24.0, 1e-13);
  EXPECT_LT(gamma_function(171.62), kInfinity);
  EXPECT_EQ(gamma_function(171.63), kInfinity);
  EXPECT_EQ(gamma_function(1000.0), kInfinity);
  EXPECT_TRUE(std::isnan(gamma_function(0.0)));
  EXPECT_TRUE(std::isnan(gamma_function(kNaN)));
}

TEST(LogGamma, errs_by_less_than_1e_14_of_the_larger_of_1_and_itself) {
  Stream stream(3, "arguments");
  double largest = 0.0;
  for (int i = 0; i < kArguments; ++i) {
    const double x = std::exp2(between(stream, -100.0, 100.0));
    const long double exact = exact_log_gamma(x);
    const long double scale = std::max(1.0L, std::abs(exact));
    largest = std::max(largest, static_cast<double>(std::abs(log_gamma(x) - exact) / scale));
  }
  EXPECT_LT(largest, 1e-14);
}

TEST(RoundHalfEven, goes_to_the_even_neighbour) {
  EXPECT_EQ(round_half_even(0.5), 0);
  EXPECT_EQ(round_half_even(1.5), 2);
  EXPECT_EQ(round_half_even(2.5), 2);
  EXPECT_EQ(round_half_even(-0.5), 0);
  EXPECT_EQ(round_half_even(-1.5), -2);
  EXPECT_EQ(round_half_even(std::nextafter(0.5, 1.0)), 1);
  EXPECT_EQ(round_half_even(std::nextafter(0.5, 0.0)), 0);
  EXPECT_EQ(round_half_even(0x1p52 - 0.5), std::int64_t{1} << 52);
  EXPECT_EQ(round_half_even(-0x1p52 - 1.0), -(std::int64_t{1} << 52) - 1);
  EXPECT_EQ(round_half_even(0x1p62), std::int64_t{1} << 62);
}

TEST(RoundHalfEven, takes_nothing_that_does_not_fit) {
  EXPECT_THROW(round_half_even(0x1p63), BrokenInvariant);
  EXPECT_THROW(round_half_even(-kInfinity), BrokenInvariant);
  EXPECT_THROW(round_half_even(kNaN), BrokenInvariant);
}

TEST(ToDuration, rounds_to_nanoseconds_and_is_cut_off_where_sums_could_overflow) {
  EXPECT_EQ(to_duration(1e6), 1ms);
  EXPECT_EQ(to_duration(2.5), 2ns);
  EXPECT_EQ(to_duration(-3.5), -4ns);
  EXPECT_EQ(to_duration(0x1p60), Duration{std::int64_t{1} << 60});
  EXPECT_EQ(to_duration(0x1p62), kDurationLimit);
  EXPECT_EQ(to_duration(kInfinity), kDurationLimit);
  EXPECT_EQ(to_duration(-kInfinity), -kDurationLimit);
  EXPECT_THROW(to_duration(kNaN), BrokenInvariant);
}

// Each entry within the rounding of the type that holds it.
TEST(ElementaryTables, hold_what_they_say) {
  for (const detail::LogSlice& slice : detail::kLogSlices) {
    EXPECT_EQ(std::fmod(slice.inverse, 0x1p-11), 0.0);
    EXPECT_EQ(std::fmod(slice.high, 0x1p-42), 0.0);
    const long double sum = static_cast<long double>(slice.high) + slice.low;
    EXPECT_LT(std::abs(static_cast<double>(sum + exact_log(slice.inverse))), 0x1p-62);
  }
  for (std::size_t i = 0; i < 128; ++i) {
    const detail::PowerOfTwo& power = detail::kPowersOfTwo[i];
    const auto value = static_cast<long double>(std::bit_cast<double>(power.value));
    const long double exact = std::exp2(static_cast<long double>(i) / 128.0L);
    EXPECT_LT(std::abs(static_cast<double>(value * (1.0L + power.tail) - exact)), 0x1p-62);
  }
}

// Equal digests mean equal bits; each was computed once, and every compiler, optimisation level and
// CPU must arrive at it.
template <class Function>
std::uint64_t digest_of(int count, Function function) {
  Stream stream(4, "digest");
  Digest digest;
  for (int i = 0; i < count; ++i) digest.add(function(stream));
  return digest.value();
}

TEST(Elementary, gives_the_same_bits_everywhere) {
  constexpr int kCount = 1'000'000;
  EXPECT_EQ(digest_of(kCount, [](Stream& stream) { return log(any_positive(stream)); }),
            10192286704436628130u);
  EXPECT_EQ(digest_of(kCount, [](Stream& stream) { return log(1.0 - stream.uniform()); }),
            7600893212471892356u);
  EXPECT_EQ(digest_of(kCount, [](Stream& stream) { return exp(between(stream, -746, 710)); }),
            110548600325291533u);
  EXPECT_EQ(digest_of(kCount, [](Stream& stream) { return log1p(between(stream, -1, 2)); }),
            11358216559094713810u);
  EXPECT_EQ(digest_of(kCount, [](Stream& stream) { return expm1(between(stream, -2, 2)); }),
            8954892065711135658u);
  EXPECT_EQ(digest_of(kCount,
                      [](Stream& stream) {
                        const double base = any_positive(stream);
                        return pow(base, between(stream, -2.0, 2.0));
                      }),
            5292161028119283809u);
  EXPECT_EQ(digest_of(kCount, [](Stream& stream) { return normal_quantile(stream.uniform()); }),
            11018101017862682730u);
  EXPECT_EQ(digest_of(kCount / 10,
                      [](Stream& stream) { return gamma_function(between(stream, 1e-3, 170)); }),
            7219487948878182596u);
  EXPECT_EQ(
      digest_of(kCount / 10, [](Stream& stream) { return log_gamma(between(stream, 1e-3, 1000)); }),
      17108254761154780519u);
}

}  // namespace
}  // namespace sim

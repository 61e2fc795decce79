#include "sim/kernel/variates.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "sim/kernel/draws.h"
#include "sim/kernel/stream.h"

#include "tests/sim/kernel/randomness.h"

namespace sim {
namespace {

static_assert(Bits<Stream>);
static_assert(Bits<Draws>);

constexpr std::size_t kCells = 100;
constexpr double kDeviateLimit = 4.9;  // two-sided 1e-6
constexpr int kTailDraws = 10'000'000;

double exponential_below(double x) {
  return -std::expm1(-x);
}
double normal_below(double x) {
  return 0.5 * std::erfc(-x * std::sqrt(0.5));
}

// P(shape, x), the distribution function of a gamma variable, for halves and whole numbers:
// Abramowitz & Stegun 6.5.17, 6.5.13 and the recurrence 6.5.21.
double gamma_below(double shape, double x) {
  const bool whole = shape == std::floor(shape);
  double at = whole ? 1.0 : 0.5;
  double below = whole ? -std::expm1(-x) : std::erf(std::sqrt(x));
  for (; at < shape; at += 1.0) below -= std::exp(at * std::log(x) - x) / std::tgamma(at + 1.0);
  return below;
}

// Draws that should be uniform once their distribution function is applied to them.
template <class Draw, class Below>
void expect_distributed(int count, Draw draw, Below below) {
  std::vector<std::uint64_t> cells(kCells);
  std::vector<double> values;
  for (int i = 0; i < count; ++i) {
    const double value = std::clamp(below(draw()), 0.0, 1.0);
    ++cells[std::min(static_cast<std::size_t>(value * kCells), kCells - 1)];
    values.push_back(value);
  }
  EXPECT_LT(std::abs(chi_square_deviate(cells)), kDeviateLimit);
  EXPECT_LT(kolmogorov(values), kKolmogorovLimit);
}

// Mean and variance, against the variances of their estimates; `fourth` is the fourth central
// moment.
struct Moments {
  double mean;
  double variance;
  double fourth;
};

template <class Draw>
void expect_moments(int count, const Moments& moments, Draw draw) {
  double sum = 0.0;
  double squares = 0.0;
  for (int i = 0; i < count; ++i) {
    const double difference = draw() - moments.mean;
    sum += difference;
    squares += difference * difference;
  }
  const double root = std::sqrt(static_cast<double>(count));
  EXPECT_LT(std::abs(sum / root), 4.5 * std::sqrt(moments.variance));
  const double spread = std::sqrt(moments.fourth - moments.variance * moments.variance);
  EXPECT_LT(std::abs(squares / root - moments.variance * root), 4.5 * spread);
}

TEST(UnitExponential, has_the_exponential_distribution) {
  Stream stream(1, "exponential");
  expect_distributed(1'000'000, [&] { return unit_exponential(stream); }, exponential_below);
}

TEST(UnitExponential, has_the_exponential_distribution_when_each_payment_draws_its_own) {
  std::uint64_t luck = 0;
  const auto draw = [&] {
    Draws draws(luck++, 5);
    return unit_exponential(draws);
  };
  expect_distributed(1'000'000, draw, exponential_below);
}

TEST(UnitExponential, has_mean_one_and_variance_one) {
  Stream stream(2, "exponential");
  expect_moments(kTailDraws, {.mean = 1.0, .variance = 1.0, .fourth = 9.0},
                 [&] { return unit_exponential(stream); });
}

TEST(UnitExponential, has_the_right_tail) {
  Stream stream(3, "exponential");
  int beyond_r = 0;
  int beyond_10 = 0;
  for (int i = 0; i < kTailDraws; ++i) {
    const double x = unit_exponential(stream);
    ASSERT_GE(x, 0.0);
    if (x > 7.69711747013104972) ++beyond_r;
    if (x > 10.0) ++beyond_10;
  }
  EXPECT_LT(std::abs(binomial_deviate(beyond_r, kTailDraws, 4.5413435e-4)), kDeviateLimit);
  EXPECT_LT(std::abs(binomial_deviate(beyond_10, kTailDraws, 4.5399930e-5)), kDeviateLimit);
}

TEST(StandardNormal, has_the_normal_distribution) {
  Stream stream(4, "normal");
  expect_distributed(1'000'000, [&] { return standard_normal(stream); }, normal_below);
}

TEST(StandardNormal, has_the_normal_distribution_when_each_payment_draws_its_own) {
  std::uint64_t luck = 0;
  const auto draw = [&] {
    Draws draws(luck++, 6);
    return standard_normal(draws);
  };
  expect_distributed(1'000'000, draw, normal_below);
}

TEST(StandardNormal, has_mean_zero_and_variance_one) {
  Stream stream(5, "normal");
  expect_moments(kTailDraws, {.mean = 0.0, .variance = 1.0, .fourth = 3.0},
                 [&] { return standard_normal(stream); });
}

TEST(StandardNormal, has_the_right_tails_on_both_sides) {
  Stream stream(6, "normal");
  int beyond_r = 0;
  int beyond_4 = 0;
  int above_4 = 0;
  for (int i = 0; i < kTailDraws; ++i) {
    const double z = standard_normal(stream);
    if (std::abs(z) > 3.6541528853610088) ++beyond_r;
    if (std::abs(z) > 4.0) ++beyond_4;
    if (z > 4.0) ++above_4;
  }
  EXPECT_LT(std::abs(binomial_deviate(beyond_r, kTailDraws, 2.5803249e-4)), kDeviateLimit);
  EXPECT_LT(std::abs(binomial_deviate(beyond_4, kTailDraws, 6.3342484e-5)), kDeviateLimit);
  EXPECT_LT(std::abs(binomial_deviate(above_4, beyond_4, 0.5)), kDeviateLimit);
}

TEST(Gamma, has_the_gamma_distribution) {
  for (const double shape : {0.5, 1.0, 1.5, 2.0, 7.5}) {
    Stream stream(7, "gamma");
    const auto below = [shape](double x) { return gamma_below(shape, x); };
    expect_distributed(200'000, [&] { return sim::gamma(stream, shape); }, below);
  }
}

// The fourth central moment of a gamma variable is 3 shape (shape + 2).
TEST(Gamma, has_its_shape_as_mean_and_variance) {
  for (const double shape : {0.1, 0.9, 3.3, 40.0, 1000.0}) {
    Stream stream(8, "gamma");
    const Moments moments{.mean = shape, .variance = shape, .fourth = 3.0 * shape * (shape + 2.0)};
    expect_moments(200'000, moments, [&] { return sim::gamma(stream, shape); });
  }
}

TEST(Gamma, has_a_positive_shape) {
  Stream stream(9, "gamma");
  EXPECT_THROW(sim::gamma(stream, 0.0), BrokenInvariant);
}

// The sum of k^-exponent over first <= k <= last: the first 100 terms, then Euler & Maclaurin with
// two terms, whose remainder is below 1e-9 of the sum.
double zipf_weight(double exponent, double first, double last) {
  const auto density = [exponent](double k) { return std::pow(k, -exponent); };
  double sum = 0.0;
  for (; first <= std::min(last, 100.0); first += 1.0) sum += density(first);
  if (first > last) return sum;
  const double integral =
      exponent == 1.0
          ? std::log(last / first)
          : (std::pow(last, 1.0 - exponent) - std::pow(first, 1.0 - exponent)) / (1.0 - exponent);
  const double slopes = -exponent * (density(last) / last - density(first) / first);
  return sum + integral + 0.5 * (density(first) + density(last)) + slopes / 12.0;
}

// Ranks by themselves up to 32, then in groups that double in size.
std::vector<double> group_ends(double count) {
  std::vector<double> ends;
  for (double end = 1.0; end < count; end = end < 32.0 ? end + 1.0 : 2.0 * end) ends.push_back(end);
  ends.push_back(count);
  return ends;
}

double zipf_deviate(double exponent, std::uint64_t count, int draws) {
  const std::vector<double> ends = group_ends(static_cast<double>(count));
  const double total = zipf_weight(exponent, 1.0, static_cast<double>(count));
  std::vector<double> expected;
  double begin = 1.0;
  for (const double end : ends) {
    expected.push_back(draws * zipf_weight(exponent, begin, end) / total);
    begin = end + 1.0;
  }
  Stream stream(10, "zipf");
  const Zipf zipf(exponent, count);
  std::vector<std::uint64_t> counts(ends.size());
  for (int i = 0; i < draws; ++i) {
    const auto number = static_cast<double>(zipf.draw(stream) + 1);
    const auto group = std::lower_bound(ends.begin(), ends.end(), number) - ends.begin();
    ++counts.at(static_cast<std::size_t>(group));
  }
  while (expected.back() < 10.0) {  // too few for a chi-square: joins the group before
    expected[expected.size() - 2] += expected.back();
    counts[counts.size() - 2] += counts.back();
    expected.pop_back();
    counts.pop_back();
  }
  while (expected.size() > 1 && expected.front() < 10.0) {
    expected[1] += expected.front();
    counts[1] += counts.front();
    expected.erase(expected.begin());
    counts.erase(counts.begin());
  }
  return chi_square_deviate(counts, expected);
}

TEST(Zipf, draws_each_rank_of_a_few_with_its_exact_probability) {
  for (const double exponent : {0.0, 0.5, 0.9999, 1.0, 1.0001, 1.5, 3.0})
    EXPECT_LT(std::abs(zipf_deviate(exponent, 32, 300'000)), kDeviateLimit) << exponent;
}

TEST(Zipf, draws_ranks_of_a_billion_with_their_exact_probabilities) {
  for (const double exponent : {0.5, 0.9, 0.9999, 1.0, 1.0001, 1.2, 2.0})
    EXPECT_LT(std::abs(zipf_deviate(exponent, 1'000'000'000, 300'000)), kDeviateLimit) << exponent;
}

TEST(Zipf, is_uniform_over_a_billion_with_exponent_0) {
  Stream stream(11, "zipf");
  const Zipf zipf(0.0, 1'000'000'000);
  std::vector<std::uint64_t> cells(kCells);
  for (int i = 0; i < 300'000; ++i) ++cells.at(zipf.draw(stream) / 10'000'000);
  EXPECT_LT(std::abs(chi_square_deviate(cells)), kDeviateLimit);
}

TEST(Zipf, of_one_rank_always_draws_it) {
  Stream stream(12, "zipf");
  for (const double exponent : {0.0, 1.0, 2.5, 900.0}) {
    const Zipf zipf(exponent, 1);
    for (int i = 0; i < 1000; ++i) ASSERT_EQ(zipf.draw(stream), 0u);
  }
}

TEST(Zipf, with_a_huge_exponent_draws_the_first_rank) {
  Stream stream(13, "zipf");
  const Zipf zipf(900.0, 1'000'000'000);
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(zipf.draw(stream), 0u);
}

TEST(Zipf, has_a_finite_exponent_of_at_least_0_and_a_rank_or_more) {
  EXPECT_THROW(Zipf(-0.1, 10), BrokenInvariant);
  EXPECT_THROW(Zipf(std::nan(""), 10), BrokenInvariant);
  EXPECT_THROW(Zipf(1.0, 0), BrokenInvariant);
}

// Marsaglia & Tsang's recursion: all layers have the area of layer 0, and the last ends at
// height 1.
template <class Density>
void expect_equal_areas(const detail::Ziggurat& ziggurat, Density density, double area) {
  EXPECT_NEAR(ziggurat.width[0] * 0x1p53 * ziggurat.density[1], area, 1e-14 * area);
  for (std::size_t layer = 1; layer < 256; ++layer) {
    const double width = ziggurat.width[layer] * 0x1p53;
    const double height = ziggurat.density[layer + 1] - ziggurat.density[layer];
    EXPECT_NEAR(width * height, area, 4e-16 * width) << layer;
    EXPECT_NEAR(ziggurat.density[layer], density(width),
                4e-16 * density(width) * (1.0 + width * width))
        << layer;
  }
  EXPECT_EQ(ziggurat.width[256], 0.0);
  EXPECT_EQ(ziggurat.density[256], 1.0);
}

TEST(ZigguratTables, of_the_exponential_have_layers_of_equal_area) {
  expect_equal_areas(
      detail::kExponentialZiggurat, [](double x) { return std::exp(-x); }, .0039496598225815572);
  EXPECT_EQ(detail::kExponentialZiggurat.width[1] * 0x1p53, 7.69711747013104972);
}

TEST(ZigguratTables, of_the_normal_have_layers_of_equal_area) {
  expect_equal_areas(
      detail::kNormalZiggurat, [](double x) { return std::exp(-0.5 * x * x); },
      .0049286732339746553);
  EXPECT_EQ(detail::kNormalZiggurat.width[1] * 0x1p53, 3.6541528853610088);
}

template <class Draw>
std::uint64_t digest_of(Draw draw) {
  Stream stream(14, "digest");
  Digest digest;
  for (int i = 0; i < 1'000'000; ++i) digest.add(draw(stream));
  return digest.value();
}

// Computed once; every compiler, optimisation level and CPU must arrive at them.
TEST(Variates, have_the_same_bits_everywhere) {
  const Zipf zipf(0.99, 1'000'000'000);
  const Zipf harmonic(1.0, 1'000'000);
  EXPECT_EQ(digest_of([](Stream& stream) { return unit_exponential(stream); }),
            3657436318834784807u);
  EXPECT_EQ(digest_of([](Stream& stream) { return standard_normal(stream); }),
            6893787695736906847u);
  EXPECT_EQ(digest_of([](Stream& stream) { return sim::gamma(stream, 2.5); }),
            8132524802185416625u);
  EXPECT_EQ(digest_of([](Stream& stream) { return sim::gamma(stream, 0.3); }),
            7294028843881890887u);
  EXPECT_EQ(digest_of([&](Stream& stream) { return zipf.draw(stream); }), 16381219271667196673u);
  EXPECT_EQ(digest_of([&](Stream& stream) { return harmonic.draw(stream); }),
            13227241259181720338u);
}

}  // namespace
}  // namespace sim

// Arithmetic whose rounding errors are kept: sums and products in two parts.
#pragma once

namespace sim {

struct TwoParts {
  double high = 0;
  double low = 0;
};

// a + b without error: Knuth, The Art of Computer Programming 2, section 4.2.2, theorem B.
constexpr TwoParts exact_sum(double a, double b) {
  const double sum = a + b;
  const double part_of_b = sum - a;
  return {sum, (a - (sum - part_of_b)) + (b - part_of_b)};
}

// a * b without error, for factors below 1e300: Dekker (1971), Numerische Mathematik 18, 224.
constexpr TwoParts exact_product(double a, double b) {
  constexpr double kSplitter = 0x1p27 + 1;
  const double a_high = kSplitter * a - (kSplitter * a - a);
  const double b_high = kSplitter * b - (kSplitter * b - b);
  const double a_low = a - a_high;
  const double b_low = b - b_high;
  const double product = a * b;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

// x / divisor, of two parts again.
constexpr TwoParts quotient(TwoParts x, double divisor) {
  const double leading = x.high / divisor;
  const TwoParts product = exact_product(leading, divisor);
  return exact_sum(leading, (((x.high - product.high) - product.low) + x.low) / divisor);
}

// A sum whose error does not grow with the number of terms: Neumaier (1974), ZAMM 54, 39.
class CompensatedSum {
 public:
  constexpr void add(double term) {
    const TwoParts sum = exact_sum(sum_, term);
    sum_ = sum.high;
    lost_ += sum.low;
  }

  constexpr double value() const { return sum_ + lost_; }
  constexpr TwoParts parts() const { return exact_sum(sum_, lost_); }

 private:
  double sum_ = 0;
  double lost_ = 0;
};

}  // namespace sim

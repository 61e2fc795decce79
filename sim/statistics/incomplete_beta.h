// The regularized incomplete beta function, from which the distributions of Student and of the
// binomial follow.
#pragma once

namespace sim {

// The two sides of a distribution at a point, each to full relative precision; together 1.
struct Tails {
  double below = 0;
  double above = 0;
};

// I_x(a, b), the probability that a variable of the beta distribution lies below x, and its
// complement. a, b > 0; relative error below 1e-13 for results above 1e-100 and a + b up to 1e12.
// Takes a microsecond; near the mean a time that grows like the root of a + b beyond 1e6.
Tails incomplete_beta(double a, double b, double x);

namespace detail {

// x + y = 1, each of them to full relative precision, and surplus = a y - b x, which is positive
// below the mean.
struct BetaPoint {
  double a;
  double b;
  double x;
  double y;
  double surplus;
};

BetaPoint beta_point(double a, double b, double x);

struct BetaValue {
  Tails tails;
  double weight;  // x^a y^b / B(a, b): the density times x y
};

// 0 < x < 1.
BetaValue beta_value(const BetaPoint& point);

}  // namespace detail

// The x from 0 to 1 with a probability of `tail` below it, or above it. 0 < tail <= 1/2. Relative
// error about 1e-13, above 1/2 that of 1 - x.
double beta_lower_quantile(double a, double b, double tail);
double beta_upper_quantile(double a, double b, double tail);

}  // namespace sim

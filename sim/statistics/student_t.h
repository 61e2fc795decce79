// Student's t: how far a mean may lie from the truth if the spread itself is only estimated.
#pragma once

namespace sim {

// `degrees` of freedom > 0 everywhere, also fractions (Welch). Relative errors are below 1e-13 in
// both tails of the probabilities and 1e-12 in the quantiles.

// The probability that a variable of the distribution lies below t.
double student_t_cdf(double t, double degrees);

// The probability that it lies farther from 0 than t, on either side: the p-value of t.
double student_t_outside(double t, double degrees);

// The value that it stays below with probability p; infinite at 0 and 1.
double student_t_quantile(double p, double degrees);

// The value that it stays within, on either side of 0, with probability `level`.
double student_t_critical(double level, double degrees);

}  // namespace sim

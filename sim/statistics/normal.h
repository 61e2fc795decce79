// The standard normal distribution. Its quantile is normal_quantile in sim/kernel/elementary.h.
#pragma once

namespace sim {

// The probability that a standard normal variable lies below z: that it lies above is
// normal_cdf(-z). Relative error below 2e-15 in both tails, while the result is above 1e-307.
double normal_cdf(double z);

}  // namespace sim

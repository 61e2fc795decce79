// What runs say, and what theory says of it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/theory/headroom.h"

namespace theory {

// What the scenarios have in common unless they say otherwise.
inline constexpr int kRuns = 20;
inline constexpr double kService = 0.01;  // seconds, on average

struct Estimate {
  double value = 0;
  double error = 0;  // standard error
};

using Metric = std::function<double(const Json&)>;

// The mean over independent runs, with the standard error that their spread gives.
Estimate mean_of(const std::vector<double>& values);
Estimate mean_of(const std::vector<Json>& runs, const Metric& metric);
Estimate mean_of(const std::vector<Json>& runs, const std::string& pointer);

// Of what the report has in seconds: in mean services.
Estimate in_services(const std::vector<Json>& runs, const std::string& pointer);

// How long payments take, in units of so many seconds.
Estimate mean_latency(const std::vector<Json>& runs, double unit = kService);

// An estimate with a standard error that theory knows.
Estimate with_error(Estimate estimate, double error);

// Sums over all runs, for shares of counts.
double total(const std::vector<Json>& runs, const std::string& pointer);

// A share of `count` independent trials with this probability.
double binomial_error(double probability, double count);

// Holds if the estimate is within 4.5 standard errors of what is expected, and `allowance` for what
// is no chance: the resolution of percentiles, a limit that is not quite reached. A line of the
// validation book.
void expect_theory(const std::string& claim, const Estimate& measured, double expected,
                   double allowance = 0);

// Percentiles of the report are right to one part in 256.
inline constexpr double kResolution = 1.0 / 256;

}  // namespace theory

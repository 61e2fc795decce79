// What runs say, and what theory says of it.
#include "tests/theory/estimate.h"

#include <cmath>
#include <gtest/gtest.h>

#include "tests/theory/book.h"

namespace theory {

namespace {

// Wrong alarms once in 150,000 comparisons with a normal distribution.
constexpr double kErrors = 4.5;

}  // namespace

Estimate mean_of(const std::vector<double>& values) {
  const auto count = static_cast<double>(values.size());
  double sum = 0;
  for (const double value : values) sum += value;
  const double mean = sum / count;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return {mean, std::sqrt(squares / (count - 1) / count)};
}

Estimate mean_of(const std::vector<Json>& runs, const Metric& metric) {
  std::vector<double> values;
  for (const Json& run : runs) values.push_back(metric(run));
  return mean_of(values);
}

Estimate mean_of(const std::vector<Json>& runs, const std::string& pointer) {
  return mean_of(runs, [&](const Json& run) { return number(run, pointer); });
}

Estimate in_services(const std::vector<Json>& runs, const std::string& pointer) {
  return mean_of(runs, [&](const Json& run) { return number(run, pointer) / kService; });
}

Estimate mean_latency(const std::vector<Json>& runs, double unit) {
  return mean_of(runs, [unit](const Json& run) {
    return number(run, "/flows/pay/latency/mean/estimate") / unit;
  });
}

Estimate with_error(Estimate estimate, double error) {
  estimate.error = error;
  return estimate;
}

double total(const std::vector<Json>& runs, const std::string& pointer) {
  double sum = 0;
  for (const Json& run : runs) sum += number(run, pointer);
  return sum;
}

double binomial_error(double probability, double count) {
  return std::sqrt(probability * (1 - probability) / count);
}

void expect_theory(const std::string& claim, const Estimate& measured, double expected,
                   double allowance) {
  const double tolerance = kErrors * measured.error + allowance;
  note_in_book({claim, last_command(), expected, tolerance, measured.value});
  EXPECT_NEAR(measured.value, expected, tolerance) << claim;
}

}  // namespace theory

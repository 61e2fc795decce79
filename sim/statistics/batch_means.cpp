// Intervals from inside one long run.
#include "sim/statistics/batch_means.h"

#include <cmath>
#include <vector>

#include "sim/kernel/check.h"
#include "sim/statistics/compensated_sum.h"
#include "sim/statistics/mean_interval.h"
#include "sim/statistics/sample.h"
#include "sim/statistics/student_t.h"

namespace sim {
namespace {

constexpr double kOneSided95 = 1.6448536269514722;  // normal quantile

double square(double x) {
  return x * x;
}

double neighbour_correlation(std::span<const double> means, double variance) {
  if (variance == 0) return 0;
  CompensatedSum squares;
  for (std::size_t i = 1; i < means.size(); ++i) squares.add(square(means[i] - means[i - 1]));
  return 1 - squares.value() / (2 * variance * static_cast<double>(means.size() - 1));
}

}  // namespace

std::optional<BatchMeans> batch_means(std::span<const double> values, std::size_t batches,
                                      double level) {
  check(batches >= 2, "an interval needs two batches");
  const std::size_t length = values.size() / batches;
  if (length == 0) return std::nullopt;
  std::vector<double> means;
  for (std::size_t i = 0; i < batches; ++i)
    means.push_back(*Sample(values.subspan(i * length, length)).mean());
  const Sample sample(means);
  const double correlation = neighbour_correlation(means, *sample.variance());
  const auto count = static_cast<double>(batches);
  const double spread = std::sqrt((count - 2) / (count * count - 1));
  return BatchMeans{*mean_interval(sample, level), correlation,
                    correlation <= kOneSided95 * spread};
}

std::optional<Interval> overlapping_batch_means(std::span<const double> values, std::size_t length,
                                                double level) {
  check(length >= 1, "a batch holds a value");
  if (values.size() / 2 < length) return std::nullopt;
  const double mean = *Sample(values).mean();
  const auto n = static_cast<double>(values.size());
  const auto m = static_cast<double>(length);
  CompensatedSum batch;  // less the mean
  CompensatedSum squares;
  for (std::size_t end = 1; end <= values.size(); ++end) {
    batch.add(values[end - 1] - mean);
    if (end < length) continue;
    squares.add(square(batch.value() / m));
    batch.add(-(values[end - length] - mean));
  }
  const double variance = m / ((n - m) * (n - m + 1)) * squares.value();
  const double degrees = 1.5 * (n / m - 1);
  return Interval::around(mean, student_t_critical(level, degrees) * std::sqrt(variance));
}

}  // namespace sim

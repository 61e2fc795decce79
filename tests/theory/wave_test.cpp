// Load that changes: M(t)/M/infinity.
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <numbers>
#include <sstream>
#include <string>

#include "tests/theory/estimate.h"

namespace theory {
namespace {

constexpr double kPeriod = 64;

// What is under way at the end of each window: seconds, payments.
std::vector<std::pair<double, double>> under_way(const std::filesystem::path& timeline) {
  std::ifstream in(timeline);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) {
    rows.emplace_back();
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
  }
  std::vector<std::pair<double, double>> levels;
  if (rows.size() < 3) return levels;
  const auto column = static_cast<std::size_t>(
      std::find(rows[0].begin(), rows[0].end(), "under_way") - rows[0].begin());
  const double width = std::stod(rows[2][0]) - std::stod(rows[1][0]);
  for (std::size_t i = 1; i < rows.size(); ++i)
    levels.emplace_back(std::stod(rows[i][0]) + width, std::stod(rows[i].at(column)));
  return levels;
}

// Eick, Massey & Whitt (1993), "M(t)/G/infinity queues with sinusoidal arrival rates": the mean is
// rate / mu, the amplitude that of the rate / sqrt(mu^2 + g^2), the lag atan(g / mu) / g. Straight
// lines between 64 points of a sine have sinc^2(1 / 64) of its amplitude.
TEST(Wave, of_load_is_followed_later_and_less_by_those_in_service) {
  const double g = 2 * std::numbers::pi / kPeriod;
  const double part = std::sin(g / 2) / (g / 2);
  const double amplitude = 50 * part * part / std::hypot(0.1, g);
  const double lag = std::atan(g / 0.1);
  const auto folder = std::filesystem::temp_directory_path() / "headroom-theory-wave";
  std::vector<double> means;
  std::vector<double> sines;
  std::vector<double> cosines;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    report_of({"wave.json", {}, folder.string()}, seed);
    double mean = 0;
    double sine = 0;
    double cosine = 0;
    double count = 0;
    for (const auto& [at, level] : under_way(folder / "timeline.csv")) {
      if (at <= 2 * kPeriod) continue;  // until the start is forgotten
      mean += level;
      sine += 2 * level * std::sin(g * at - lag);
      cosine += 2 * level * std::cos(g * at - lag);
      ++count;
    }
    means.push_back(mean / count);
    sines.push_back(sine / count);
    cosines.push_back(cosine / count);
  }
  std::filesystem::remove_all(folder);
  expect_theory("M(t)/M/inf, mean 100/s, amplitude 50/s, service 10 s: mean", mean_of(means), 1000);
  expect_theory("the same, amplitude in phase with theory", mean_of(sines), amplitude);
  expect_theory("the same, amplitude out of phase", mean_of(cosines), 0);
}

// The number of payments of a Poisson process is Poisson, with the integral of the rate as its
// mean.
TEST(Load, brings_as_many_payments_as_its_rate_says) {
  const double base = 20 * 400;
  struct Row {
    std::string name;
    std::string rate;
    double expected;
  };
  for (const Row& row :
       {Row{"constant", R"("20/s")", base},
        Row{"profile", R"([["0s", "20/s"], ["100s", "20/s"], ["200s", "120/s"], ["200s", "20/s"]])",
            base + 5'000},
        Row{"flash crowd",
            R"({"flash_crowd": {"base": "20/s", "peak": "120/s", "at": "100s", "rise": "20s",)"
            R"( "hold": "30s", "decay": "40s"}})",
            base + 100 * (10 + 30 + 40 * (1 - std::exp(-250.0 / 40)))}}) {
    const auto runs =
        reports_of({"bank.json", {"load.0.rate=" + row.rate, "run.duration=400s"}}, 5);
    expect_theory("payments in 400 s, " + row.name,
                  with_error(mean_of(runs, "/flows/pay/offered"), std::sqrt(row.expected / 5)),
                  row.expected);
  }
}

}  // namespace
}  // namespace theory

// One core, one line, first come first served. Times are in mean services (10 ms).
#include <cmath>
#include <gtest/gtest.h>
#include <string>

#include "tests/theory/estimate.h"
#include "tests/theory/formulas.h"

namespace theory {
namespace {

World loaded(double load, std::vector<std::string> changes = {}) {
  changes.push_back("load.0.rate=" + per_second(load / kService));
  return {"one-service.json", changes};
}

// The variance of a mean wait is this over the number of customers (Daley 1968, "The serial
// correlation coefficients of waiting times in a stationary single server queue").
double variance_of_wait(double load) {
  return load * (2 + load * (5 + load * (-4 + load))) / std::pow(1 - load, 4);
}

TEST(OneCore, waits_of_random_arrivals_are_those_of_m_m_1) {
  for (const double load : {0.3, 0.5, 0.8, 0.9}) {
    const auto runs = reports_of(loaded(load), kRuns);
    const double customers = total(runs, "/services/server/served");
    const Estimate wait = in_services(runs, "/services/server/wait/mean/estimate");
    expect_theory("M/M/1 load " + std::to_string(load).substr(0, 3) + ", mean wait",
                  with_error(wait, std::sqrt(variance_of_wait(load) / customers)),
                  load / (1 - load));
  }
}

// P(T > t) = exp(-(1 - load) t).
TEST(OneCore, sojourns_of_m_m_1_are_exponential) {
  for (const double load : {0.5, 0.8}) {
    const std::string name = "M/M/1 load " + std::to_string(load).substr(0, 3) + ", ";
    const auto runs = reports_of(loaded(load), kRuns);
    const double mean = 1 / (1 - load);
    const std::string latency = "/flows/pay/latency/";
    expect_theory(name + "mean", in_services(runs, latency + "mean/estimate"), mean);
    for (const auto& [percentile, tail] :
         {std::pair{"p50", 0.5}, std::pair{"p90", 0.1}, std::pair{"p95", 0.05},
          std::pair{"p99", 0.01}, std::pair{"p999", 0.001}}) {
      const double expected = -std::log(tail) * mean;
      expect_theory(name + percentile,
                    in_services(runs, latency + percentile + std::string("/estimate")), expected,
                    expected * kResolution);
    }
  }
}

TEST(OneCore, line_and_core_of_m_m_1_are_as_long_and_as_busy_as_the_chain_says) {
  for (const double load : {0.5, 0.8, 0.9}) {
    const std::string name = "M/M/1 load " + std::to_string(load).substr(0, 3) + ", ";
    const auto runs = reports_of(loaded(load), kRuns);
    const double time = kRuns * 950 / kService;
    const BirthDeath chain = many_servers(load, 1, 1000);
    const TimeAverage line = time_average(chain, [](int n) { return n > 1 ? n - 1 : 0; });
    const TimeAverage busy = time_average(chain, [](int n) { return n > 0 ? 1 : 0; });
    expect_theory(
        name + "line",
        with_error(mean_of(runs, "/services/server/line/mean"), std::sqrt(line.variance / time)),
        line.mean);
    expect_theory(name + "utilization",
                  with_error(mean_of(runs, "/services/server/utilization/estimate"),
                             std::sqrt(busy.variance / time)),
                  busy.mean);
  }
}

TEST(OneCore, a_faster_core_takes_less_time_for_the_same_work) {
  const auto runs = reports_of(loaded(1.2, {"services.server.speed=1.5"}), kRuns);
  expect_theory("M/M/1 load 0.8 at speed 1.5, mean",
                in_services(runs, "/flows/pay/latency/mean/estimate"), 5 / 1.5);
}

// E[S^n] of a bounded Pareto distribution.
double pareto_moment(double n, double least, double most, double exponent) {
  return std::pow(least, n) * exponent / (exponent - n) *
         (1 - std::pow(least / most, exponent - n)) / (1 - std::pow(least / most, exponent));
}

struct Law {
  std::string name;
  std::string json;
  double second_moment;  // for a mean of 1
};

// Pollaczek and Khinchine: the wait is load * E[S^2] / (2 (1 - load)) for a mean service of 1.
TEST(OneCore, waits_depend_on_the_second_moment_of_the_work_alone) {
  constexpr double kLoad = 0.7;
  const double gamma = std::tgamma(1 + 1 / 0.7);
  for (const Law& law :
       {Law{"constant", R"({"constant": "10ms"})", 1},
        Law{"uniform", R"({"uniform": {"least": "0ms", "most": "20ms"}})", 4.0 / 3},
        Law{"erlang", R"({"erlang": {"mean": "10ms", "phases": 4}})", 1.25},
        Law{"gamma", R"({"gamma": {"mean": "10ms", "cv": 1.5}})", 3.25},
        Law{"lognormal", R"({"lognormal": {"mean": "10ms", "cv": 1.2}})", 2.44},
        Law{"hyperexponential", R"({"hyperexponential": {"mean": "10ms", "cv": 2}})", 5},
        Law{"weibull", R"({"weibull": {"mean": "10ms", "shape": 0.7}})",
            std::tgamma(1 + 2 / 0.7) / gamma / gamma},
        Law{"sample", R"({"sample": {"values": ["5ms", "15ms", "5ms", "15ms"]}})", 1.25}}) {
    const auto runs =
        reports_of(loaded(kLoad, {"services.server.operations.work.0.cpu=" + law.json}), kRuns);
    expect_theory("M/G/1 load 0.7, " + law.name + " work, mean wait",
                  in_services(runs, "/services/server/wait/mean/estimate"),
                  kLoad * law.second_moment / (2 * (1 - kLoad)));
  }
}

TEST(OneCore, waits_behind_work_with_a_heavy_tail_follow_pollaczek_and_khinchine) {
  const double mean = pareto_moment(1, 0.2, 20, 1.5);
  const double rate = 0.7 / mean;
  const auto runs = reports_of(
      loaded(rate, {"services.server.operations.work.0.cpu="
                    R"({"pareto": {"least": "2ms", "most": "200ms", "exponent": 1.5}})"}),
      kRuns);
  expect_theory("M/G/1 load 0.7, bounded Pareto work, mean wait",
                in_services(runs, "/services/server/wait/mean/estimate"),
                rate * pareto_moment(2, 0.2, 20, 1.5) / (2 * (1 - 0.7)));
}

// Percentiles of the wait in M/D/1: Crommelin (1932), as computed in two ways.
TEST(OneCore, waits_of_m_d_1_have_the_tail_that_crommelin_found) {
  const auto runs =
      reports_of(loaded(0.8, {R"(services.server.operations.work.0.cpu="10ms")"}), kRuns);
  expect_theory("M/D/1 load 0.8, mean wait",
                in_services(runs, "/services/server/wait/mean/estimate"), 2);
  expect_theory("M/D/1 load 0.8, p50 of the sojourn",
                in_services(runs, "/flows/pay/latency/p50/estimate"), 1 + 1.27593987338,
                2.3 * kResolution);
  expect_theory("M/D/1 load 0.8, p99 of the wait",
                in_services(runs, "/services/server/wait/p99/estimate"), 10.355886792,
                10.4 * kResolution);
  expect_theory("M/D/1 load 0.8, p99.9 of the sojourn",
                in_services(runs, "/flows/pay/latency/p999/estimate"), 1 + 15.7002681941,
                16.7 * kResolution);
}

// GI/M/1: sojourns are exponential with mean 1 / (1 - s), where s is the share of those who wait.
void expect_gi_m_1(const std::string& name, const std::vector<Json>& runs, double s) {
  const double mean = 1 / (1 - s);
  expect_theory(name + ", mean", in_services(runs, "/flows/pay/latency/mean/estimate"), mean);
  expect_theory(name + ", p99", in_services(runs, "/flows/pay/latency/p99/estimate"),
                std::log(100) * mean, std::log(100) * mean * kResolution);
}

TEST(OneCore, arrivals_like_clockwork_make_d_m_1) {
  for (const double load : {0.5, 0.8, 0.9}) {
    const double s = root_of([load](double x) { return std::exp(-x / load); });
    const auto runs = reports_of(loaded(load, {"load.0.arrivals=steady"}), kRuns);
    expect_gi_m_1("D/M/1 load " + std::to_string(load).substr(0, 3), runs, s);
  }
}

TEST(OneCore, arrivals_with_gamma_gaps_make_gi_m_1) {
  constexpr double kLoad = 0.8;
  for (const double cv : {0.5, 2.0}) {
    const double shape = 1 / (cv * cv);
    const double s =
        root_of([shape](double x) { return std::pow(shape * kLoad / (shape * kLoad + x), shape); });
    const std::string told = std::to_string(cv).substr(0, 3);
    const auto runs =
        reports_of(loaded(kLoad, {R"(load.0.arrivals={"renewal": )" + told + "}"}), kRuns);
    expect_gi_m_1("GI/M/1 load 0.8, gaps with cv " + told, runs, s);
  }
}

// Poisson arrivals at 1.8 a service for 20 services, then at 0.3 for 80: both states solved level
// by level from above (Latouche & Ramaswami 1999, "Introduction to matrix analytic methods", 12).
TEST(OneCore, arrivals_in_bursts_make_mmpp_m_1) {
  const auto runs = reports_of(
      loaded(0.6,
             {R"(load.0.arrivals={"bursty": {"factor": 3, "share": "20%", "length": "200ms"}})"}),
      kRuns);
  expect_theory("MMPP/M/1 load 0.6, bursts of three times the rate, mean",
                in_services(runs, "/flows/pay/latency/mean/estimate"), 19.154272925);
}

}  // namespace
}  // namespace theory

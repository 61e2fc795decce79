// Populations that wait for their answers before they ask again. Times are in mean services (10
// ms).
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <string>

#include "tests/theory/estimate.h"
#include "tests/theory/formulas.h"

namespace theory {
namespace {

struct Shop {
  int machines;
  double think;
  int servers;
};

std::string exponential(double services) {
  return R"({"exponential": ")" + std::to_string(services * 10) + R"(ms"})";
}

World repair(const Shop& shop, std::vector<std::string> changes = {}) {
  const double payments = 50'000;
  const double least_rate =
      std::min(shop.machines / (shop.think + 1), static_cast<double>(shop.servers));
  changes.push_back("load.0.population=" + std::to_string(shop.machines));
  changes.push_back("load.0.think=" + exponential(shop.think));
  changes.push_back("services.server.cores=" + std::to_string(shop.servers));
  changes.push_back("run.warmup=20s");
  changes.push_back("run.duration=" + std::to_string(20 + payments * kService / least_rate) + "s");
  return {"machine-repair.json", changes};
}

std::string name_of(const Shop& shop) {
  return "M/M/" + std::to_string(shop.servers) + "//" + std::to_string(shop.machines) + " think " +
         std::to_string(shop.think).substr(0, 2);
}

TEST(Closed, machines_under_repair_are_as_many_as_the_chain_says) {
  for (const Shop& shop : {Shop{1, 9, 1}, Shop{5, 9, 1}, Shop{10, 9, 1}, Shop{10, 4, 1},
                           Shop{20, 9, 2}, Shop{50, 9, 4}, Shop{100, 99, 10}, Shop{200, 9, 16}}) {
    const auto runs = reports_of(repair(shop), kRuns);
    const BirthDeath chain = closed_population(shop.machines, shop.think, shop.servers);
    const TimeAverage busy = time_average(chain, [&](int n) {
      return static_cast<double>(std::min(n, shop.servers)) / shop.servers;
    });
    const TimeAverage line =
        time_average(chain, [&](int n) { return std::max(0, n - shop.servers); });
    double time = 0;
    for (const Json& run : runs)
      time += (number(run, "/run/duration") - number(run, "/run/warmup")) / kService;
    expect_theory(name_of(shop) + ", utilization",
                  with_error(mean_of(runs, "/services/server/utilization/estimate"),
                             std::sqrt(busy.variance / time)),
                  busy.mean);
    expect_theory(
        name_of(shop) + ", line",
        with_error(mean_of(runs, "/services/server/line/mean"), std::sqrt(line.variance / time)),
        line.mean, 1e-9);
    const double throughput = busy.mean * shop.servers;
    expect_theory(name_of(shop) + ", mean latency",
                  mean_of(runs,
                          [](const Json& run) {
                            return number(run, "/flows/pay/latency/mean/estimate") / kService;
                          }),
                  shop.machines / throughput - shop.think);
    expect_theory(name_of(shop) + ", throughput",
                  mean_of(runs,
                          [](const Json& run) {
                            return number(run, "/flows/pay/throughput/estimate") * kService;
                          }),
                  throughput);
  }
}

// Only the mean of the thinking matters (Bunday & Scraton 1980, "The G/M/r machine interference
// model").
TEST(Closed, the_law_of_thinking_does_not_matter) {
  for (const auto& [name, law] :
       {std::pair{"constant", R"("90ms")"},
        std::pair{"lognormal", R"({"lognormal": {"mean": "90ms", "cv": 2}})"}}) {
    World world = repair({10, 9, 1});
    world.changes.push_back(std::string("load.0.think=") + law);
    const auto runs = reports_of(world, kRuns);
    expect_theory(std::string("M/M/1//10, ") + name + " thinking, mean latency",
                  mean_of(runs,
                          [](const Json& run) {
                            return number(run, "/flows/pay/latency/mean/estimate") / kService;
                          }),
                  3.0186996);
  }
}

TEST(Closed, a_network_is_as_fast_as_mean_value_analysis_says) {
  for (const int population : {1, 5, 20}) {
    const auto runs =
        reports_of({"central-server.json",
                    {"load.0.population=" + std::to_string(population), "run.duration=1000s"}},
                   kRuns);
    const ClosedNetwork network = mean_value_analysis({0.605, 2.1, 1.35}, 15, population);
    const std::string name = "central server, " + std::to_string(population) + " terminals";
    expect_theory(name + ", throughput",
                  mean_of(runs,
                          [](const Json& run) {
                            return number(run, "/flows/pay/throughput/estimate") * kService;
                          }),
                  network.throughput);
    expect_theory(name + ", response",
                  mean_of(runs,
                          [](const Json& run) {
                            return number(run, "/flows/pay/latency/mean/estimate") / kService;
                          }),
                  network.response);
    expect_theory(name + ", at the busier disk",
                  mean_of(runs,
                          [](const Json& run) {
                            return number(run, "/services/disk1/line/mean") +
                                   number(run, "/services/disk1/utilization/estimate");
                          }),
                  network.lengths[1]);
  }
}

// Sharing and several calls change nothing of it (Baskett, Chandy, Muntz & Palacios 1975).
TEST(Closed, shared_stations_may_have_any_law) {
  const auto runs = reports_of(
      {"central-server.json",
       {"run.duration=1000s", "services.processor.line.order=processor_sharing",
        "services.disk1.line.order=processor_sharing",
        "services.disk2.line.order=processor_sharing",
        R"(services.disk1.operations.read.0.cpu={"lognormal": {"mean": "21ms", "cv": 1.5}})",
        R"(services.disk2.operations.read.0.cpu="13.5ms")"}},
      kRuns);
  expect_theory("central server, 5 terminals, shared stations, response",
                mean_of(runs,
                        [](const Json& run) {
                          return number(run, "/flows/pay/latency/mean/estimate") / kService;
                        }),
                mean_value_analysis({0.605, 2.1, 1.35}, 15, 5).response);
}

}  // namespace
}  // namespace theory

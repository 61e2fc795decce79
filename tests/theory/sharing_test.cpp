// Processor sharing. Times are in mean services (10 ms).
#include <cmath>
#include <gtest/gtest.h>
#include <string>

#include "tests/theory/estimate.h"
#include "tests/theory/formulas.h"

namespace theory {
namespace {

const std::string kSharing = "services.server.line.order=processor_sharing";

Estimate latency_of(const std::vector<Json>& runs, const std::string& flow,
                    const std::string& which = "mean") {
  return mean_of(runs, [&](const Json& run) {
    return number(run, "/flows/" + flow + "/latency/" + which + "/estimate") / kService;
  });
}

const std::vector<std::pair<std::string, std::string>> kLaws = {
    {"constant", R"("10ms")"},
    {"exponential", R"({"exponential": "10ms"})"},
    {"lognormal", R"({"lognormal": {"mean": "10ms", "cv": 1.5}})"},
    {"hyperexponential", R"({"hyperexponential": {"mean": "10ms", "cv": 2}})"}};

// Kleinrock 1976, Queueing Systems II, 4.4: 1 / (1 - load), whatever the law.
TEST(Sharing, the_mean_does_not_depend_on_the_law_of_the_work) {
  for (const auto& [name, law] : kLaws) {
    const auto runs = reports_of(
        {"one-service.json",
         {kSharing, "run.duration=600s", "services.server.operations.work.0.cpu=" + law}},
        kRuns);
    expect_theory("M/G/1-PS load 0.8, " + name + " work, mean", latency_of(runs, "pay"), 5);
  }
}

// Cohen (1979), "The multiple phase service network with generalized processor sharing".
TEST(Sharing, the_mean_on_several_cores_is_that_of_m_m_c_whatever_the_law) {
  for (const auto& [name, law] : kLaws) {
    const auto runs =
        reports_of({"one-service.json",
                    {kSharing, "services.server.cores=4", "load.0.rate=340/s", "run.duration=150s",
                     "run.warmup=10s", "services.server.operations.work.0.cpu=" + law}},
                   kRuns);
    expect_theory("M/G/4-PS load 0.85, " + name + " work, mean", latency_of(runs, "pay"),
                  1 + erlang_c(4, 3.4) / (4 - 3.4));
  }
}

// Of the chain of those who share, by uniformization; its variance is (2 + load) / ((1 - load)^2
// (2 - load)) (Coffman, Muntz & Trotter 1970, "Waiting time distributions for processor-sharing
// systems").
TEST(Sharing, sojourns_of_m_m_1_are_spread_as_coffman_muntz_and_trotter_found) {
  const auto runs = reports_of({"one-service.json", {kSharing}}, kRuns);
  for (const auto& [which, expected] :
       {std::pair{"p50", 2.35168705}, std::pair{"p95", 18.7481113}, std::pair{"p99", 36.9409892}})
    expect_theory(std::string("M/M/1-PS load 0.8, ") + which, latency_of(runs, "pay", which),
                  expected, expected * kResolution);
}

// Everybody is slowed down by the same factor: x / (1 - load) for work of x.
TEST(Sharing, is_fair_to_small_and_to_large_work) {
  const std::string second = "services.server.operations.second.0.cpu=";
  const auto large =
      reports_of({"two-classes.json",
                  {kSharing, second + R"("50ms")", "load.0.rate=76/s", "load.1.rate=0.8/s"}},
                 kRuns);
  expect_theory("M/G/1-PS load 0.8, work of 5", latency_of(large, "second"), 25);
  const auto small = reports_of({"two-classes.json",
                                 {kSharing, second + R"("1ms")", "load.0.rate=76/s",
                                  "load.1.rate=40/s", "run.duration=500s"}},
                                kRuns);
  expect_theory("M/G/1-PS load 0.8, work of 0.1", latency_of(small, "second"), 0.5);
}

// A limit on the line holds here too: with no more than 1 + 5 inside, the number inside is that of
// M/M/1/6, whatever the law.
TEST(Sharing, a_full_node_rejects_as_m_m_1_k_does_whatever_the_law) {
  const TimeAverage full = time_average(many_servers(0.9, 1, 6), [](int n) { return n == 6; });
  for (const auto& [name, law] : kLaws) {
    const auto runs =
        reports_of({"one-service.json",
                    {kSharing, "services.server.line.limit=5", "load.0.rate=90/s",
                     "run.duration=500s", "services.server.operations.work.0.cpu=" + law}},
                   kRuns);
    const auto rejected = mean_of(runs, [](const Json& run) {
      return number(run, "/services/server/rejected") / number(run, "/services/server/arrived");
    });
    expect_theory("M/G/1/6-PS load 0.9, " + name + " work, rejected", rejected, full.mean);
  }
}

}  // namespace
}  // namespace theory

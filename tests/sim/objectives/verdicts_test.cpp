// From a scenario's objectives to verdicts, over several runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "sim/objectives/judge.h"

#include "tests/models/small_world.h"

namespace sim {
namespace {

std::vector<ObjectiveReport> verdicts(const std::string& objectives, std::uint64_t replications) {
  const models::Scenario scenario = models::scenario_of(R"({
    "run": {"duration": "60s", "warmup": "10s"},
    "services": {"bank": {"nodes": 2, "cores": 1,
                          "operations": {"pay": [{"cpu": {"exponential": "10ms"}}]}}},
    "flows": {"pay": {"entry": "bank.pay", "timeout": "1s"}},
    "load": [{"flow": "pay", "rate": "40/s"}, {"flow": "pay", "class": "vip", "rate": "10/s"}],
    "failures": [{"at": "20s", "for": "10s", "crash": "bank"}],
    "objectives": )" + objectives + "}");
  std::vector<Measurements> runs;
  for (std::uint64_t replication = 0; replication < replications; ++replication) {
    models::World world(scenario, {}, replication);
    EXPECT_EQ(world.run([](Instant) { return true; }), std::nullopt);
    runs.push_back(world.measurements());
  }
  return judge_all(scenario.objectives, Runs(std::move(runs)));
}

std::vector<Verdict> of(const std::vector<ObjectiveReport>& reports) {
  std::vector<Verdict> all;
  for (const ObjectiveReport& each : reports) all.push_back(each.verdict);
  return all;
}

TEST(Verdicts, are_as_the_scenario_makes_them_certain) {
  using enum Verdict;
  const auto reports = verdicts(R"([
      "pay availability >= 99%",
      "pay availability >= 90% after recovery within 5s",
      "pay class vip availability >= 99.9% after crash bank within 0s",
      "pay availability <= 0% during crash bank",
      "pay downtime <= 5s",
      "pay downtime <= 10s during crash bank",
      "pay class vip p90 <= 300ms",
      "pay throughput >= 35/s after recovery within 0s",
      "bank utilization <= 70%",
      "pay failed <= 0 after recovery within 1h"])",
                                5);
  EXPECT_THAT(of(reports), testing::ElementsAre(fail, pass, inconclusive, pass, fail, pass, pass,
                                                pass, pass, inconclusive));
  EXPECT_THAT(reports[2].evidence,
              testing::StartsWith("Nothing went wrong, but in too little time"));
  EXPECT_EQ(reports[5].estimate, (Estimate{.estimate = 10, .low = 10, .high = 10}));
  EXPECT_EQ(reports[9].evidence, "No payment was due in \"after recovery within 1h\".");
}

TEST(Verdicts, of_one_run_are_open) {
  EXPECT_THAT(of(verdicts(R"(["pay availability >= 1%", "bank utilization <= 99%"])", 1)),
              testing::Each(Verdict::inconclusive));
}

}  // namespace
}  // namespace sim

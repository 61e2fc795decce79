#include "models/world.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "tests/models/audit.h"
#include "tests/models/failures/bank.h"

namespace models {
namespace {

using testing::IsEmpty;

// With chance in it.
Bank of_chance(int seed) {
  return Bank{.bank = R"("cores": 1, "nodes": 2)",
              .steps = R"({"cpu": {"exponential": "10ms"}})",
              .run = R"("duration": "10s", "seed": )" + std::to_string(seed),
              .load = R"({"flow": "pay", "rate": "50/s"})"};
}

TEST(World, happens_twice_alike_with_the_same_seed) {
  const auto one = run(of_chance(1));
  const auto other = run(of_chance(1));
  EXPECT_EQ(one.fingerprint, other.fingerprint);
  EXPECT_EQ(one.events, other.events);
  EXPECT_EQ(flow(one).latency, flow(other).latency);
}

TEST(World, happens_otherwise_with_another_seed) {
  EXPECT_NE(run(of_chance(1)).fingerprint, run(of_chance(2)).fingerprint);
}

TEST(World, without_chance_happens_alike_with_every_seed) {
  const auto one = run(Bank{.run = R"("duration": "10s", "seed": 1)"});
  const auto other = run(Bank{.run = R"("duration": "10s", "seed": 2)"});
  EXPECT_EQ(flow(one).latency, flow(other).latency);
  EXPECT_EQ(one.events, other.events);
}

TEST(World, without_load_says_nothing_about_payments) {
  const auto measured =
      run(Bank{.bank = R"("cores": 2)", .load = R"({"flow": "pay", "rate": "0/s"})"});
  EXPECT_EQ(flow(measured).intents, sim::IntentCounts{});
  EXPECT_EQ(flow(measured).attempts, 0);
  EXPECT_FALSE(flow(measured).latency.mean_ns());
  EXPECT_EQ(flow(measured).outages.judged, 0);
  EXPECT_THAT(flow(measured).reasons, IsEmpty());
  EXPECT_EQ(node(measured, "bank/0").busy.area, 0);
  EXPECT_EQ(measured.end, at(10s));
}

// A window of this timeline is 14.6 h, in which 52 million payments come.
TEST(World, is_asked_whether_to_go_on_before_long_however_long_the_run_is) {
  const Scenario scenario =
      scenario_of(Bank{.run = R"("duration": "365d")",
                       .load = R"({"flow": "pay", "rate": "1000/s", "arrivals": "steady"})"}
                      .text());
  World world(scenario);
  int asked = 0;
  EXPECT_FALSE(world.run([&asked](sim::Instant) { return ++asked <= 20; }));
  EXPECT_GT(world.now(), at(20s));
  EXPECT_LT(world.measurements().events, 20U * 2'000'000);
  EXPECT_EQ(world.measurements().end, world.now());
}

TEST(World, stopped_midway_keeps_what_it_has_measured) {
  const Scenario scenario = scenario_of(Bank{.steps = R"({"wait": "120ms"})"}.text());
  World world(scenario);
  const auto trouble = world.run([](sim::Instant now) { return now < at(5s); });
  EXPECT_FALSE(trouble);
  const auto& measured = world.measurements();
  EXPECT_EQ(measured.end, at(5s));
  EXPECT_EQ(flow(measured).intents.offered, 50);
  EXPECT_EQ(flow(measured).intents.approved, 49);
  EXPECT_EQ(flow(measured).intents.unfinished, 1);
  EXPECT_EQ(Audit::of(measured, false), "");
}

TEST(World, stopped_before_it_begins_has_nothing_to_say) {
  const Scenario scenario = scenario_of(Bank{}.text());
  World world(scenario);
  EXPECT_FALSE(world.run([](sim::Instant) { return false; }));
  EXPECT_EQ(world.measurements().end, sim::kStart);
  EXPECT_EQ(flow(world.measurements()).intents, sim::IntentCounts{});
}

TEST(World, measures_only_payments_due_after_the_warm_up) {
  const auto measured = run(Bank{.run = R"("duration": "10s", "warmup": "4050ms")"});
  EXPECT_EQ(measured.warmup_end, at(4050ms));
  EXPECT_EQ(flow(measured).intents.offered, 60);
  EXPECT_EQ(station(measured, "bank").arrived, 60);
}

TEST(World, ends_with_what_is_under_way_unfinished) {
  const auto measured = run(Bank{.steps = R"({"wait": "1s"})"});
  EXPECT_EQ(flow(measured).intents.unfinished, 10);
  EXPECT_EQ(flow(measured).intents.approved, 90);
}

TEST(World, tells_of_every_payment_that_begins) {
  std::int64_t told = 0;
  const auto measured =
      run(scenario_of(of_chance(1).text()), [&told](const Flow& flow, const Intent&) {
        EXPECT_EQ(flow.name(), "pay");
        ++told;
      });
  EXPECT_EQ(told, flow(measured).intents.offered);
}

TEST(World, bears_very_many_payments_of_one_payer) {
  const auto measured = run(Bank{.bank = R"("nodes": 5, "cores": 1, "balance": "ring")",
                                 .steps = R"({"cpu": "40us"})",
                                 .load = R"({"flow": "pay", "rate": "10000/s", "arrivals": "steady",
                           "keys": {"payer": {"uniform": 1}}})"});
  EXPECT_EQ(flow(measured).intents.offered, 100'000);
  EXPECT_EQ(flow(measured).intents.approved, 100'000);
  std::int64_t most = 0;
  for (const auto& each : station(measured, "bank").nodes) most = std::max(most, each.served);
  EXPECT_EQ(most, 100'000);
}

// In a world with chance, lines, retries and two zones.
class Books : public testing::TestWithParam<const char*> {};

TEST_P(Books, balance_whatever_happens) {
  for (const std::string& of_bank : {std::string(), kUnwatched + ", "}) {
    const auto measured =
        run(Bank{.bank = of_bank + R"("nodes": 3, "cores": 2, "line": {"limit": 9})",
                 .steps = R"({"cpu": {"exponential": "20ms"}}, {"wait": "30ms"})",
                 .flow = R"("from": "a", "timeout": "70ms", "retry": {"tries": 2})",
                 .load = R"({"flow": "pay", "rate": "100/s", "amount": {"exponential": "20 EUR"}},
                        {"flow": "pay", "population": 4})",
                 .rest = R"("zones": {"a": {}, "b": {}},
                        "network": {"same_region": "1ms", "give_up": "900ms"}, )" +
                         std::string(GetParam())});
    EXPECT_EQ(Audit::of(measured, false), "");
    EXPECT_GT(flow(measured).intents.approved, 0);
    EXPECT_FALSE(measured.timeline_events.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Happenings, Books,
    testing::Values(
        R"("failures": [{"at": "1s", "for": "3s", "crash": "bank/*"}])",
        R"("failures": [{"mtbf": "1s", "mttr": "1s", "crash": "bank/*"}])",
        R"("failures": [{"at": "1s", "for": "3s", "slow": "bank/1", "factor": 50}])",
        R"("failures": [{"at": "1s", "for": "3s", "pause": "bank"}])",
        R"("failures": [{"mtbf": "300ms", "mttr": "200ms", "pause": "bank/0"}])",
        R"("failures": [{"at": "1s", "for": "3s", "down": "bank"}])",
        R"("failures": [{"mtbf": "1s", "mttr": "1s", "false_alarm": "bank"}])",
        R"("failures": [{"mtbf": "1s", "mttr": "1s", "lose": "zone:b"}])",
        R"("failures": [{"at": "1s", "lose": "zone:a"}])",
        R"("failures": [{"mtbf": "1s", "mttr": "1s", "cut": "link:a>b"}])",
        R"("failures": [{"mtbf": "1s", "mttr": "1s", "cut": "link:b>a"}])",
        R"("failures": [{"at": "1s", "degrade": "link:a-b", "loss": "30%"}])",
        R"("operations": [{"at": "1s", "deploy": "bank", "drain": "0s", "restart": "1s"}])",
        R"("operations": [{"at": "1s", "scale": "bank", "to": 1}])",
        R"("operations": [{"at": "1s", "autoscale": "bank", "min": 1, "max": 9, "interval": "1s",
                        "startup": "100ms", "calm": "1s"}])",
        R"("operations": [{"at": "1s", "for": "3s", "drain": "bank"}])"));

}  // namespace
}  // namespace models

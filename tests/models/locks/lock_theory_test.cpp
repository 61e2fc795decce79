// One account is a queue: payments come at random, and each holds its lock for an independent time.
#include <cmath>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "sim/theory/general_service.h"

#include "tests/models/locks/locked.h"

namespace models {
namespace {

constexpr std::uint64_t kRuns = 20;
constexpr double kHold = 0.01;

// How long the lock is held: mean 10 ms, with this squared coefficient of variation.
struct Hold {
  std::string json;
  double scv;
};

std::vector<Hold> holds() {
  return {{R"("10ms")", 0},
          {R"({"erlang": {"mean": "10ms", "phases": 4}})", 0.25},
          {R"({"exponential": "10ms"})", 1},
          {R"({"gamma": {"mean": "10ms", "cv": 2}})", 4}};
}

std::string one_hot_account(const Hold& hold, double load) {
  return R"({"run": {"duration": "220s", "warmup": "20s"},
             "services": {"bank": {"nodes": 4, "operations": {"pay": [
               {"lock": "account", "steps": [{"wait": )" +
         hold.json + R"(}]}]}}},
             "locks": {"account": {"lease": "10s"}}, "flows": {"pay": {"entry": "bank.pay"}},
             "load": [{"flow": "pay", "rate": ")" +
         std::to_string(static_cast<int>(std::lround(load / kHold))) +
         R"(/s", "keys": {"payer": {"uniform": 1}}}]})";
}

struct MeanOfRuns {
  double value = 0;
  double error = 0;  // standard error, by the spread of the runs
};

template <class Metric>
MeanOfRuns mean_of(const Scenario& scenario, Metric metric) {
  double sum = 0;
  double squares = 0;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    World world(scenario, {}, run);
    EXPECT_FALSE(world.run([](sim::Instant) { return true; }));
    const double value = metric(lock(world.measurements()));
    sum += value;
    squares += value * value;
  }
  const double mean = sum / kRuns;
  return {mean, std::sqrt((squares / kRuns - mean * mean) / (kRuns - 1))};
}

TEST(HotAccount, is_waited_for_as_pollaczek_and_khinchine_say) {
  for (const double load : {0.5, 0.8}) {
    for (const Hold& hold : holds()) {
      const Scenario scenario = scenario_of(one_hot_account(hold, load));
      const MeanOfRuns wait = mean_of(scenario, [](const sim::LockMeasurements& measured) {
        return measured.wait.mean_ns().value_or(0) / 1e9;
      });
      const auto expected = sim::theory::averages_of(
          {.arrival_rate = load / kHold, .service_time = kHold, .service_scv = hold.scv});
      ASSERT_TRUE(expected);
      EXPECT_NEAR(wait.value, expected->wait, 4.5 * wait.error) << hold.json << " at " << load;
      EXPECT_LT(wait.error, 0.1 * expected->wait);
    }
  }
}

// Poisson: the variance of a count is its mean.
TEST(HotAccount, that_can_take_all_payments_takes_all_of_them) {
  const Scenario scenario = scenario_of(one_hot_account(holds()[1], 0.8));
  const MeanOfRuns taken = mean_of(scenario, [](const sim::LockMeasurements& measured) {
    return static_cast<double>(measured.acquired);
  });
  const double expected = 0.8 / kHold * 200;
  EXPECT_NEAR(taken.value, expected, 4.5 * std::sqrt(expected / kRuns));
}

// It is held all the time, and given on in no time.
TEST(HotAccount, takes_no_more_payments_than_it_can_be_held_for_one_after_the_other) {
  const auto measured = run(one_hot_account({R"("10ms")", 0}, 1.5));
  EXPECT_NEAR(static_cast<double>(lock(measured).acquired), 200 / kHold, 1);
}

}  // namespace
}  // namespace models

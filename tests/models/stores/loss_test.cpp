// What failovers lose, against what theory says, and under thousands of random schedules.
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "sim/kernel/stream.h"

#include "tests/models/stores/ledger.h"

namespace models {
namespace {

// What has not left the leader when it dies is what came within the lag: with Poisson arrivals a
// Poisson number, whose variance is its mean.
TEST(LossAtFailover, is_the_lag_times_the_rate_of_writes) {
  constexpr int kRuns = 400;
  double lost = 0;
  for (int i = 0; i < kRuns; ++i) {
    Ledger told{.leader = R"("acknowledge": "async", "lag": "200ms",
                             "failover": {"detect": "100ms", "elect": "100ms"})",
                .load = R"("rate": "100/s", "arrivals": "poisson")",
                .duration = "2s",
                .rest = R"("failures": [{"at": "1s", "crash": "ledger/0"}])",
                .seed = std::to_string(i + 1)};
    const auto measured = run(told);
    EXPECT_EQ(ledger(measured).lost_intents, ledger(measured).lost_writes);
    lost += static_cast<double>(ledger(measured).lost_intents);
  }
  const double expected = 0.2 * 100 * kRuns;
  EXPECT_NEAR(lost, expected, 4 * std::sqrt(expected));
}

// Crashes, pauses, silence and cuts at random, in whole milliseconds with ties, each over within
// the run or not.
std::string random_failures(std::uint64_t seed) {
  sim::Stream stream({seed, 0}, "schedule");
  const auto below = [&](std::uint64_t limit) { return stream.next() % limit; };
  const std::uint64_t count = 1 + below(5);
  std::string failures;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::string node = std::to_string(below(3));
    const std::string zone(1, "abc"[below(3)]);
    const std::string when = R"({"at": ")" + std::to_string(10 * below(80)) + R"(ms", "for": ")" +
                             std::to_string(10 * (1 + below(60))) + R"(ms", )";
    const std::vector<std::vector<std::string>> what = {
        {R"("crash": "ledger/)" + node},
        {R"("pause": "ledger/)" + node},
        {R"("lose": "zone:)" + zone},
        {R"("cut": "link:x-y)"},
        {R"("cut": "link:y>z)"},
        {R"("cut": "link:x-y)", R"("cut": "link:x-z)"}};  // x is alone
    for (const std::string& failure : what[below(what.size())])
      failures += (failures.empty() ? "" : ", ") + when + failure + "\"}";
  }
  return R"("zones": {"a": {"region": "x"}, "b": {"region": "y"}, "c": {"region": "z"}},
            "network": {"give_up": "1s", "links": [{"between": ["x", "y"], "latency": "1ms"},
                                    {"between": ["y", "z"], "latency": "1ms"},
                                    {"between": ["x", "z"], "latency": "1ms"}]},
            "failures": [)" +
         failures + "]";
}

sim::Measurements run_random(std::uint64_t seed, const std::string& leader) {
  Ledger told{.leader = leader,
              .steps = R"([{"write": "ledger", "amount": "debit", "timeout": "200ms",
                    "retry": {"tries": 3, "backoff": "50ms"}},
                   {"write": "ledger", "amount": "credit", "timeout": "200ms"}])",
              .flow = R"("idempotent": true, "timeout": "700ms")",
              .load = R"("rate": [["0s", "200/s"], ["1s", "0/s"]], "arrivals": "poisson")",
              .duration = "4s",
              .rest = random_failures(seed),
              .seed = std::to_string(seed)};
  return run(told);
}

class RandomSchedules : public testing::TestWithParam<std::uint64_t> {
 protected:
  static constexpr std::uint64_t kSchedules = 1250;
};

TEST_P(RandomSchedules, lose_nothing_with_majority_and_fencing) {
  for (std::uint64_t i = 0; i < kSchedules; ++i) {
    const std::uint64_t seed = GetParam() * kSchedules + i + 1;
    const auto measured = run_random(seed, R"("acknowledge": "majority",
        "failover": {"detect": "50ms", "elect": "30ms"})");
    ASSERT_EQ(ledger(measured).lost_writes, 0) << "seed " << seed;
    ASSERT_EQ(ledger(measured).apart_writes, 0) << "seed " << seed;
    ASSERT_EQ(audit(measured).lost.intents, 0) << "seed " << seed;
    ASSERT_EQ(audit(measured).duplicate.intents, 0) << "seed " << seed;
    ASSERT_EQ(audit(measured).intents(), flow(measured).intents.offered) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Batches, RandomSchedules, testing::Range<std::uint64_t>(0, 8));

TEST(RandomSchedulesWithoutFencing, lose_what_the_audit_lists) {
  std::int64_t apart = 0;
  std::int64_t lost = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    const auto measured = run_random(seed, R"("acknowledge": "async",
        "failover": {"detect": "50ms", "elect": "30ms", "fencing": false})");
    apart += ledger(measured).apart_writes;
    lost += audit(measured).lost.intents;
    ASSERT_EQ(audit(measured).intents(), flow(measured).intents.offered) << "seed " << seed;
    ASSERT_EQ(ledger(measured).lost_intents, audit(measured).lost.intents) << "seed " << seed;
  }
  EXPECT_GT(apart, 0);
  EXPECT_GT(lost, apart / 2);
}

}  // namespace
}  // namespace models

// Whether runs are rightly said to settle, with models and not only with series of numbers.
#include <gmock/gmock.h>
#include <string>

#include "sim/report/stability.h"

#include "tests/models/small_world.h"

namespace models {
namespace {

// One node with one core and payments of 10 ms, without a limit on its line.
std::string one_core(const std::string& rate, std::uint64_t seed, const std::string& flow = "",
                     const std::string& rest = "") {
  return R"({"run": {"duration": "3min", "warmup": "10s", "seed": )" + std::to_string(seed) +
         R"(}, "services": {"bank": {"cores": 1, "line": {"order": "fifo"},
              "operations": {"pay": [{"cpu": {"exponential": "10ms"}}]}}},
            "flows": {"pay": {"entry": "bank.pay")" +
         flow + R"(}}, "load": [{"flow": "pay", "rate": ")" + rate + "\"}]" + rest + "}";
}

bool settles(const std::string& json) {
  return sim::judge_stability(run(json), {}).stable;
}

// Relaxes in 1 / (mu (1 - sqrt(rho))^2) = 3.8 s, so that the second half holds 22 such times.
TEST(Settling, a_line_nine_tenths_busy_hardly_ever_looks_as_if_it_grew) {
  int unstable = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) unstable += !settles(one_core("90/s", seed));
  // t > 3 alone has P = 0.0013 for each of two series; 100 times that are 0.27, and 4 or more have
  // P < 0.001.
  EXPECT_LE(unstable, 3);
}

// Twenty more a second than it can do, for 85 s: 1700, of which a standard deviation is 140.
TEST(Settling, more_than_it_can_do_always_does) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed)
    EXPECT_FALSE(settles(one_core("120/s", seed))) << seed;
}

// Payers wait for 100 ms, so no more than 12 or so are ever under way.
TEST(Settling, a_line_of_requests_that_payers_have_given_up_is_seen) {
  const auto stability =
      sim::judge_stability(run(one_core("120/s", 1, R"(, "timeout": "100ms")")), {});
  EXPECT_FALSE(stability.stable);
  EXPECT_THAT(stability.reason, testing::StartsWith("The line of bank grows from about "));
}

TEST(Settling, a_line_that_a_failure_left_and_that_is_worked_off_settles) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed)
    EXPECT_TRUE(settles(one_core("80/s", seed, "", R"(, "failures": [
        {"at": "60s", "for": "20s", "slow": "bank", "factor": 4}])")))
        << seed;
}

// The line is full by the time of the second half, or within it by a failure that goes by.
TEST(Settling, lines_with_a_limit_and_failures_that_go_by_do) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    std::string limited = one_core("120/s", seed);
    limited.replace(limited.find(R"("order": "fifo")"), 15, R"("limit": 500)");
    EXPECT_TRUE(settles(limited)) << seed;
    EXPECT_TRUE(settles(one_core("50/s", seed, "", R"(, "failures": [
        {"at": "2min", "for": "20s", "slow": "bank", "factor": 4}])")))
        << seed;
  }
}

}  // namespace
}  // namespace models

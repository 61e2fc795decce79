// Those who call: they give up, try again, ask twice, and stop calling.
#include <cmath>
#include <gtest/gtest.h>
#include <string>

#include "tests/theory/estimate.h"
#include "tests/theory/formulas.h"

namespace theory {
namespace {

World bank(std::vector<std::string> changes) {
  return {"bank.json", std::move(changes)};
}

double share(const Json& run, const std::string& what) {
  return number(run, "/flows/pay/" + what) / number(run, "/flows/pay/offered");
}

std::string waits(const std::string& law) {
  return "services.bank.operations.authorise.0.wait=" + law;
}

TEST(Retries, multiply_attempts_and_successes_as_a_geometric_series) {
  for (const double fails : {0.1, 0.3, 0.5, 0.9}) {
    for (const int retries : {0, 1, 2, 3, 5}) {
      const std::string percent = std::to_string(std::lround(100 * (1 - fails)));
      const Json run = report_of(bank({"services.bank.availability=" + percent + "%",
                                       "flows.pay.retry.tries=" + std::to_string(retries + 1)}),
                                 1);
      double attempts = 0;
      double squares = 0;
      for (int n = 1; n <= retries + 1; ++n) {
        const double share =
            n <= retries ? std::pow(fails, n - 1) * (1 - fails) : std::pow(fails, retries);
        attempts += n * share;
        squares += n * n * share;
      }
      const double success = 1 - std::pow(fails, retries + 1);
      EXPECT_NEAR(attempts, (1 - std::pow(fails, retries + 1)) / (1 - fails), 1e-12);
      const double payments = number(run, "/flows/pay/offered");
      const std::string name = "failures of " + std::to_string(fails).substr(0, 3) + ", " +
                               std::to_string(retries) + " retries, ";
      expect_theory(name + "success", {share(run, "approved"), binomial_error(success, payments)},
                    success);
      expect_theory(name + "attempts",
                    {number(run, "/flows/pay/attempts_per_payment"),
                     std::sqrt((squares - attempts * attempts) / payments)},
                    attempts, 1e-12);
    }
  }
}

TEST(Retries, of_layers_multiply) {
  const Json run = report_of({"layers.json"}, 1);
  EXPECT_EQ(number(run, "/flows/pay/unfinished"), 0);
  EXPECT_EQ(number(run, "/services/bank/arrived"), 64 * number(run, "/flows/pay/offered"));
}

TEST(Retries, on_a_budget_are_as_many_as_were_earned_and_saved_up) {
  const Json run =
      report_of(bank({"services.bank.availability=0%",
                      R"(flows.pay.retry={"tries": 4, "budget": {"ratio": "20%", "burst": 10}})"}),
                1);
  const double payments = number(run, "/flows/pay/offered");
  EXPECT_NEAR(number(run, "/flows/pay/attempts"), 1.2 * payments + 10, 1.5);
}

TEST(Backoff, waits_as_long_as_its_jitter_says) {
  for (const auto& [jitter, part] :
       {std::pair{"none", 1.0}, std::pair{"equal", 0.75}, std::pair{"full", 0.5}}) {
    const Json run = report_of(
        bank({"services.bank.availability=0%",
              std::string(
                  R"(flows.pay.retry={"tries": 4, "backoff": {"first": "100ms", "factor": 3,)") +
                  R"( "most": "500ms", "jitter": ")" + jitter + R"("}})",
              R"(load.0.rate=[["0s", "100/s"], ["990s", "100/s"], ["990s", "0/s"]])"}),
        1);
    const double payments = number(run, "/flows/pay/offered");
    const double width = jitter == std::string("equal") ? 0.5 : 1;
    const double variance = (0.01 + 0.09 + 0.25) * width * width / 12;
    const double error = jitter == std::string("none") ? 0 : std::sqrt(variance / payments);
    expect_theory(std::string("backoff of 100, 300 and 500 ms, jitter ") + jitter + ", s",
                  {number(run, "/flows/pay/time_spent/backoff"), error}, 0.9 * part, 1e-12);
  }
}

TEST(Timeout, leaves_as_many_in_doubt_as_take_longer) {
  const Json run = report_of(bank({"services.bank.availability=100%", "flows.pay.timeout=100ms",
                                   waits(R"({"exponential": "100ms"})"), "run.duration=2000s"}),
                             1);
  const double payments = number(run, "/flows/pay/offered");
  const double late = std::exp(-1);
  expect_theory("time-out of the mean of an exponential answer, unknown",
                {share(run, "unknown"), binomial_error(late, payments)}, late, 20 / payments);
}

// The shorter of one answer and another one asked for after a: (1 - e^-a) + e^-a / 2 of the mean.
TEST(Hedge, takes_the_sooner_of_two_answers) {
  for (const double after : {0.0, 0.5, 2.0}) {
    const auto runs =
        reports_of(bank({"services.bank.availability=100%", waits(R"({"exponential": "100ms"})"),
                         "flows.pay.hedge=" + std::to_string(std::lround(after * 100)) + "ms"}),
                   20);
    const std::string name = "hedge after " + std::to_string(after).substr(0, 3) + " means, ";
    const double slow = std::exp(-after);
    expect_theory(name + "mean",
                  mean_of(runs,
                          [](const Json& run) {
                            return number(run, "/flows/pay/latency/mean/estimate") / 0.1;
                          }),
                  1 - slow + slow / 2);
    const double p99 = after + (std::log(100) - after) / 2;
    expect_theory(name + "p99",
                  mean_of(runs,
                          [](const Json& run) {
                            return number(run, "/flows/pay/latency/p99/estimate") / 0.1;
                          }),
                  p99, p99 * kResolution);
    expect_theory(name + "calls",
                  mean_of(runs,
                          [](const Json& run) {
                            return number(run, "/services/bank/arrived") /
                                   number(run, "/flows/pay/offered");
                          }),
                  1 + slow);
  }
}

TEST(Bulkhead, turns_away_as_many_as_erlang_says) {
  const auto runs = reports_of(bank({"services.bank.availability=100%", "flows.pay.bulkhead=5",
                                     waits(R"({"lognormal": {"mean": "30ms", "cv": 2}})")}),
                               20);
  expect_theory("bulkhead of 5 offered 3, turned away",
                mean_of(runs, [](const Json& run) { return share(run, "reasons/bulkhead_full"); }),
                erlang_b(5, 3));
}

// One that is let through closes the limit for the time of one: a counter with dead time.
TEST(RateLimit, lets_through_as_a_counter_with_dead_time) {
  const auto runs =
      reports_of(bank({"services.bank.availability=100%", "flows.pay.rate_limit=50/s"}), 20);
  expect_theory("rate limit of 50/s at 100/s, let through",
                mean_of(runs, [](const Json& run) { return share(run, "approved"); }), 1.0 / 3);
  const Json steady = report_of(bank({"services.bank.availability=100%",
                                      "flows.pay.rate_limit=50/s", "load.0.arrivals=steady"}),
                                1);
  EXPECT_NEAR(share(steady, "approved"), 0.5, 1e-4);
}

// Renewal: it takes (1 - p^3) / ((1 - p) p^3) calls until three in a row have failed; then it is
// open for a second, again and again until the one call that is let through succeeds.
TEST(Breaker, is_open_for_the_share_of_time_that_renewal_says) {
  constexpr double kFails = 0.3;
  const double cubed = kFails * kFails * kFails;
  const double closed = (1 - cubed) / ((1 - kFails) * cubed);
  const double spells = 1 / (1 - kFails);
  const auto runs =
      reports_of(bank({R"(flows.pay.breaker={"failures": 3, "open": "1s", "trials": 1})",
                       "run.duration=4000s"}),
                 20);
  expect_theory("breaker of 3 failures, open for 1 s at 100/s, kept back",
                mean_of(runs, [](const Json& run) { return share(run, "reasons/circuit_open"); }),
                spells * 100 / (spells * 101 + closed));
}

}  // namespace
}  // namespace theory

// Nodes that stand still, are slow, crash, and are found out.
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <string>

#include "tests/theory/estimate.h"
#include "tests/theory/formulas.h"

namespace theory {
namespace {

// White & Christie (1958), "Queuing with preemptive priorities or with breakdown": a server that
// fails at rate f, busy or not, is repaired at rate r, and goes on where it was.
TEST(Standstill, makes_those_inside_wait_as_white_and_christie_found) {
  struct Row {
    double load, fails, repaired;
  };
  for (const Row& row : {Row{0.7, 0.01, 0.1}, Row{0.5, 0.05, 0.2}, Row{0.8, 0.001, 0.05}}) {
    const double cycle = row.fails + row.repaired;
    const double inside =
        row.load * (cycle * cycle + row.fails) / (cycle * (row.repaired - row.load * cycle));
    const auto runs =
        reports_of({"standstill.json",
                    {"load.0.rate=" + per_second(row.load / kService), "run.duration=1500s",
                     "failures.0.mtbf=" + std::to_string(kService / row.fails) + "s",
                     "failures.0.mttr=" + std::to_string(kService / row.repaired) + "s"}},
                   kRuns);
    expect_theory("M/M/1 that breaks, load " + std::to_string(row.load).substr(0, 3) + ", mean",
                  mean_latency(runs), inside / row.load);
  }
}

// Load 0.6 on a server that is four times as slow now and then: both states solved level by level.
TEST(Slowness, is_the_queue_in_a_random_environment) {
  const auto runs = reports_of({"slowness.json", {"run.duration=1500s"}}, kRuns);
  expect_theory("M/M/1 slowed down by 4, mean", mean_latency(runs), 4.92665634 / 0.6);
}

// M/M/1 with catastrophes (Chao 1995): given that the server is up, the number inside is geometric
// with the ratio x, the smaller root of mu x^2 - (lambda + mu + f) x + lambda.
TEST(Crash, loses_as_many_as_there_are_inside) {
  constexpr double kLoad = 0.8;
  constexpr double kFails = 0.005;
  constexpr double kUp = 0.8;
  const double sum = kLoad + 1 + kFails;
  const double ratio = (sum - std::sqrt(sum * sum - 4 * kLoad)) / 2;
  const auto runs = reports_of({"crashes.json", {"run.duration=1500s"}}, kRuns);
  const auto share = [&runs](const std::string& what) {
    return mean_of(runs, [&](const Json& run) {
      return number(run, "/flows/pay/" + what) / number(run, "/flows/pay/offered");
    });
  };
  expect_theory("M/M/1 that crashes, lost inside", share("unknown"),
                kUp * kFails * ratio / (1 - ratio) / kLoad);
  expect_theory("M/M/1 that crashes, nobody there", share("failed"), 1 - kUp);
}

// The error of an availability: how long outages last, and which payments happen to come then.
double error_of_availability(const TimeAverage& up, const std::vector<Json>& runs) {
  double time = 0;
  for (const Json& run : runs) time += number(run, "/run/duration") - number(run, "/run/warmup");
  const double chance = binomial_error(up.mean, total(runs, "/flows/pay/offered"));
  return std::sqrt(up.variance / time + chance * chance);
}

// So many nodes, each up for 90 s and down for 10 s on average, by itself.
BirthDeath nodes_up(int count) {
  BirthDeath chain;
  for (int n = 0; n <= count; ++n) {
    chain.up.push_back((count - n) / 10.0);
    chain.down.push_back(n / 90.0);
  }
  return chain;
}

TEST(Availability, of_k_of_n_is_binomial) {
  for (const auto& [wanted, expected] :
       {std::pair{1, 0.999}, std::pair{2, 0.972}, std::pair{3, 0.729}}) {
    const auto runs = reports_of(
        {"quorum.json", {"services.gateway.operations.pay.0.first=" + std::to_string(wanted)}}, 10);
    const TimeAverage up =
        time_average(nodes_up(3), [least = wanted](int n) { return n >= least; });
    EXPECT_NEAR(up.mean, expected, 1e-12);
    expect_theory(std::to_string(wanted) + " of 3 nodes of 90 %",
                  with_error(mean_of(runs, "/flows/pay/availability/estimate"),
                             error_of_availability(up, runs)),
                  expected);
  }
}

TEST(Availability, of_nodes_that_stand_in_for_each_other_lacks_only_the_time_when_all_are_down) {
  for (const auto& [nodes, expected] : {std::pair{1, 0.9}, std::pair{2, 0.99}}) {
    const auto runs =
        reports_of({"replicas.json", {"services.server.nodes=" + std::to_string(nodes)}}, 10);
    const TimeAverage up = time_average(nodes_up(nodes), [](int n) { return n >= 1; });
    expect_theory("1 of " + std::to_string(nodes) + " nodes of 90 %",
                  with_error(mean_of(runs, "/flows/pay/availability/estimate"),
                             error_of_availability(up, runs)),
                  expected);
  }
}

// Exactly: as many as come while nobody is there.
TEST(Outage, of_all_nodes_fails_what_comes_meanwhile) {
  const Json run =
      report_of({"outage.json", {"services.server.nodes=1", "failures.0.crash=server/0"}}, 1);
  EXPECT_EQ(number(run, "/flows/pay/offered"), 100'000);
  EXPECT_EQ(number(run, "/flows/pay/failed"), 5'000);
  EXPECT_EQ(number(run, "/flows/pay/reasons/no_node"), 5'000);
  EXPECT_EQ(number(run, "/flows/pay/availability/estimate"), 0.95);
  EXPECT_EQ(number(run, "/flows/pay/downtime/seconds/estimate"), 50);
  EXPECT_EQ(number(run, "/failures/0/payments_lost"), 5'000);
}

TEST(Outage, of_one_node_is_not_noticed_when_callers_know_at_once) {
  const Json run = report_of({"outage.json"}, 1);
  EXPECT_EQ(number(run, "/flows/pay/approved"), 100'000);
}

// Until the checks have found it, every fourth payment runs into the node that is down; and two in
// three of the nodes do the rest.
TEST(Outage, of_one_node_fails_its_share_until_it_is_found) {
  const Json run = report_of(
      {"outage.json", {R"(services.server.health={"interval": "10s", "fall": 3, "rise": 2})"}}, 1);
  const double unnoticed = number(run, "/failures/0/detected") - number(run, "/failures/0/at");
  EXPECT_GE(unnoticed, 20);
  EXPECT_LE(unnoticed, 30);
  EXPECT_NEAR(number(run, "/flows/pay/failed"), 25 * unnoticed, 1);
  EXPECT_EQ(number(run, "/services/server/refused"), number(run, "/flows/pay/failed"));
  const double away = number(run, "/failures/0/recovered") - number(run, "/failures/0/detected");
  EXPECT_NEAR(number(run, "/services/server/nodes/server~12/served"),
              25 * (1000 - unnoticed - away), 2);
}

// Who tries again at random meets the node that is down again in one of four cases.
TEST(Outage, is_met_again_by_those_who_try_again_at_random) {
  const Json run =
      report_of({"outage.json",
                 {"services.server.balance=random", R"(services.server.health={"interval": "1h"})",
                  R"(failures.0={"at": "0s", "crash": "server/2"})", "flows.pay.retry.tries=3"}},
                1);
  const double payments = number(run, "/flows/pay/offered");
  expect_theory("1 of 4 nodes down, 3 tries at random, failed",
                {number(run, "/flows/pay/failed") / payments, binomial_error(1.0 / 64, payments)},
                1.0 / 64);
  expect_theory("1 of 4 nodes down, 3 tries at random, attempts",
                {number(run, "/flows/pay/attempts_per_payment"),
                 std::sqrt((0.75 + 4 * 3.0 / 16 + 9.0 / 16 - 1.3125 * 1.3125) / payments)},
                1.3125);
}

struct Checks {
  std::string name;
  std::string failure;
  double interval;
  int fall;
  double timeout;  // until a check has failed
};

// A failure at a random moment is found after (fall - 1) intervals and a time-out at the least, one
// interval more at the most, and anything between is equally likely.
TEST(Detection, takes_as_long_as_the_checks_say) {
  for (const Checks& checks :
       {Checks{"every 2 s, 3 times, refused", "crash", 2, 3, 0},
        Checks{"every 2 s, 3 times, silent", "down", 2, 3, 2},
        Checks{"every 10 s, 3 times, silent, time-out 1 s", "down", 10, 3, 1},
        Checks{"every 30 s, 2 times, silent, time-out 5 s", "down", 30, 2, 5},
        Checks{"every 10 s, 2 times, silent, time-out 5 s", "down", 10, 2, 5}}) {
    std::vector<std::string> changes{
        "services.server.health.interval=" + std::to_string(int(checks.interval)) + "s",
        "services.server.health.fall=" + std::to_string(checks.fall),
        R"(failures.0={"mtbf": "500s", "mttr": "1000000s", ")" + checks.failure +
            R"(": "server/*"})"};
    if (checks.timeout > 0)
      changes.push_back("services.server.health.timeout=" + std::to_string(int(checks.timeout)) +
                        "s");
    const Json report = report_of({"detection.json", changes}, 1);
    std::vector<double> delays;
    for (const Json& failure : report["failures"])
      delays.push_back(failure["detected"].get<double>() - failure["at"].get<double>());
    ASSERT_EQ(delays.size(), 200);
    const double least = (checks.fall - 1) * checks.interval + checks.timeout;
    const double spread = checks.interval / std::sqrt(12.0 * 200);
    expect_theory("detection, " + checks.name + ", mean", with_error(mean_of(delays), spread),
                  least + checks.interval / 2);
    const auto [low, high] = std::ranges::minmax(delays);
    EXPECT_GE(low, least - 1e-6);
    EXPECT_LE(high, least + checks.interval + 1e-6);
    EXPECT_LT(low, least + checks.interval * 0.1);
    EXPECT_GT(high, least + checks.interval * 0.9);
  }
}

// A node that is back is sent to again after `rise` checks.
TEST(Detection, of_a_repair_takes_rise_checks) {
  const Json report =
      report_of({"detection.json",
                 {R"(failures.0={"mtbf": "50000s", "mttr": "100s", "crash": "server/*"})",
                  "run.duration=80000s"}},
                1);
  std::vector<double> delays;
  for (const Json& failure : report["failures"])
    if (failure["detected"].is_number() && failure["recovered"].is_number())
      delays.push_back(failure["recovered"].get<double>() - failure["until"].get<double>());
  ASSERT_GT(delays.size(), 150);
  const double spread = 2 / std::sqrt(12.0 * static_cast<double>(delays.size()));
  expect_theory("taken in again, every 2 s, 2 times, mean", with_error(mean_of(delays), spread), 3);
  const auto [low, high] = std::ranges::minmax(delays);
  EXPECT_GE(low, 2 - 1e-6);
  EXPECT_LE(high, 4 + 1e-6);
}

}  // namespace
}  // namespace theory

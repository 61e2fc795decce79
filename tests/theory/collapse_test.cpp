// Overload that stays when its trigger has gone: one FIFO server under clients that give up after a
// hundred mean services and try r times again at once. While the line is long all that is served is
// given up already, so that (1 + r) times the load comes in: it stays exactly when that is above
// what can be served (Bronson et al. 2021, "Metastable failures in distributed systems").
#include <cstdio>
#include <gtest/gtest.h>
#include <string>

#include "tests/theory/estimate.h"

namespace theory {
namespace {

void expect_verdict(const std::string& verdict, double load, const std::string& clients,
                    std::vector<std::string> changes) {
  changes.push_back("load.0.rate=" + per_second(load / 0.01));
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Json overload = report_of({"storm.json", changes}, seed)["overload"];
    const std::string found = overload["verdict"].get<std::string>();
    EXPECT_EQ(found, verdict) << clients << ", load " << load << ", seed " << seed << ": "
                              << overload["reason"];
    if (seed == 1)
      std::printf("| Collapse | stall of 20 s, %s, load %.2f | %s | | %s |\n", clients.c_str(),
                  load, verdict.c_str(), found.c_str());
  }
}

std::string tries(int count) {
  return "flows.pay.retry.tries=" + std::to_string(count);
}

TEST(Collapse, stays_above_one_over_one_plus_the_retries_and_not_below) {
  for (const int retries : {1, 2, 3, 5}) {
    const double line = 1.0 / (1 + retries);
    const std::string clients = std::to_string(retries) + " retries";
    expect_verdict("recovered", 0.90 * line, clients, {tries(retries + 1)});
    expect_verdict("stayed", 1.08 * line, clients, {tries(retries + 1)});
  }
}

TEST(Collapse, without_retries_goes_by_at_any_load_that_can_be_served) {
  expect_verdict("recovered", 0.9, "no retries", {tries(1)});
}

TEST(Collapse, on_a_retry_budget_stays_above_one_over_one_plus_the_budget_and_not_below) {
  const std::string budget = R"(flows.pay.retry={"tries": 4, "budget": "20%"})";
  expect_verdict("recovered", 0.90 / 1.2, "3 retries on a budget of 20 %", {budget});
  expect_verdict("stayed", 1.08 / 1.2, "3 retries on a budget of 20 %", {budget});
}

TEST(Collapse, goes_by_when_work_is_given_up_that_nobody_waits_for) {
  for (const int retries : {2, 9})
    for (const double load : {0.5, 0.8, 0.95})
      expect_verdict("recovered", load, std::to_string(retries) + " retries, deadlines told",
                     {tries(retries + 1), "flows.pay.propagate_deadline=true"});
}

TEST(Collapse, goes_by_when_who_came_last_is_served_first) {
  for (const int retries : {2, 9})
    for (const double load : {0.5, 0.8, 0.9})
      expect_verdict("recovered", load, std::to_string(retries) + " retries, LIFO",
                     {tries(retries + 1), "services.server.line.order=lifo"});
}

}  // namespace
}  // namespace theory

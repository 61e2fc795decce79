// Who is served next: priorities, last come first served, shortest first. Times are in mean
// services (10 ms).
#include <cmath>
#include <gtest/gtest.h>
#include <string>

#include "tests/theory/estimate.h"
#include "tests/theory/formulas.h"

namespace theory {
namespace {

Estimate latency(const std::vector<Json>& runs, const std::string& flow) {
  return mean_of(runs, [&](const Json& run) {
    return number(run, "/flows/" + flow + "/latency/mean/estimate") / kService;
  });
}

const std::string kPreemptive = R"(services.server.line.order={"priority": {"preemptive": true}})";

// Cobham (1954): waits are W0 / ((1 - s_{k-1}) (1 - s_k)), s_k the load of the first k classes.
TEST(Priority, classes_wait_as_cobham_says) {
  const auto two = reports_of({"two-classes.json"}, kRuns);
  expect_theory("priority, loads 0.4 and 0.4, first", latency(two, "first"), 1 + 1.3333333);
  expect_theory("priority, loads 0.4 and 0.4, second", latency(two, "second"), 1 + 6.6666667);
  const auto three = reports_of({"three-classes.json"}, kRuns);
  expect_theory("priority, services 0.4, 1 and 3, first", latency(three, "first"), 0.4 + 1.475);
  expect_theory("priority, services 0.4, 1 and 3, second", latency(three, "second"), 1 + 2.4583333);
  expect_theory("priority, services 0.4, 1 and 3, third", latency(three, "third"), 3 + 6.5555556);
}

// Sojourns are E[S_k] / (1 - s_{k-1}) + sum of lambda_i E[S_i^2] / 2 over i <= k, divided by
// (1 - s_{k-1}) (1 - s_k) (White & Christie 1958).
TEST(Priority, those_who_may_interrupt_see_only_their_betters) {
  const auto two = reports_of({"two-classes.json", {kPreemptive}}, kRuns);
  expect_theory("preemptive, loads 0.4 and 0.4, first", latency(two, "first"), 1.6666667);
  expect_theory("preemptive, loads 0.4 and 0.4, second", latency(two, "second"), 8.3333333);
  const auto three = reports_of({"three-classes.json", {kPreemptive}}, kRuns);
  expect_theory("preemptive, services 0.4, 1 and 3, first", latency(three, "first"), 0.5);
  expect_theory("preemptive, services 0.4, 1 and 3, second", latency(three, "second"), 1.8333333);
  expect_theory("preemptive, services 0.4, 1 and 3, third", latency(three, "third"), 11.555556);
}

// Work that is always the same, so that what an interruption loses or repeats would show.
TEST(Priority, interrupted_work_goes_on_where_it_was_stopped) {
  const auto runs = reports_of({"two-classes.json",
                                {kPreemptive, R"(services.server.operations.first.0.cpu="10ms")",
                                 R"(services.server.operations.second.0.cpu="10ms")"}},
                               kRuns);
  expect_theory("preemptive, constant work, first", latency(runs, "first"), 1 + 0.2 / 0.6);
  expect_theory("preemptive, constant work, second", latency(runs, "second"),
                1 / 0.6 + 0.4 / (0.6 * 0.2));
}

// With several cores: the first class is alone in M/M/c, and all together are M/M/c.
TEST(Priority, of_several_cores_the_one_with_the_lowest_class_is_taken) {
  const auto runs = reports_of(
      {"two-classes.json",
       {kPreemptive, "services.server.cores=3", "load.0.rate=120/s", "load.1.rate=120/s"}},
      kRuns);
  const auto sojourn = [](double offered) { return 1 + erlang_c(3, offered) / (3 - offered); };
  expect_theory("preemptive, 3 cores, first", latency(runs, "first"), sojourn(1.2));
  expect_theory("preemptive, 3 cores, second", latency(runs, "second"),
                2 * sojourn(2.4) - sojourn(1.2));
}

TEST(Priority, classes_wait_for_one_of_several_cores_as_cobham_says) {
  const auto runs = reports_of(
      {"two-classes.json", {"services.server.cores=3", "load.0.rate=120/s", "load.1.rate=120/s"}},
      kRuns);
  const double first = erlang_c(3, 2.4) / 3 / (1 - 0.4);
  expect_theory("priority, 3 cores, first", latency(runs, "first"), 1 + first);
  expect_theory("priority, 3 cores, second", latency(runs, "second"), 1 + first / (1 - 0.8));
}

// A thread is a server as well, and its line has the same orders.
TEST(Priority, holds_in_the_line_for_threads) {
  const auto runs = reports_of(
      {"two-classes.json", {"services.server.cores=null", "services.server.threads=1"}}, kRuns);
  expect_theory("priority for a thread, first", latency(runs, "first"), 1 + 1.3333333);
  expect_theory("priority for a thread, second", latency(runs, "second"), 1 + 6.6666667);
}

// Deadlines far apart are priorities.
TEST(EarliestDeadline, serves_those_with_less_time_first) {
  const auto runs =
      reports_of({"two-classes.json",
                  {"services.server.line.order=deadline", "flows.first.timeout=10s",
                   "flows.first.propagate_deadline=true", "flows.second.timeout=1000s",
                   "flows.second.propagate_deadline=true", "flows.first.priority=2"}},
                 kRuns);
  expect_theory("earliest deadline, near", latency(runs, "first"), 1 + 1.3333333);
  expect_theory("earliest deadline, far", latency(runs, "second"), 1 + 6.6666667);
}

World ordered(const std::string& order, double load, std::vector<std::string> changes = {}) {
  changes.push_back("services.server.line.order=" + order);
  changes.push_back("load.0.rate=" + per_second(load / kService));
  return {"one-service.json", changes};
}

// The mean is that of first come first served, P(W > t) is load * P(busy period > t) (Takacs 1963,
// "Delay distributions for one line with Poisson input, general holding times, and various orders
// of service"); percentiles from the density of the busy period with Bessel functions.
TEST(Lifo, waits_are_as_long_on_average_and_as_long_as_busy_periods_at_worst) {
  for (const auto& [load, p99] : {std::pair{0.5, 12.7976621}, std::pair{0.8, 61.9762187}}) {
    const std::string name = "LIFO load " + std::to_string(load).substr(0, 3) + ", ";
    const auto runs = reports_of(ordered("lifo", load), kRuns);
    expect_theory(name + "mean", latency(runs, "pay"), 1 / (1 - load));
    const auto wait = mean_of(runs, [](const Json& run) {
      return number(run, "/services/server/wait/p99/estimate") / kService;
    });
    expect_theory(name + "p99 of the wait", wait, p99, p99 * kResolution);
  }
}

// Phipps (1956): those who need x wait lambda E[S^2] / 2 / (1 - load of all who need less)^2.
TEST(Shortest, waits_are_those_of_phipps) {
  for (const double load : {0.8, 0.9}) {
    const auto wait_of = [load](double x) {
      const double before = load * (1 - (1 + x) * std::exp(-x));
      return load / ((1 - before) * (1 - before)) * std::exp(-x);
    };
    const auto runs = reports_of(ordered("shortest", load), kRuns);
    expect_theory("shortest first, load " + std::to_string(load).substr(0, 3) + ", mean",
                  latency(runs, "pay"), 1 + integral(wait_of, 0, 60));
  }
  const auto wait_of = [](double x) {
    const double before = 0.8 * x * x / 4;
    return 0.8 * (4.0 / 3) / 2 / ((1 - before) * (1 - before)) / 2;
  };
  const auto runs = reports_of(ordered("shortest", 0.8,
                                       {"services.server.operations.work.0.cpu="
                                        R"({"uniform": {"least": "0ms", "most": "20ms"}})"}),
                               kRuns);
  expect_theory("shortest first, uniform work, load 0.8, mean", latency(runs, "pay"),
                1 + integral(wait_of, 0, 2));
}

}  // namespace
}  // namespace theory

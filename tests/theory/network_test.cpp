// Several services: in parallel, in a row, in branches, again and again.
#include <gtest/gtest.h>
#include <string>

#include "tests/theory/estimate.h"
#include "tests/theory/formulas.h"

namespace theory {
namespace {

// Flatto & Hahn (1984), Nelson & Tantawi (1988): (12 - load) / (8 (1 - load)) for two branches.
TEST(ForkJoin, of_two_branches_takes_as_long_as_flatto_and_hahn_found) {
  for (const double load : {0.3, 0.5, 0.8}) {
    const auto runs = reports_of(
        {"fork-join.json", {"load.0.rate=" + per_second(load / kService), "run.duration=700s"}},
        kRuns);
    expect_theory("fork-join load " + std::to_string(load).substr(0, 3) + ", mean",
                  mean_latency(runs, kService), (12 - load) / (8 * (1 - load)));
  }
}

// Burke (1956), Jackson (1957): each station is an M/M/1 by itself.
TEST(Network, in_a_row_is_three_m_m_1) {
  const auto runs = reports_of({"tandem.json", {"run.duration=300s"}}, kRuns);
  expect_theory("tandem of 4, 3 and 5 at 2, mean", mean_latency(runs, kService), 0.5 + 1 + 1.0 / 3,
                1e-6);
  const std::string stay = "/stay/mean/estimate";
  expect_theory("tandem, first station", mean_of(runs, "/services/first" + stay), 0.005);
  expect_theory("tandem, second station", mean_of(runs, "/services/second" + stay), 0.01, 1e-8);
  expect_theory("tandem, third station", mean_of(runs, "/services/third" + stay), 1.0 / 300);
}

TEST(Network, in_branches_divides_the_load) {
  const auto runs = reports_of({"branches.json", {"run.duration=300s"}}, kRuns);
  const double far = 0.02 + 0.02 * erlang_c(2, 1.4) / (2 - 1.4);
  expect_theory("branches, near disk", mean_of(runs, "/services/near/stay/mean/estimate"), 0.05);
  expect_theory("branches, far disk", mean_of(runs, "/services/far/stay/mean/estimate"), far);
  expect_theory("branches, mean", mean_latency(runs, 1), 0.02 + 0.4 * 0.05 + 0.35 * far);
}

// Of three exponential answers asked for at the same time the k-th comes after 1/3, 1/3 + 1/2,
// 1/3 + 1/2 + 1 means.
TEST(Parallel, steps_end_with_the_last_that_is_wanted) {
  const std::string wait = R"([{"wait": {"exponential": "10ms"}}])";
  for (const auto& [wanted, expected] :
       {std::pair{1, 1.0 / 3}, std::pair{2, 1.0 / 3 + 0.5}, std::pair{3, 1.0 / 3 + 1.5}}) {
    const auto runs =
        reports_of({"quorum.json",
                    {"failures=[]", "run.duration=5000s", "services.a.operations.vote=" + wait,
                     "services.b.operations.vote=" + wait, "services.c.operations.vote=" + wait,
                     "services.gateway.operations.pay.0.first=" + std::to_string(wanted)}},
                   10);
    expect_theory(std::to_string(wanted) + " of 3 exponential answers, mean",
                  mean_latency(runs, kService), expected);
  }
}

// A message is lost with probability p and sent again after 200 ms, then 400 ms, ...: 200 p /
// (1 - 2 p) ms on average, each way.
TEST(Network, messages_that_are_lost_come_later) {
  const auto runs = reports_of({"two-zones.json"}, kRuns);
  expect_theory("10 ms each way and a loss of 10 %, mean, s", mean_latency(runs, 1),
                2 * (0.010 + 0.2 * 0.1 / (1 - 0.2)));
  const auto in_time = mean_of(reports_of({"two-zones.json", {"flows.pay.good_within=20ms"}}, 10),
                               "/flows/pay/availability/estimate");
  expect_theory("10 ms each way and a loss of 10 %, nothing lost", in_time, 0.81);
}

// A thread is held while a call is under way: two threads that call are M/M/2.
TEST(Network, threads_are_held_while_calling) {
  const auto runs = reports_of({"fork-join.json",
                                {"services.gateway.threads=2", "load.0.rate=160/s",
                                 R"(services.gateway.operations.pay=[{"call": "left.work"}])",
                                 "services.left.cores=null", "run.duration=400s"}},
                               kRuns);
  expect_theory("M/M/2 load 0.8 of threads that call, mean", mean_latency(runs, kService),
                1 + erlang_c(2, 1.6) / (2 - 1.6));
}

// One in four comes back, by trying again at once: an M/M/1 of 0.6 / 0.75.
TEST(Network, with_feedback_is_an_m_m_1_of_all_that_comes_round) {
  const auto runs = reports_of({"one-service.json",
                                {"services.server.availability=75%", "load.0.rate=60/s",
                                 R"(flows.pay.retry={"tries": 1000})"}},
                               kRuns);
  expect_theory("feedback of a quarter, mean", mean_latency(runs, kService), 20.0 / 3);
  expect_theory("feedback of a quarter, utilization",
                mean_of(runs, "/services/server/utilization/estimate"), 0.8);
  expect_theory("feedback of a quarter, attempts", mean_of(runs, "/flows/pay/attempts_per_payment"),
                4.0 / 3);
}

}  // namespace
}  // namespace theory

// Stores whose nodes fail by themselves: how much of the time they can be written to and read.
#include <cmath>
#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

#include "sim/theory/replica_set.h"

#include "tests/theory/estimate.h"
#include "tests/theory/formulas.h"

namespace theory {
namespace {

constexpr double kUp = 90;  // seconds, as in the scenarios
constexpr double kDown = 10;

sim::theory::ReplicaSet replicas(int nodes, int needed) {
  return {.nodes = static_cast<std::size_t>(nodes),
          .needed = static_cast<std::size_t>(needed),
          .mean_up = kUp,
          .mean_down = kDown};
}

double with_enough(int nodes, int needed) {
  return sim::theory::share_with_enough(replicas(nodes, needed)).value();
}

double seconds(const std::vector<Json>& runs) {
  double time = 0;
  for (const Json& run : runs) time += number(run, "/run/duration") - number(run, "/run/warmup");
  return time;
}

// Of the time in which enough nodes are up, and of payments that come at random moments of it.
struct Errors {
  double of_time = 0;
  double of_payments = 0;
};
Errors errors(int nodes, int needed, const std::vector<Json>& runs, const std::string& flow) {
  BirthDeath chain;
  for (int up = 0; up <= nodes; ++up) {
    chain.up.push_back((nodes - up) / kDown);
    chain.down.push_back(up / kUp);
  }
  const TimeAverage enough =
      time_average(chain, [needed](int up) { return up >= needed ? 1.0 : 0.0; });
  const double of_time = std::sqrt(enough.variance / seconds(runs));
  const double chance = binomial_error(enough.mean, total(runs, "/flows/" + flow + "/offered"));
  return {of_time, std::hypot(of_time, chance)};
}

std::string of_copies(int needed, int copies) {
  return std::to_string(needed) + " of " + std::to_string(copies) + " copies of 90 %";
}

double time_led(const Json& run) {
  return 1 - number(run, "/stores/ledger/leaderless/estimate");
}

// The share of time that elections take: 1 ms each time that the leader goes or comes back to too
// few, each of which happens at most once in 90 + 10 s.
constexpr double kElections = 2 * 0.001 / (kUp + kDown);

TEST(LedStore, is_there_while_most_of_its_copies_are) {
  for (const int copies : {3, 5}) {
    const int needed = copies / 2 + 1;
    const std::string count = std::to_string(copies);
    const auto runs = reports_of(
        {"led-store.json", {"stores.ledger.nodes=" + count, "stores.ledger.copies=" + count}}, 10);
    const Errors error = errors(copies, needed, runs, "pay");
    const std::string claim = "store led, " + of_copies(needed, copies);
    expect_theory(claim + ", led", with_error(mean_of(runs, time_led), error.of_time),
                  with_enough(copies, needed), kElections);
    expect_theory(claim + ", written to",
                  with_error(mean_of(runs, "/flows/pay/availability/estimate"), error.of_payments),
                  with_enough(copies, needed), kElections);
  }
}

// To notice that a leader is gone takes a constant 3 s: in the chain 80 stages, and what it says
// differs from the limit by as much as from what it says with half of them.
TEST(LedStore, is_without_a_leader_until_that_is_noticed) {
  for (const int copies : {3, 5}) {
    const int needed = copies / 2 + 1;
    const std::string count = std::to_string(copies);
    const auto runs = reports_of({"led-store.json",
                                  {"stores.ledger.nodes=" + count, "stores.ledger.copies=" + count,
                                   "stores.ledger.replication.leader.failover.detect=3s"}},
                                 20);
    const double expected = sim::theory::share_led(replicas(copies, needed), 3, 80).value();
    const double rough = sim::theory::share_led(replicas(copies, needed), 3, 40).value();
    expect_theory("store led, noticed after 3 s, " + of_copies(needed, copies),
                  mean_of(runs, time_led), expected, std::abs(expected - rough) + kElections);
  }
}

struct Quorums {
  int copies, write, read;
};

TEST(QuorumStore, can_be_written_to_and_read_while_as_many_copies_are_there) {
  for (const Quorums& told : {Quorums{3, 1, 3}, {3, 2, 2}, {3, 3, 1}, {5, 4, 2}}) {
    const std::string count = std::to_string(told.copies);
    const std::string quorum = "stores.ledger.replication.quorum.";
    const auto runs = reports_of({"quorum-store.json",
                                  {"stores.ledger.nodes=" + count, "stores.ledger.copies=" + count,
                                   quorum + "write=" + std::to_string(told.write),
                                   quorum + "read=" + std::to_string(told.read)}},
                                 10);
    for (const auto& [flow, needed] : {std::pair{"pay", told.write}, {"look", told.read}})
      expect_theory(
          std::string(flow == std::string("pay") ? "written to" : "read from") + " by quorum, " +
              of_copies(needed, told.copies),
          with_error(mean_of(runs, "/flows/" + std::string(flow) + "/availability/estimate"),
                     errors(told.copies, needed, runs, flow).of_payments),
          with_enough(told.copies, needed));
  }
}

}  // namespace
}  // namespace theory

// Many nodes: how evenly callers spread payments over them.
#include <cmath>
#include <gtest/gtest.h>
#include <string>

#include "tests/theory/estimate.h"
#include "tests/theory/formulas.h"

namespace theory {
namespace {

// Mitzenmacher (2001), "The power of two choices in randomized load balancing": the limit of ever
// more nodes is the sum of load^((d^i - d) / (d - 1)) over i >= 1. A fleet of n lies above it by
// about 1.2 / n of it at load 0.9 (his table for 100 nodes is 1.2 % above), so 2 / n is allowed.
// The load ends before the run does, so that no long stay is cut off.
TEST(Fleet, two_choices_come_close_to_the_limit_of_mitzenmacher) {
  for (const auto& [choices, load, expected] :
       {std::tuple{2, 0.9, 2.6140574}, std::tuple{3, 0.9, 2.027856},
        std::tuple{2, 0.7, 1.6144538}}) {
    const std::string rate = '"' + per_second(1000 * load / kService) + '"';
    const auto runs = reports_of(
        {"fleet.json",
         {"services.server.balance.fewest_of=" + std::to_string(choices),
          R"(load.0.rate=[["0s", )" + rate + R"(], ["2s", )" + rate + R"(], ["2s", "0/s"]])"}},
        10);
    expect_theory("fewest of " + std::to_string(choices) + ", 1000 nodes, load " +
                      std::to_string(load).substr(0, 3) + ", mean",
                  mean_latency(runs), expected, expected * 2 / 1000);
  }
}

// Join the shortest of two M/M/1: the chain of both lengths, solved by iteration to ten digits.
TEST(Fleet, of_two_where_the_shorter_line_is_joined_waits_as_the_chain_of_both_says) {
  for (const std::string balance : {"least_loaded", "fewest_of"})
    for (const auto& [load, expected] : {std::pair{0.5, 1.42632075}, std::pair{0.7, 2.10819727}}) {
      const auto runs =
          reports_of({"one-service.json",
                      {"services.server.nodes=2", "services.server.balance=" + balance,
                       "load.0.rate=" + per_second(2 * load / kService), "run.duration=500s"}},
                     20);
      expect_theory("join the shorter of two by " + balance + ", load " +
                        std::to_string(load).substr(0, 3) + ", mean",
                    mean_latency(runs), expected);
    }
}

// A node's share of a ring is Beta(V, (N - 1) V), so that share / mean has the variance
// (N - 1) / (N V + 1), and K keys add (N - 1) / K to it.
TEST(Fleet, on_rings_is_as_uneven_as_the_beta_distribution) {
  const Json report = report_of({"rings.json"}, 1);
  std::vector<double> squares;
  for (int ring = 0; ring < 40; ++ring) {
    const Json& service = report["services"]["ring" + std::to_string(ring)];
    const double keys = service["arrived"].get<double>();
    double sum = 0;
    for (const Json& node : service["nodes"]) {
      const double over_mean = node["served"].get<double>() * 10 / keys - 1;
      sum += over_mean * over_mean / 10;
    }
    squares.push_back(sum - 9 / keys);
  }
  expect_theory("rings of 10 nodes x 100 points, variance of share / mean", mean_of(squares),
                9.0 / 1001);
}

TEST(Fleet, with_weights_is_served_by_weight) {
  for (const std::string balance : {"weighted", R"({"ring": 10000})"}) {
    const Json report =
        report_of({"one-service.json",
                   {"services.server.nodes=3", "services.server.weights=[1, 2, 5]",
                    "services.server.balance=" + balance, "services.server.operations.work=[]"}},
                  1);
    const double all = number(report, "/services/server/served");
    for (const auto& [node, share] :
         {std::pair{"0", 0.125}, std::pair{"1", 0.25}, std::pair{"2", 0.625}}) {
      // On the ring the share is Beta, with 80,000 points in all.
      const double points = balance == "weighted" ? 0 : share * (1 - share) / 80'001;
      const double served =
          report["services"]["server"]["nodes"][std::string("server/") + node]["served"]
              .get<double>();
      expect_theory("share of node " + std::string(node) + " of weights 1, 2, 5 by " + balance,
                    {served / all, std::sqrt(points + share * (1 - share) / all)}, share);
    }
  }
}

}  // namespace
}  // namespace theory

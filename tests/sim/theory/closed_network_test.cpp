// Closed networks against tables, exact fractions and chains.
#include "sim/theory/closed_network.h"

#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <vector>

#include "tests/sim/theory/printed.h"

namespace sim::theory {
namespace {

ClosedAverages two_stations(std::int64_t customers) {
  return averages_of(ClosedNetwork{.stations = {{.demand = 0.05}, {.demand = 0.1}},
                                   .think_time = 1,
                                   .customers = customers})
      .value();
}

TEST(ClosedNetwork, two_stations_are_as_in_the_acceptance_table) {
  EXPECT_TRUE(agrees(two_stations(1).throughput, ".8695652173913"));
  EXPECT_TRUE(agrees(two_stations(5).throughput, "4.1545051913163"));
  EXPECT_TRUE(agrees(two_stations(10).throughput, "7.508749761268"));
  EXPECT_TRUE(agrees(two_stations(10).response, ".33177963282016"));
  EXPECT_TRUE(agrees(two_stations(30).throughput, "9.9998988123247"));
}

TEST(MachineRepair, ten_machines_are_as_in_the_acceptance_table) {
  const MachineRepair repair{.machines = 10, .mean_up = 10, .repair_time = 1, .crews = 1};
  EXPECT_TRUE(agrees(averages_of(repair).value().stations[0].utilization, ".78541765689265"));
}

struct ClosedNetworkRow {
  std::int64_t customers;
  std::string throughput;
  std::string response;
  std::vector<std::string> present;
  std::string utilization;
};

// Lazowska et al. (1984), Quantitative System Performance, with its three stations.
TEST(ClosedNetwork, lazowskas_three_stations_are_as_in_the_table) {
  const std::vector<ClosedNetworkRow> table = {
      {1, "0.052479664", "4.055", {"0.031750197", "0.11020729", "0.070847547"}, "0.11020729"},
      {3, "0.15151649", "4.7998248", {"0.097566019", "0.39465655", "0.23503004"}, "0.31818463"},
      {10, "0.40020462", "9.9872176", {"0.31157333", "2.6561697", "1.0291877"}, "0.84042971"},
      {30, "0.47617015", "48.002689", {"0.40465097", "20.654263", "1.7985342"}, "0.99995731"},
      {100, "0.47619048", "195.0", {"0.40468227", "90.652461", "1.8"}, "1.0"},
  };
  for (const ClosedNetworkRow& row : table) {
    const auto averages =
        averages_of(
            ClosedNetwork{.stations = {{.demand = 0.605}, {.demand = 2.1}, {.demand = 1.35}},
                          .think_time = 15,
                          .customers = row.customers})
            .value();
    EXPECT_TRUE(agrees(averages.throughput, row.throughput));
    EXPECT_TRUE(agrees(averages.response, row.response));
    for (std::size_t i = 0; i < 3; ++i)
      EXPECT_TRUE(agrees(averages.stations[i].present, row.present[i]));
    EXPECT_TRUE(agrees(averages.stations[1].utilization, row.utilization));
  }
}

struct Repair {
  std::int64_t machines;
  double think;
  std::int64_t crews;
  std::string throughput;
  std::string stay;
  std::string utilization;
};

TEST(MachineRepair, averages_are_those_of_the_table) {
  const std::vector<Repair> table = {
      {1, 9, 1, "0.1", "1.0", "0.1"},
      {5, 9, 1, "0.475092", "1.5242773", "0.475092"},
      {10, 9, 1, "0.83203677", "3.0186996", "0.83203677"},
      {10, 4, 1, "0.99469245", "6.0533587", "0.99469245"},
      {20, 9, 1, "0.99938303", "11.012347", "0.99938303"},
      {20, 9, 2, "1.7561223", "2.3887287", "0.87806113"},
      {50, 9, 4, "3.9628477", "3.6171893", "0.99071194"},
      {100, 99, 1, "0.92997193", "8.5301278", "0.92997193"},
      {100, 9, 10, "9.4371373", "1.5964337", "0.94371373"},
      {200, 9, 16, "15.999014", "3.5007703", "0.99993838"},
  };
  for (const Repair& row : table) {
    const auto averages = averages_of(MachineRepair{.machines = row.machines,
                                                    .mean_up = row.think,
                                                    .repair_time = 1,
                                                    .crews = row.crews})
                              .value();
    EXPECT_TRUE(agrees(averages.throughput, row.throughput)) << row.machines;
    EXPECT_TRUE(agrees(averages.stations[0].stay, row.stay)) << row.machines;
    EXPECT_TRUE(agrees(averages.stations[0].utilization, row.utilization)) << row.machines;
  }
}

// All states of the network summed up in Python's fractions.
TEST(ClosedNetwork, several_servers_agree_with_exact_fractions) {
  const auto three =
      averages_of(
          ClosedNetwork{.stations = {{0.5, 1}, {2, 3}, {1, 2}}, .think_time = 3, .customers = 7})
          .value();
  EXPECT_TRUE(is_within(1e-14, three.throughput, 135'588'894.0 / 140'461'045));
  EXPECT_TRUE(is_within(1e-14, three.stations[0].present, 111'441'981.0 / 140'461'045));
  EXPECT_TRUE(is_within(1e-14, three.stations[1].present, 306'717'628.0 / 140'461'045));
  EXPECT_TRUE(is_within(1e-14, three.stations[2].present, 158'301'024.0 / 140'461'045));
  const auto one =
      averages_of(ClosedNetwork{.stations = {{3, 4}}, .think_time = 2, .customers = 9}).value();
  EXPECT_TRUE(is_within(1e-14, one.throughput, 69'765'588.0 / 53'127'007));
  EXPECT_TRUE(is_within(1e-14, one.stations[0].present, 338'611'887.0 / 53'127'007));
  EXPECT_TRUE(is_within(1e-14, two_stations(10).throughput, 89'643'275'620.0 / 11'938'508'869));
}

TEST(ClosedNetwork, equal_stations_without_thinking_share_the_customers) {
  ClosedNetwork network{.stations = {{1}, {1}, {1}}, .think_time = 0, .customers = 10};
  EXPECT_TRUE(agrees(averages_of(network).value().throughput, "0.83333333"));
  network = {.stations = std::vector<ClosedStation>(10, {1}), .think_time = 0, .customers = 50};
  EXPECT_TRUE(agrees(averages_of(network).value().throughput, "0.84745763"));
  network = {.stations = {{1, 2}, {1, 2}}, .think_time = 0, .customers = 6};
  EXPECT_TRUE(is_within(1e-14, averages_of(network).value().throughput, 5.0 / 3));
}

TEST(ClosedNetwork, everybody_is_somewhere_whatever_the_size) {
  for (const std::int64_t customers : {1, 2, 10, 500, 3'000}) {
    const ClosedNetwork network{.stations = {{0.02, 1}, {0.3, 16}, {0.5, 32}, {0, 1}},
                                .think_time = 5,
                                .customers = customers};
    const auto averages = averages_of(network).value();
    double present = averages.throughput * network.think_time;
    for (const auto& station : averages.stations) {
      present += station.present;
      EXPECT_LE(station.utilization, 1 + 1e-12);
    }
    EXPECT_TRUE(is_within(1e-11, present, static_cast<double>(customers)));
    EXPECT_EQ(averages.stations[3].present, 0);
  }
}

TEST(ClosedNetwork, throughput_rises_with_customers_up_to_the_bottleneck) {
  double before = 0;
  for (std::int64_t customers = 1; customers <= 60; ++customers) {
    const double now = two_stations(customers).throughput;
    EXPECT_GT(now, before);
    EXPECT_LT(now, 10 * (1 + 1e-14));
    EXPECT_LT(now, static_cast<double>(customers) / 1.15 * (1 + 1e-14));
    before = now;
    if (now > 10 * (1 - 1e-13)) break;
  }
}

TEST(ClosedNetwork, servers_for_everybody_are_no_more_than_thinking) {
  const auto served =
      averages_of(ClosedNetwork{.stations = {{0.1, 1}, {4, 50}}, .think_time = 1, .customers = 50});
  const auto thought =
      averages_of(ClosedNetwork{.stations = {{0.1, 1}}, .think_time = 5, .customers = 50});
  EXPECT_TRUE(is_within(1e-13, served.value().throughput, thought.value().throughput));
  EXPECT_TRUE(is_within(1e-13, served.value().stations[1].stay, 4));
}

TEST(ClosedNetwork, out_of_range_is_nothing) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<ClosedNetwork> bad = {
      {.stations = {}, .think_time = 1, .customers = 1},
      {.stations = {{1}}, .think_time = 1, .customers = 0},
      {.stations = {{0}}, .think_time = 0, .customers = 1},
      {.stations = {{-1}}, .think_time = 1, .customers = 1},
      {.stations = {{1, 0}}, .think_time = 1, .customers = 1},
      {.stations = {{nan}}, .think_time = 1, .customers = 1},
      {.stations = {{1}}, .think_time = nan, .customers = 1},
      {.stations = {{1, 1'000'000}}, .think_time = 1, .customers = 1'000'000},
      {.stations = {{1}}, .think_time = 1, .customers = 1'000'000'000},
  };
  for (const ClosedNetwork& network : bad) EXPECT_FALSE(averages_of(network).has_value());
  EXPECT_FALSE(averages_of(MachineRepair{}).has_value());
}

}  // namespace
}  // namespace sim::theory

// Jackson networks against the books and against a chain of one job.
#include "sim/theory/open_network.h"

#include <gtest/gtest.h>
#include <limits>
#include <vector>

#include "sim/theory/markov_chain.h"

#include "tests/sim/theory/printed.h"

namespace sim::theory {
namespace {

OpenNetwork line_of_three() {
  return {.stations = {{1, 1.0 / 4, 2}, {1, 1.0 / 3, 0}, {1, 1.0 / 5, 0}},
          .routes = {{0, 1, 0}, {0, 0, 1}, {0, 0, 0}}};
}

TEST(OpenNetwork, three_in_a_row_are_as_in_the_table) {
  const auto averages = averages_of(line_of_three()).value();
  EXPECT_TRUE(agrees(averages.stations[0]->stay, "0.50000000"));
  EXPECT_TRUE(agrees(averages.stations[1]->stay, "1.00000000"));
  EXPECT_TRUE(agrees(averages.stations[2]->stay, ".3333333"));
  EXPECT_TRUE(agrees(averages.stay, "1.8333333"));
  EXPECT_TRUE(agrees(2 * averages.stay.value(), "3.6666667"));
}

TEST(OpenNetwork, who_comes_back_makes_load) {
  const OpenNetwork network{.stations = {{1, 1, 0.6}}, .routes = {{0.25}}};
  const auto averages = averages_of(network).value();
  EXPECT_TRUE(agrees(averages.stations[0]->utilization, ".80000000"));
  EXPECT_TRUE(agrees(averages.stations[0]->present, "4.00000000"));
  EXPECT_TRUE(agrees(averages.stay, "6.6666667"));
}

// Lazowska et al. (1984), p. 113: 121 visits to the processor, 70 and 50 to the disks.
TEST(OpenNetwork, lazowskas_central_server_is_as_in_the_book) {
  const OpenNetwork network{.stations = {{1, 0.005, 0.3}, {1, 0.03, 0}, {1, 0.027, 0}},
                            .routes = {{0, 70.0 / 121, 50.0 / 121}, {1, 0, 0}, {1, 0, 0}}};
  const auto averages = averages_of(network).value();
  EXPECT_TRUE(agrees(averages.arrival_rates[0], "36.3000000"));
  EXPECT_TRUE(agrees(averages.stations[0]->utilization, ".1815"));
  EXPECT_TRUE(agrees(averages.stations[0]->present, ".2217"));
  EXPECT_TRUE(agrees(averages.stations[1]->utilization, ".63000000"));
  EXPECT_TRUE(agrees(averages.stations[2]->utilization, ".40500000"));
  EXPECT_TRUE(agrees(121 * averages.stations[0]->stay, ".73915699"));
  EXPECT_TRUE(agrees(70 * averages.stations[1]->stay, "5.6756757"));
  EXPECT_TRUE(agrees(50 * averages.stations[2]->stay, "2.2689076"));
}

// Jain (1991), The Art of Computer Systems Performance Analysis, example 34.1.
TEST(OpenNetwork, jains_central_server_is_as_in_the_book) {
  const OpenNetwork network{.stations = {{1, 0.01, 3}, {1, 0.02, 0}, {1, 0.03, 0}},
                            .routes = {{0, 7.0 / 16, 8.0 / 16}, {1, 0, 0}, {1, 0, 0}}};
  const auto averages = averages_of(network).value();
  EXPECT_TRUE(agrees(averages.stations[0]->stay, ".01923077"));
  EXPECT_TRUE(agrees(averages.stations[1]->stay, ".03448276"));
  EXPECT_TRUE(agrees(averages.stations[2]->stay, ".10714286"));
  EXPECT_TRUE(agrees(averages.stay, "1.4062145"));
}

OpenNetwork web() {
  return {.stations = {{4, 0.5, 3}, {2, 0.25, 0.5}, {1, 0.125, 1}},
          .routes = {{0, 0.5, 0.3}, {0.4, 0.1, 0.5}, {0.25, 0, 0.25}}};
}

// Solved in Python's fractions.
TEST(OpenNetwork, a_web_of_stations_agrees_with_exact_fractions) {
  const auto averages = averages_of(web()).value();
  EXPECT_TRUE(is_within(1e-14, averages.arrival_rates[0], 985.0 / 158));
  EXPECT_TRUE(is_within(1e-14, averages.arrival_rates[1], 635.0 / 158));
  EXPECT_TRUE(is_within(1e-14, averages.arrival_rates[2], 514.0 / 79));
  EXPECT_TRUE(
      is_within(1e-14, averages.stations[0]->stay, 1'213'223'010'068.0 / 1'485'109'469'511));
  EXPECT_TRUE(is_within(1e-14, averages.stations[1]->stay, 399'424.0 / 1'194'471));
  EXPECT_TRUE(is_within(1e-14, averages.stations[2]->stay, 79.0 / 118));
  EXPECT_TRUE(is_within(1e-14, averages.stay, 2.3983806028953479652));
}

// One job that wanders for ever, a step a second: from outside (state 0) to where jobs come in.
TEST(OpenNetwork, visits_are_those_of_a_job_that_comes_back_for_ever) {
  const OpenNetwork network = web();
  MarkovChain chain{.states = 4,
                    .transitions = {{0, 1, 3 / 4.5}, {0, 2, 0.5 / 4.5}, {0, 3, 1 / 4.5}}};
  for (std::size_t i = 0; i < 3; ++i) {
    double leaves = 1;
    for (std::size_t j = 0; j < 3; ++j) {
      leaves -= network.routes[i][j];
      if (i != j) chain.transitions.push_back({i + 1, j + 1, network.routes[i][j]});
    }
    chain.transitions.push_back({i + 1, 0, leaves});
  }
  const auto shares = stationary(chain).value();
  const auto averages = averages_of(network).value();
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_TRUE(is_within(1e-13, averages.arrival_rates[i], 4.5 * shares[i + 1] / shares[0]));
}

TEST(OpenNetwork, littles_law_holds_for_the_whole) {
  const auto averages = averages_of(web()).value();
  double present = 0;
  for (const auto& station : averages.stations) present += station->present;
  EXPECT_TRUE(is_within(1e-14, averages.stay, present / 4.5));
}

TEST(OpenNetwork, a_hundred_stations_in_a_ring_are_no_trouble) {
  OpenNetwork network;
  for (std::size_t i = 0; i < 100; ++i) {
    network.stations.push_back({1, 1, i == 0 ? 0.1 : 0});
    network.routes.emplace_back(100);
    network.routes.back()[(i + 1) % 100] = i == 99 ? 0.5 : 1;
  }
  const auto averages = averages_of(network).value();
  for (const double rate : averages.arrival_rates) EXPECT_TRUE(is_within(1e-13, rate, 0.2));
  EXPECT_TRUE(is_within(1e-12, averages.stay, 100 * 2 / 0.8));
}

// Larger than what Eigen takes in one block.
TEST(OpenNetwork, rates_have_the_same_bits_with_every_compiler_and_processor) {
  OpenNetwork network;
  for (std::size_t i = 0; i < 60; ++i) {
    network.stations.push_back({1, 1e-3, 1.0 / static_cast<double>(i + 1)});
    network.routes.emplace_back();
    for (std::size_t j = 0; j < 60; ++j)
      network.routes.back().push_back(static_cast<double>((7 * i + 3 * j + i * j) % 11) / 333);
  }
  const auto averages = averages_of(network).value();
  double sum = 0;
  for (const double rate : averages.arrival_rates) sum += rate;
  EXPECT_EQ(sum, 0x1.c546a8f96568fp+4);
  EXPECT_EQ(averages.arrival_rates[59], 0x1.a0bb2a1bd392bp-4);
  EXPECT_TRUE(is_within(1e-14, sum, 28.329750990108131362));  // 40 digits of mpmath
}

TEST(OpenNetwork, tells_which_stations_are_overloaded) {
  OpenNetwork network = line_of_three();
  network.stations[1].service_time = 0.5;
  network.stations[2].service_time = 0.6;
  const auto averages = averages_of(network).value();
  EXPECT_EQ(averages.overloaded, (std::vector<std::size_t>{1, 2}));
  EXPECT_TRUE(averages.stations[0].has_value());
  EXPECT_FALSE(averages.stations[1].has_value());
  EXPECT_EQ(averages.stay, std::nullopt);
}

TEST(OpenNetwork, a_station_that_nobody_visits_is_idle) {
  OpenNetwork network = web();
  network.stations.push_back({1, 1, 0});
  for (auto& row : network.routes) row.push_back(0);
  network.routes.push_back({0.1, 0.2, 0.3, 0.3});
  const auto averages = averages_of(network).value();
  EXPECT_EQ(averages.arrival_rates[3], 0);
  EXPECT_TRUE(is_within(1e-14, averages.stay, 2.3983806028953479652));
}

TEST(OpenNetwork, without_a_way_out_there_is_no_answer) {
  OpenNetwork network = line_of_three();
  network.routes[2] = {0, 0.3, 0.7};
  EXPECT_FALSE(averages_of(network).has_value());
  network.routes[2] = {0.1, 0.1, 0.8 - 1e-15};
  EXPECT_FALSE(averages_of(network).has_value());
  network.routes[2] = {0.1, 0.1, 0.7};
  EXPECT_TRUE(averages_of(network).has_value());
}

TEST(OpenNetwork, out_of_range_is_nothing) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<OpenNetwork> bad = {
      {},
      {.stations = {{1, 1, 0}}, .routes = {{0}}},
      {.stations = {{1, 1, -1}}, .routes = {{0}}},
      {.stations = {{1, 0, 1}}, .routes = {{0}}},
      {.stations = {{0, 1, 1}}, .routes = {{0}}},
      {.stations = {{1, 1, nan}}, .routes = {{0}}},
      {.stations = {{1, 1, 1}}, .routes = {{nan}}},
      {.stations = {{1, 1, 1}}, .routes = {{-0.1}}},
      {.stations = {{1, 1, 1}}, .routes = {{1.1}}},
      {.stations = {{1, 1, 1}}, .routes = {{0, 0}}},
      {.stations = {{1, 1, 1}}, .routes = {}},
  };
  for (const OpenNetwork& network : bad) EXPECT_FALSE(averages_of(network).has_value());
}

}  // namespace
}  // namespace sim::theory

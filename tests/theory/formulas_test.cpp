// The formulas against tables that others have printed.
#include "tests/theory/formulas.h"

#include <cmath>
#include <gtest/gtest.h>

namespace theory {
namespace {

TEST(Formulas, know_erlangs_tables) {
  EXPECT_NEAR(erlang_b(10, 8), 0.121661064252952, 1e-14);
  EXPECT_NEAR(erlang_c(10, 8), 0.409180150796444, 1e-14);
  EXPECT_NEAR(erlang_c(2, 1.8), 0.852631578947368, 1e-14);
  EXPECT_NEAR(erlang_c(200, 180), 0.0944712181775908, 1e-14);
}

TEST(Formulas, know_lines_that_are_limited) {
  const BirthDeath chain = many_servers(9, 10, 30);
  EXPECT_NEAR(time_average(chain, [](int n) { return n == 30; }).mean, 0.008772084480502, 1e-14);
  EXPECT_NEAR(time_average(chain, [](int n) { return n; }).mean, 13.0463318702733, 1e-11);
}

// 2 load (1 + load) / (1 - load)^4 (Whitt 1989, "Planning queueing simulations", table 1).
TEST(Formulas, know_how_much_a_mean_number_in_m_m_1_varies) {
  const TimeAverage inside = time_average(many_servers(0.9, 1, 2000), [](int n) { return n; });
  EXPECT_NEAR(inside.mean, 9, 1e-9);
  EXPECT_NEAR(inside.variance, 34'200, 1e-4);
}

// One who is up and down: the autocorrelation of that falls at the sum of the rates.
TEST(Formulas, know_how_much_an_availability_varies) {
  const BirthDeath node{.up = {0.1, 0}, .down = {0, 0.01}};
  const TimeAverage up = time_average(node, [](int n) { return n; });
  EXPECT_NEAR(up.mean, 10.0 / 11, 1e-12);
  EXPECT_NEAR(up.variance, 2 * (10.0 / 11) * (1.0 / 11) / 0.11, 1e-12);
}

TEST(Formulas, know_machines_under_repair) {
  const BirthDeath chain = closed_population(20, 9, 2);
  EXPECT_NEAR(time_average(chain, [](int n) { return std::min(n, 2); }).mean, 1.7561223, 1e-7);
  const BirthDeath large = closed_population(200, 9, 16);
  EXPECT_NEAR(time_average(large, [](int n) { return std::min(n, 16); }).mean, 15.999014, 1e-6);
}

TEST(Formulas, know_the_share_who_wait_in_gi_m_1) {
  EXPECT_NEAR(root_of([](double x) { return std::exp(-x / 0.8); }), 0.6286297965, 1e-9);
  EXPECT_NEAR(root_of([](double x) { return std::pow(3.2 / (3.2 + x), 4); }), 0.6939447218, 1e-9);
}

// Lazowska et al. 1984, "Quantitative System Performance", the example of chapter 6.
TEST(Formulas, know_a_closed_network) {
  const ClosedNetwork network = mean_value_analysis({0.605, 2.1, 1.35}, 15, 3);
  EXPECT_NEAR(network.throughput, 0.15151649, 1e-8);
  EXPECT_NEAR(network.response, 4.7998248, 1e-7);
  EXPECT_NEAR(network.lengths[1], 0.39465655, 1e-8);
}

}  // namespace
}  // namespace theory

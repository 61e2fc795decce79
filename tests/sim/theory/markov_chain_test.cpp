// Chains: availability of what fails and is repaired, lines as chains.
#include "sim/theory/markov_chain.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <vector>

#include "sim/theory/limited_line.h"

#include "tests/sim/theory/printed.h"

namespace sim::theory {
namespace {

struct Units {
  std::size_t count;
  double mean_up;
  double mean_down;
  std::size_t crews;
};

// State n: n of the units are down.
MarkovChain chain_of(const Units& units) {
  MarkovChain chain{.states = units.count + 1, .transitions = {}};
  for (std::size_t down = 0; down < units.count; ++down) {
    const auto up = static_cast<double>(units.count - down);
    const auto repaired = static_cast<double>(std::min(down + 1, units.crews));
    chain.transitions.push_back({down, down + 1, up / units.mean_up});
    chain.transitions.push_back({down + 1, down, repaired / units.mean_down});
  }
  return chain;
}

double share_with(const Units& units, std::size_t at_least_down) {
  const auto shares = stationary(chain_of(units)).value();
  double sum = 0;
  for (std::size_t down = at_least_down; down <= units.count; ++down) sum += shares[down];
  return sum;
}

TEST(MarkovChain, availability_is_as_in_the_acceptance_values) {
  EXPECT_TRUE(agrees(share_with({3, 1000, 1, 3}, 2), "2.9920149760e-6"));
  EXPECT_TRUE(agrees(share_with({3, 1000, 1, 1}, 2), "5.9880000360e-6"));
  EXPECT_TRUE(agrees(share_with({2, 1000, 1, 2}, 2), "9.98002996e-7"));
  EXPECT_TRUE(agrees(share_with({5, 1000, 1, 5}, 3), "9.95512572e-9"));
}

TEST(MarkovChain, time_to_the_first_failure_is_as_in_the_acceptance_values) {
  const std::vector<std::size_t> aims = {2};
  EXPECT_TRUE(agrees(mean_time_until(chain_of({3, 1000, 1, 3}), 0, aims), "167500"));
}

struct MarkovChainRow {
  double mean_up;
  double mean_down;
  std::string one;
  std::string one_of_two;
  std::string one_of_two_one_crew;
  std::string two_of_three;
};

TEST(MarkovChain, repairable_units_are_as_in_the_table) {
  const std::vector<MarkovChainRow> table = {
      {1000, 1, "0.999000999001", "9.98003e-7", "1.996004e-6", "2.992015e-6"},
      {1000, 10, "0.990099009901", "9.8029605e-5", "0.00019603999", "0.00029214763"},
      {2190, 4, "0.998176845943", "3.3238907e-6", "6.6477593e-6", "9.9595522e-6"},
      {8760, 8, "0.999087591241", "8.3248974e-7", "1.6649781e-6", "2.4959501e-6"},
      {3139, 0.25, "0.999920363144", "6.3420288e-9", "1.2684058e-8", "1.9025076e-8"},
  };
  for (const MarkovChainRow& row : table) {
    EXPECT_TRUE(agrees(1 - share_with({1, row.mean_up, row.mean_down, 1}, 1), row.one));
    EXPECT_TRUE(agrees(share_with({2, row.mean_up, row.mean_down, 2}, 2), row.one_of_two));
    EXPECT_TRUE(agrees(share_with({2, row.mean_up, row.mean_down, 1}, 2), row.one_of_two_one_crew));
    EXPECT_TRUE(agrees(share_with({3, row.mean_up, row.mean_down, 3}, 2), row.two_of_three));
  }
}

struct Loss {
  double mean_up;
  double mean_down;
  std::string two_copies;
  std::string three_copies;
  std::string three_copies_one_crew;
};

TEST(MarkovChain, time_to_data_loss_is_as_in_the_table) {
  const std::vector<Loss> table = {
      {1000, 10, "51500.0", "3451833.3", "1735166.7"},
      {10'000, 24, "2098333.3", "5.8358315e+8", "2.9214796e+8"},
      {100'000, 24, "2.0848333e+8", "5.7919e+11", "2.8962981e+11"},
      {1'000'000, 24, "2.0834833e+10", "5.7875232e+14", "2.8937963e+14"},
      {1'200'000, 8, "9.00018e+10", "9.00021e+15", "4.50012e+15"},
  };
  for (const Loss& row : table) {
    const auto until = [&](std::size_t copies, std::size_t crews) {
      const std::array<std::size_t, 1> all = {copies};
      return mean_time_until(chain_of({copies, row.mean_up, row.mean_down, crews}), 0, all);
    };
    EXPECT_TRUE(agrees(until(2, 2), row.two_copies));
    EXPECT_TRUE(agrees(until(3, 3), row.three_copies));
    EXPECT_TRUE(agrees(until(3, 1), row.three_copies_one_crew));
  }
}

// Three types of two units each: down when both units of a type are.
TEST(MarkovChain, three_types_of_two_units_are_as_in_the_acceptance_values) {
  constexpr std::array<double, 3> kFails = {1e-6, 1e-3, 1e-3};
  constexpr std::array<std::size_t, 3> kStep = {1, 3, 9};
  MarkovChain chain{.states = 27, .transitions = {}};
  double exact_up = 1;
  for (std::size_t type = 0; type < 3; ++type) {
    const double share = kFails[type] / (1 + kFails[type]);
    exact_up *= 1 - share * share;
    for (std::size_t state = 0; state < 27; ++state) {
      const std::size_t down = state / kStep[type] % 3;
      if (down < 2)
        chain.transitions.push_back(
            {state, state + kStep[type], static_cast<double>(2 - down) * kFails[type]});
      if (down > 0)
        chain.transitions.push_back({state, state - kStep[type], static_cast<double>(down)});
    }
  }
  const auto shares = stationary(chain).value();
  double is_down = 0;
  for (std::size_t state = 0; state < 27; ++state)
    if (state % 3 == 2 || state / 3 % 3 == 2 || state / 9 == 2) is_down += shares[state];
  EXPECT_TRUE(agrees(is_down, "1.9960059960e-6"));
  EXPECT_NEAR(is_down, 1 - exact_up, 1e-15);
}

// Two servers that fail at the rate 0.01 and are repaired at 0.1, arrivals at the rate 1; work that
// was interrupted goes on. From 150 jobs on nobody is let in, which hardly ever happens.
TEST(MarkovChain, servers_that_break_have_the_line_of_the_table) {
  MarkovChain chain{.states = 3 * 151, .transitions = {}};
  for (std::size_t jobs = 0; jobs <= 150; ++jobs) {
    for (std::size_t up = 0; up <= 2; ++up) {
      const std::size_t state = 3 * jobs + up;
      if (up > 0) chain.transitions.push_back({state, state - 1, 0.01 * static_cast<double>(up)});
      if (up < 2)
        chain.transitions.push_back({state, state + 1, 0.1 * static_cast<double>(2 - up)});
      if (jobs < 150) chain.transitions.push_back({state, state + 3, 1.0});
      const std::size_t busy = std::min(jobs, up);
      if (busy > 0) chain.transitions.push_back({state, state - 3, static_cast<double>(busy)});
    }
  }
  const auto shares = stationary(chain).value();
  double jobs = 0;
  for (std::size_t state = 0; state < shares.size(); ++state)
    jobs += static_cast<double>(state / 3) * shares[state];
  EXPECT_NEAR(jobs, 2.05878278, 1e-7);
}

TEST(MarkovChain, a_limited_line_is_the_chain_it_is) {
  MarkovChain chain{.states = 31, .transitions = {}};
  for (std::size_t n = 0; n < 30; ++n) {
    chain.transitions.push_back({n, n + 1, 9.0});
    chain.transitions.push_back({n + 1, n, static_cast<double>(std::min<std::size_t>(n + 1, 10))});
  }
  EXPECT_TRUE(agrees(stationary(chain).value()[30], ".008772084480502"));
}

// From 1 customer to K before none, with b = 0.5: (b - 1) / (b^K - 1). Counted by rounds: whoever
// arrives at K or 0 starts again at 1, and the visits to both tell the odds.
TEST(MarkovChain, a_line_fills_up_before_it_empties_as_often_as_the_formula_says) {
  constexpr std::size_t kFull = 10;
  MarkovChain chain{.states = kFull + 1, .transitions = {{0, 1, 1}, {kFull, 1, 1}}};
  for (std::size_t n = 1; n < kFull; ++n) {
    chain.transitions.push_back({n, n + 1, 2});
    chain.transitions.push_back({n, n - 1, 1});
  }
  const auto shares = stationary(chain).value();
  const double filled = shares[kFull] / (shares[0] + shares[kFull]);
  EXPECT_TRUE(is_within(1e-14, filled, (0.5 - 1) / (std::pow(0.5, kFull) - 1)));
}

const MarkovChain kFour = {
    .states = 4,
    .transitions = {
        {0, 1, 2}, {0, 2, 1}, {1, 0, 3}, {1, 2, 0.5}, {2, 0, 1.0 / 7}, {2, 3, 5}, {3, 1, 1}}};

// Solved in Python's fractions.
TEST(MarkovChain, four_states_agree_with_exact_fractions) {
  const auto shares = stationary(kFour).value();
  EXPECT_TRUE(is_within(1e-15, shares[0], 217.0 / 809));
  EXPECT_TRUE(is_within(1e-15, shares[1], 214.0 / 809));
  EXPECT_TRUE(is_within(1e-15, shares[2], 63.0 / 809));
  EXPECT_TRUE(is_within(1e-15, shares[3], 315.0 / 809));
  const std::vector<std::size_t> aims = {3};
  EXPECT_TRUE(is_within(1e-15, mean_time_until(kFour, 0, aims), 51.0 / 35));
}

TEST(MarkovChain, shares_add_up_to_one_and_keep_their_digits_over_many_orders) {
  const auto shares = stationary(chain_of({20, 1e6, 1e-3, 20})).value();
  double sum = 0;
  for (const double share : shares) sum += share;
  EXPECT_TRUE(is_within(1e-15, sum, 1));
  EXPECT_TRUE(is_within(1e-13, shares[20], std::pow(1e-9 / (1 + 1e-9), 20)));
}

TEST(MarkovChain, rates_of_the_same_pair_add_up_and_one_state_is_enough) {
  EXPECT_EQ(stationary({.states = 1, .transitions = {}}), std::vector<double>{1});
  const auto shares = stationary({.states = 2, .transitions = {{0, 1, 1}, {0, 1, 2}, {1, 0, 1}}});
  EXPECT_EQ(shares, (std::vector<double>{0.25, 0.75}));
}

TEST(MarkovChain, whoever_starts_at_the_aim_needs_no_time) {
  const std::vector<std::size_t> aims = {1, 3};
  EXPECT_EQ(mean_time_until(kFour, 3, aims), 0);
}

// From 0 in both directions, either aim ends the way: 1 / (1 + 3).
TEST(MarkovChain, the_first_of_several_aims_counts) {
  const MarkovChain fork = {.states = 4, .transitions = {{0, 2, 1}, {0, 3, 3}, {1, 0, 1}}};
  const std::vector<std::size_t> aims = {2, 3};
  EXPECT_TRUE(is_within(1e-15, mean_time_until(fork, 0, aims), 0.25));
  EXPECT_TRUE(is_within(1e-15, mean_time_until(fork, 1, aims), 1.25));
}

TEST(MarkovChain, what_cannot_be_reached_is_nothing) {
  EXPECT_EQ(stationary({.states = 2, .transitions = {{0, 1, 1}}}), std::nullopt);
  EXPECT_EQ(stationary({.states = 2, .transitions = {{0, 1, 1}, {1, 0, 0}}}), std::nullopt);
  const std::vector<std::size_t> aims = {2};
  const MarkovChain trap = {.states = 4, .transitions = {{0, 1, 1}, {1, 2, 1}, {1, 3, 1}}};
  EXPECT_EQ(mean_time_until(trap, 0, aims), std::nullopt);
  EXPECT_EQ(mean_time_until(trap, 3, aims), std::nullopt);
  EXPECT_EQ(mean_time_until(trap, 0, {}), std::nullopt);
  EXPECT_EQ(mean_time_until(trap, 4, aims), std::nullopt);
}

TEST(MarkovChain, a_state_that_is_left_for_ever_has_no_share) {
  EXPECT_EQ(stationary({.states = 2, .transitions = {{1, 0, 1}}}), (std::vector<double>{1, 0}));
}

TEST(MarkovChain, out_of_range_is_nothing) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(stationary({.states = 0, .transitions = {}}), std::nullopt);
  EXPECT_EQ(stationary({.states = 1'001, .transitions = {}}), std::nullopt);
  EXPECT_EQ(stationary({.states = 2, .transitions = {{0, 2, 1}}}), std::nullopt);
  EXPECT_EQ(stationary({.states = 2, .transitions = {{1, 1, 1}}}), std::nullopt);
  for (const double rate : {-1.0, nan, std::numeric_limits<double>::infinity()})
    EXPECT_EQ(stationary({.states = 2, .transitions = {{0, 1, 1}, {1, 0, rate}}}), std::nullopt);
}

}  // namespace
}  // namespace sim::theory

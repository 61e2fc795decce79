// Approximations where they are exact, as far off as they say, and below the bound.
#include "sim/theory/two_moments.h"

#include <gtest/gtest.h>
#include <vector>

#include "sim/theory/general_service.h"
#include "sim/theory/many_servers.h"

#include "tests/sim/theory/no_number.h"
#include "tests/sim/theory/printed.h"

namespace sim::theory {
namespace {

TwoMoments station(std::int64_t servers, double rho, double arrival_scv, double service_scv) {
  return {.servers = servers,
          .arrival_rate = rho * static_cast<double>(servers),
          .arrival_scv = arrival_scv,
          .service_time = 1,
          .service_scv = service_scv};
}

TEST(AllenCunneen, ten_servers_are_as_in_the_acceptance_table) {
  EXPECT_TRUE(agrees(allen_cunneen(station(10, 0.8, 1, 4)), ".511475188496"));
}

TEST(AllenCunneen, is_exact_for_exponential_times_and_for_poisson_arrivals_to_one_server) {
  const ManyServers exponential{.servers = 7, .arrival_rate = 6, .service_time = 1};
  EXPECT_DOUBLE_EQ(allen_cunneen(station(7, 6.0 / 7, 1, 1)).value(),
                   averages_of(exponential).value().wait);
  for (const double scv : {0.0, 0.3, 7.0}) {
    const GeneralService general{.arrival_rate = 0.6, .service_time = 1, .service_scv = scv};
    EXPECT_TRUE(is_within(1e-14, allen_cunneen(station(1, 0.6, 1, scv)),
                          averages_of(general).value().wait));
  }
}

struct Exact {
  std::int64_t servers;
  double rho;
  double arrival_scv;
  double service_scv;
  double wait;
};

// Mean waits of M/D/c by Crommelin's chain.
const std::vector<Exact> kConstantService = {
    {2, 0.8, 1, 0, 0.90328388},   {2, 0.9, 1, 0, 2.1469232},   {4, 0.8, 1, 0, 0.38609493},
    {4, 0.9, 1, 0, 0.99996589},   {5, 0.8, 1, 0, 0.28906001},  {5, 0.95, 1, 0, 1.770788},
    {10, 0.8, 1, 0, 0.10982779},  {10, 0.9, 1, 0, 0.34458205}, {10, 0.95, 1, 0, 0.83708299},
    {20, 0.8, 1, 0, 0.035874097}, {20, 0.9, 1, 0, 0.14428608}, {20, 0.95, 1, 0, 0.38573078},
};

// Mean waits of GI/M/1, W - 1 of the root of s = A*(1 - s): constant, Erlang-2, Erlang-4 and
// Erlang-10 gaps, hyperexponential ones with balanced means.
const std::vector<Exact> kGeneralArrivals = {
    {1, 0.5, 0, 1, 0.255000975},    {1, 0.7, 0, 1, 0.876160014},    {1, 0.8, 0, 1, 1.69273084},
    {1, 0.9, 0, 1, 4.178659422},    {1, 0.95, 0, 1, 9.17243395},    {1, 0.5, 0.5, 1, 0.618033989},
    {1, 0.9, 0.5, 1, 6.588283629},  {1, 0.5, 0.25, 1, 0.432523324}, {1, 0.8, 0.25, 1, 2.26738361},
    {1, 0.9, 0.25, 1, 5.383049518}, {1, 0.5, 0.1, 1, 0.324642401},  {1, 0.8, 0.1, 1, 1.92226918},
    {1, 0.5, 4, 1, 2.16227766},     {1, 0.7, 4, 1, 5.573051634},    {1, 0.8, 4, 1, 9.81919277},
    {1, 0.9, 4, 1, 22.40885757},    {1, 0.95, 4, 1, 47.45462448},
};

double error_of(std::optional<double> wait, const Exact& exact) {
  return wait.value() / exact.wait - 1;
}

TEST(AllenCunneen, is_as_far_off_as_it_says_where_service_is_constant) {
  for (const Exact& exact : kConstantService) {
    const double error = error_of(allen_cunneen(station(exact.servers, exact.rho, 1, 0)), exact);
    EXPECT_LT(error, 0) << exact.servers;
    EXPECT_GT(error, exact.rho < 0.85 ? -0.11 : -0.05);
  }
}

TEST(AllenCunneen, is_too_high_for_regular_arrivals) {
  EXPECT_NEAR(error_of(allen_cunneen(station(1, 0.9, 0, 1)), kGeneralArrivals[3]), 0.077, 0.001);
  EXPECT_NEAR(error_of(allen_cunneen(station(1, 0.5, 0, 1)), kGeneralArrivals[0]), 0.961, 0.001);
}

TEST(KraemerLangenbachBelz, is_as_near_as_it_says_to_regular_arrivals) {
  for (const Exact& exact : kGeneralArrivals) {
    if (exact.arrival_scv > 1) continue;
    const auto wait = kraemer_langenbach_belz(station(1, exact.rho, exact.arrival_scv, 1));
    EXPECT_GE(error_of(wait, exact), 0);
    EXPECT_LT(error_of(wait, exact), exact.rho < 0.75 ? 0.09 : exact.rho < 0.85 ? 0.03 : 0.013);
  }
}

TEST(KraemerLangenbachBelz, is_allen_cunneen_where_arrivals_are_not_regular) {
  EXPECT_EQ(kraemer_langenbach_belz(station(1, 0.8, 1, 3)), allen_cunneen(station(1, 0.8, 1, 3)));
  EXPECT_EQ(kraemer_langenbach_belz(station(1, 0.8, 4, 1)), allen_cunneen(station(1, 0.8, 4, 1)));
  EXPECT_EQ(kraemer_langenbach_belz(station(1, 0.8, 0, 0)), 0);
  EXPECT_EQ(kraemer_langenbach_belz(station(1, 0, 0.5, 1)), 0);
}

TEST(Kingman, bounds_every_exact_value_and_is_reached_in_heavy_traffic) {
  for (const Exact& exact : kGeneralArrivals) {
    const auto bound = kingman_bound(station(1, exact.rho, exact.arrival_scv, 1));
    EXPECT_GE(bound.value(), exact.wait);
  }
  const GeneralService full{.arrival_rate = 0.9999, .service_time = 1, .service_scv = 2};
  EXPECT_TRUE(
      is_within(1e-4, kingman_bound(station(1, 0.9999, 1, 2)), averages_of(full).value().wait));
}

TEST(Kingman, is_above_pollaczek_khinchine_by_half_a_gap_and_half_a_service) {
  for (const double rho : {0.1, 0.5, 0.9}) {
    const GeneralService general{.arrival_rate = rho, .service_time = 1, .service_scv = 2};
    const double gap =
        kingman_bound(station(1, rho, 1, 2)).value() - averages_of(general).value().wait;
    EXPECT_TRUE(is_within(1e-13, gap, (1 / rho - rho) / (2 * (1 - rho))));
  }
}

TEST(Departures, of_exponential_servers_are_as_random_as_arrivals) {
  EXPECT_TRUE(is_within(1e-15, departure_scv(station(4, 0.7, 1, 1)), 1));
}

TEST(Departures, look_like_arrivals_when_idle_and_like_service_when_busy) {
  EXPECT_TRUE(is_within(1e-5, departure_scv(station(1, 0.001, 3, 0.5)), 3));
  EXPECT_TRUE(is_within(1e-2, departure_scv(station(1, 0.999, 3, 0.5)), 0.5));
  // 1 + 0.75 * 3 + 0.25 * (0.2 - 1) / 2, by hand.
  EXPECT_TRUE(is_within(1e-15, departure_scv(station(4, 0.5, 4, 0)), 3.15));
}

TEST(TwoMoments, out_of_range_is_nothing) {
  for (const TwoMoments& bad :
       {station(1, 1, 1, 1), station(1, -0.5, 1, 1), station(0, 0.5, 1, 1), station(1, 0.5, -1, 1),
        station(1, 0.5, 1, kNaN), station(1, 0.5, kNaN, 1), TwoMoments{}}) {
    EXPECT_EQ(allen_cunneen(bad), std::nullopt);
    EXPECT_EQ(kraemer_langenbach_belz(bad), std::nullopt);
    EXPECT_EQ(kingman_bound(bad), std::nullopt);
    EXPECT_EQ(departure_scv(bad), std::nullopt);
  }
  EXPECT_EQ(kingman_bound(station(2, 0.5, 1, 1)), std::nullopt);
  EXPECT_EQ(kingman_bound(station(1, 0, 1, 1)), std::nullopt);
  EXPECT_EQ(kraemer_langenbach_belz(station(2, 0.5, 1, 1)), std::nullopt);
}

}  // namespace
}  // namespace sim::theory

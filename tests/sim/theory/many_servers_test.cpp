// M/M/c against tables, limits and invariants.
#include "sim/theory/many_servers.h"

#include <cmath>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "tests/sim/theory/no_number.h"
#include "tests/sim/theory/printed.h"

namespace sim::theory {
namespace {

ManyServers at_load(std::int64_t servers, double load) {
  return {.servers = servers, .arrival_rate = load, .service_time = 1};
}

TEST(ManyServers, one_server_at_ninety_percent_is_as_in_the_acceptance_table) {
  const ManyServers station = at_load(1, 0.9);
  EXPECT_TRUE(agrees(averages_of(station).value().present, "9.0000000000000"));
  EXPECT_TRUE(agrees(averages_of(station).value().stay, "10.0000000000000"));
  EXPECT_TRUE(agrees(averages_of(station).value().wait, "9.0000000000000"));
  EXPECT_TRUE(agrees(stay_percentile(station, 0.5), "6.931471806"));
  EXPECT_TRUE(agrees(stay_percentile(station, 0.95), "29.95732274"));
  EXPECT_TRUE(agrees(stay_percentile(station, 0.99), "46.05170186"));
  EXPECT_TRUE(agrees(stay_percentile(station, 0.999), "69.07755279"));
  EXPECT_TRUE(agrees(stay_percentile(station, 0.9999), "92.10340372"));
  EXPECT_TRUE(agrees(wait_percentile(station, 0.99), "44.99809670"));
}

TEST(ManyServers, ten_and_a_hundred_are_as_in_the_acceptance_table) {
  const ManyServers ten = at_load(10, 8);
  EXPECT_TRUE(agrees(averages_of(ten).value().wait, ".204590075398222"));
  EXPECT_TRUE(agrees(averages_of(ten).value().in_line, "1.63672060318577"));
  EXPECT_TRUE(agrees(wait_percentile(ten, 0.99), "1.85578521628"));
  EXPECT_TRUE(agrees(stay_percentile(ten, 0.5), ".912144610607"));
  EXPECT_TRUE(agrees(stay_percentile(ten, 0.99), "4.94611132761"));
  EXPECT_TRUE(agrees(stay_percentile(ten, 0.999), "7.25055724299"));
  EXPECT_TRUE(agrees(averages_of(at_load(10, 9)).value().wait, ".668731524107697"));
  EXPECT_TRUE(agrees(averages_of(at_load(10, 9)).value().in_line, "6.01858371696927"));
  EXPECT_TRUE(agrees(averages_of(at_load(100, 90)).value().wait, ".0216940480906366"));
  EXPECT_TRUE(agrees(stay_percentile(at_load(100, 90), 0.99), "4.62898875611"));
}

struct ManyServersRow {
  int servers;
  double rho;
  std::string wait;
  std::string p95;
  std::string p99;
};

TEST(ManyServers, waits_are_those_of_the_table_from_two_to_two_hundred_servers) {
  const std::vector<ManyServersRow> table = {
      {2, 0.5, "0.33333333", "1.89712", "3.50656"},
      {2, 0.99, "49.251256", "149.032", "229.504"},
      {3, 0.8, "1.0786517", "4.2677", "6.95009"},
      {4, 0.9, "1.9693832", "6.8929", "10.9165"},
      {5, 0.7, "0.25189215", "1.3483", "2.42125"},
      {8, 0.95, "2.1104216", "7.06582", "11.0894"},
      {10, 0.5, "0.0072210718", "0", "0.256771"},
      {16, 0.8, "0.095276223", "0.564971", "1.06792"},
      {20, 0.99, "4.7393339", "14.711", "22.7581"},
      {32, 0.7, "0.0039603616", "0", "0.139116"},
      {50, 0.9, "0.072772893", "0.396952", "0.718839"},
      {64, 0.95, "0.18375342", "0.770226", "1.27318"},
      {100, 0.7, "1.5308462e-5", "0", "0"},
      {100, 0.99, "0.88276846", "2.87104", "4.48048"},
      {200, 0.7, "1.8716236e-8", "0", "0"},
      {200, 0.99, "0.41806688", "1.40838", "2.2131"},
  };
  for (const ManyServersRow& row : table) {
    const ManyServers station = at_load(row.servers, row.servers * row.rho);
    EXPECT_TRUE(agrees(averages_of(station).value().wait, row.wait)) << row.servers;
    EXPECT_TRUE(agrees(wait_percentile(station, 0.95), row.p95)) << row.servers;
    EXPECT_TRUE(agrees(wait_percentile(station, 0.99), row.p99)) << row.servers;
  }
}

TEST(ManyServers, one_server_stays_exponentially) {
  for (const double rho : {0.1, 0.5, 0.95}) {
    for (const double t : {0.0, 0.3, 2.0, 40.0})
      EXPECT_TRUE(
          is_within(1e-13, share_staying_longer(at_load(1, rho), t), std::exp(-(1 - rho) * t)));
    EXPECT_TRUE(is_within(1e-14, averages_of(at_load(1, rho)).value().stay, 1 / (1 - rho)));
  }
}

// Where the load is one below the servers the formula has a gap. The percentiles by the definition,
// halving in 60 digits of mpmath.
TEST(ManyServers, the_stay_is_continuous_where_one_server_is_to_spare) {
  EXPECT_TRUE(is_within(1e-14, stay_percentile(at_load(3, 2), 0.99), 5.8911744166032389634));
  EXPECT_TRUE(is_within(1e-14, stay_percentile(at_load(2, 1.8), 0.99), 23.344429999478950611));
  EXPECT_TRUE(is_within(1e-13, stay_percentile(at_load(64, 60), 0.999), 7.0638658286259564672));
  for (const double t : {0.1, 1.0, 10.0}) {
    const double there = share_staying_longer(at_load(3, 2), t).value();
    EXPECT_TRUE(is_within(1e-8, share_staying_longer(at_load(3, 2 - 1e-10), t), there));
    EXPECT_TRUE(is_within(1e-8, share_staying_longer(at_load(3, 2 + 1e-10), t), there));
  }
}

// The mean is the integral of the tail.
TEST(ManyServers, the_tails_belong_to_the_means) {
  const ManyServers station{.servers = 4, .arrival_rate = 35, .service_time = 0.1};
  constexpr int kParts = 20'000;
  constexpr double kStep = 20.0 / kParts;
  double wait = 0;
  double stay = 0;
  for (int i = 0; i < kParts; ++i) {
    wait += kStep * share_waiting_longer(station, (i + 0.5) * kStep).value();
    stay += kStep * share_staying_longer(station, (i + 0.5) * kStep).value();
  }
  EXPECT_TRUE(is_within(1e-5, wait, averages_of(station).value().wait));
  EXPECT_TRUE(is_within(1e-5, stay, averages_of(station).value().stay));
}

TEST(ManyServers, littles_law_holds_and_time_has_no_unit) {
  for (const double second : {1e-6, 1.0, 3600.0}) {
    const ManyServers station{.servers = 5, .arrival_rate = 4.5 / second, .service_time = second};
    const Averages averages = averages_of(station).value();
    EXPECT_TRUE(is_within(1e-14, averages.in_line, station.arrival_rate * averages.wait));
    EXPECT_TRUE(is_within(1e-14, averages.present, averages.in_line + 5 * averages.utilization));
    EXPECT_TRUE(agrees(averages.wait / second, "1.5249864"));
  }
}

TEST(ManyServers, ten_thousand_servers_are_no_trouble) {
  const ManyServers station = at_load(10'000, 9'900);
  EXPECT_TRUE(is_within(1e-13, averages_of(station).value().wait, 0.0022277692886414824));
  EXPECT_GT(stay_percentile(station, 0.999).value(), stay_percentile(station, 0.99).value());
  EXPECT_EQ(wait_percentile(station, 0.5), 0);
}

TEST(ManyServers, without_arrivals_nobody_waits) {
  const Averages averages = averages_of(at_load(3, 0)).value();
  EXPECT_EQ(averages, (Averages{.stay = 1}));
  EXPECT_EQ(share_waiting_longer(at_load(3, 0), 0), 0);
  EXPECT_TRUE(is_within(1e-14, stay_percentile(at_load(3, 0), 0.5), std::log(2)));
}

TEST(ManyServers, percentiles_are_the_least_time_not_exceeded) {
  const ManyServers station = at_load(10, 9);
  for (const double p : {0.0, 0.2, 0.5, 0.9, 0.999999}) {
    const double stay = stay_percentile(station, p).value();
    EXPECT_LE(share_staying_longer(station, stay).value(), 1 - p);
    EXPECT_GE(share_staying_longer(station, stay * (1 - 1e-12)).value(), 1 - p);
    const double wait = wait_percentile(station, p).value();
    EXPECT_LE(share_waiting_longer(station, wait).value(), (1 - p) * (1 + 1e-14));
  }
}

TEST(ManyServers, a_service_level_is_kept_by_the_fewest_servers_and_by_none_fewer) {
  const Demand demand{.arrival_rate = 100, .service_time = 0.08};
  const ServiceLevel level{.share = 0.95, .within = 0.02};
  const auto servers = fewest_servers(demand, level).value();
  const auto share_late = [&](std::int64_t count) {
    return share_waiting_longer({.servers = count, .arrival_rate = 100, .service_time = 0.08}, 0.02)
        .value();
  };
  EXPECT_LE(share_late(servers), 0.05);
  EXPECT_GT(share_late(servers - 1), 0.05);
  EXPECT_EQ(fewest_servers({.arrival_rate = 0, .service_time = 1}, level), 1);
  EXPECT_EQ(fewest_servers({.arrival_rate = 8, .service_time = 1}, {}), 9);
  EXPECT_GT(fewest_servers({.arrival_rate = 1e5, .service_time = 1}, level).value(), 100'000);
}

TEST(ManyServers, out_of_range_is_nothing) {
  for (const ManyServers& station :
       {at_load(1, 1), at_load(2, 2.5), at_load(0, 0), at_load(-1, 0), at_load(1, -0.5),
        at_load(1, kNaN), ManyServers{.servers = 1, .arrival_rate = 1, .service_time = 0},
        ManyServers{.servers = 1, .arrival_rate = 1, .service_time = kNaN},
        ManyServers{.servers = 9, .arrival_rate = 1e308, .service_time = 10}}) {
    EXPECT_EQ(averages_of(station), std::nullopt);
    EXPECT_EQ(share_waiting_longer(station, 1), std::nullopt);
    EXPECT_EQ(share_staying_longer(station, 1), std::nullopt);
    EXPECT_EQ(wait_percentile(station, 0.5), std::nullopt);
    EXPECT_EQ(stay_percentile(station, 0.5), std::nullopt);
  }
  const ManyServers good = at_load(2, 1);
  for (const double p : {-0.1, 1.0, kNaN}) {
    EXPECT_EQ(wait_percentile(good, p), std::nullopt);
    EXPECT_EQ(stay_percentile(good, p), std::nullopt);
    EXPECT_EQ(fewest_servers({.arrival_rate = 1, .service_time = 1}, {.share = p, .within = 1}),
              std::nullopt);
  }
  EXPECT_EQ(share_waiting_longer(good, -1), std::nullopt);
  EXPECT_EQ(fewest_servers({.arrival_rate = 2e7, .service_time = 1}, {}), std::nullopt);
}

}  // namespace
}  // namespace sim::theory

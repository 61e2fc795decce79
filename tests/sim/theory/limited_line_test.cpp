// M/M/c/K against tables, exact fractions and the models at its ends.
#include "sim/theory/limited_line.h"

#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <vector>

#include "sim/theory/erlang.h"
#include "sim/theory/many_servers.h"

#include "tests/sim/theory/printed.h"

namespace sim::theory {
namespace {

LimitedLine line(std::int64_t servers, std::int64_t places, double load) {
  return {.servers = servers, .places = places, .arrival_rate = load, .service_time = 1};
}

TEST(LimitedLine, ten_servers_and_thirty_places_are_as_in_the_acceptance_table) {
  const LimitedAverages averages = averages_of(line(10, 30, 9)).value();
  EXPECT_TRUE(agrees(averages.loss, ".008772084480502"));
  EXPECT_TRUE(agrees(averages.let_in.present, "13.0463318702733"));
}

struct LimitedLineRow {
  std::int64_t servers;
  std::int64_t places;
  double load;
  std::string loss;
  std::string throughput;
  std::string present;
  std::string stay;
  std::string utilization;
};

TEST(LimitedLine, averages_are_those_of_the_table) {
  const std::vector<LimitedLineRow> table = {
      {1, 1, 0.8, "0.44444444", "0.44444444", "0.44444444", "1.0", "0.44444444"},
      {1, 5, 0.8, "0.088819499", "0.7289444", "1.868332", "2.5630652", "0.7289444"},
      {1, 5, 1.0, "0.16666667", "0.83333333", "2.5", "3.0", "0.83333333"},
      {1, 10, 0.9, "0.050813731", "0.85426764", "3.9694406", "4.6466007", "0.85426764"},
      {1, 10, 1.2, "0.1925865", "0.96889621", "6.7107087", "6.9261378", "0.96889621"},
      {1, 100, 0.9, "2.6562034e-6", "0.89999761", "8.9975855", "9.9973438", "0.89999761"},
      {2, 2, 1.0, "0.2", "0.8", "0.8", "1.0", "0.4"},
      {2, 10, 1.8, "0.054807332", "1.7013468", "4.2814106", "2.5164832", "0.8506734"},
      {2, 10, 2.4, "0.1956289", "1.9304907", "6.8167216", "3.5310824", "0.96524533"},
      {3, 5, 16.0 / 17, "0.0053001833", "0.93618806", "0.96368276", "1.0293688", "0.31206269"},
      {4, 8, 3.2, "0.060728456", "3.0056689", "3.7847012", "1.2591876", "0.75141723"},
      {4, 20, 4.0, "0.05203252", "3.7918699", "10.868293", "2.8662093", "0.94796748"},
      {10, 10, 8.0, "0.12166106", "7.0267115", "7.0267115", "1.0", "0.70267115"},
      {10, 20, 9.0, "0.029510062", "8.7344094", "11.039661", "1.2639276", "0.87344094"},
      {10, 50, 12.0, "0.16671748", "9.9993902", "45.013464", "4.5016209", "0.99993902"},
  };
  for (const LimitedLineRow& row : table) {
    const auto averages = averages_of(line(row.servers, row.places, row.load)).value();
    EXPECT_TRUE(agrees(averages.loss, row.loss));
    EXPECT_TRUE(agrees(averages.throughput, row.throughput));
    EXPECT_TRUE(agrees(averages.let_in.present, row.present));
    EXPECT_TRUE(agrees(averages.let_in.stay, row.stay));
    EXPECT_TRUE(agrees(averages.let_in.utilization, row.utilization));
  }
}

// The chain solved in Python's fractions.
TEST(LimitedLine, averages_agree_with_exact_fractions) {
  const auto half_full = averages_of(line(2, 5, 1.5)).value();
  EXPECT_TRUE(is_within(1e-14, half_full.loss, 243.0 / 2855));
  EXPECT_TRUE(is_within(1e-14, half_full.let_in.stay, 1909.0 / 1306));
  const auto overload = averages_of(line(3, 4, 3.5)).value();
  EXPECT_TRUE(is_within(1e-14, overload.loss, 2401.0 / 7519));
  EXPECT_TRUE(is_within(1e-14, overload.let_in.present, 20'314.0 / 7519));
  const auto just_full = averages_of(line(2, 6, 2)).value();
  EXPECT_TRUE(is_within(1e-14, just_full.loss, 2.0 / 13));
  EXPECT_TRUE(is_within(1e-14, just_full.let_in.stay, 21.0 / 11));
  const auto twice = averages_of(line(3, 40, 6)).value();
  EXPECT_TRUE(is_within(1e-14, twice.throughput, 29'686'813'949'886.0 / 9'895'604'649'973.0));
  EXPECT_TRUE(is_within(1e-14, twice.let_in.present, 385'928'581'349'382.0 / 9'895'604'649'973.0));
}

TEST(LimitedLine, without_a_line_it_is_erlang_b) {
  for (const double load : {0.5, 8.0, 50.0}) {
    const auto averages = averages_of(line(10, 10, load)).value();
    EXPECT_DOUBLE_EQ(averages.loss, erlang_b(10, load).value());
    EXPECT_EQ(averages.let_in.wait, 0);
  }
}

TEST(LimitedLine, with_a_very_long_line_it_is_an_endless_one) {
  const auto limited = averages_of(line(4, 5'000, 3.6)).value();
  const auto endless =
      averages_of(ManyServers{.servers = 4, .arrival_rate = 3.6, .service_time = 1});
  EXPECT_TRUE(is_within(1e-13, limited.let_in.wait, endless.value().wait));
  EXPECT_LT(limited.loss, 1e-200);
}

TEST(LimitedLine, more_places_lose_less_and_wait_longer) {
  double loss = 1;
  double wait = -1;
  for (int places = 3; places < 300; ++places) {
    const auto averages = averages_of(line(3, places, 3.3)).value();
    EXPECT_LT(averages.loss, loss);
    EXPECT_GT(averages.let_in.wait, wait);
    EXPECT_LE(averages.throughput, 3 + 1e-12);
    loss = averages.loss;
    wait = averages.let_in.wait;
  }
  EXPECT_TRUE(is_within(1e-10, loss, 1 - 3 / 3.3));
}

TEST(LimitedLine, any_overload_and_none_are_fine) {
  const auto flood = averages_of(line(2, 4, 1e300)).value();
  EXPECT_TRUE(is_within(1e-14, flood.throughput, 2));
  EXPECT_TRUE(is_within(1e-14, flood.let_in.present, 4));
  const auto calm = averages_of(line(2, 4, 0)).value();
  EXPECT_EQ(calm.loss, 0);
  EXPECT_EQ(calm.let_in, (Averages{.stay = 1}));
}

TEST(LimitedLine, out_of_range_is_nothing) {
  for (const LimitedLine& bad :
       {line(0, 1, 1), line(2, 1, 1), line(1, kMostPlaces + 1, 1), line(1, 1, -1),
        line(1, 1, std::numeric_limits<double>::quiet_NaN()),
        LimitedLine{.servers = 1, .places = 1, .arrival_rate = 1, .service_time = 0}})
    EXPECT_FALSE(averages_of(bad).has_value());
}

}  // namespace
}  // namespace sim::theory

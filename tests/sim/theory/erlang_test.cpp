// Erlang's formulas against tables, exact fractions and what must hold of them.
#include "sim/theory/erlang.h"

#include <gtest/gtest.h>
#include <limits>
#include <vector>

#include "sim/theory/averages.h"

#include "tests/sim/theory/no_number.h"
#include "tests/sim/theory/printed.h"

namespace sim::theory {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(Erlang, both_formulas_give_the_values_of_the_tables) {
  EXPECT_TRUE(agrees(erlang_b(10, 8), ".121661064252952"));
  EXPECT_TRUE(agrees(erlang_c(10, 8), ".409180150796444"));
  EXPECT_TRUE(agrees(erlang_b(10, 9), ".167963226291586"));
  EXPECT_TRUE(agrees(erlang_c(10, 9), ".668731524107697"));
  EXPECT_TRUE(agrees(erlang_b(100, 90), ".0269573804643592"));
  EXPECT_TRUE(agrees(erlang_c(100, 90), ".216940480906366"));
  EXPECT_TRUE(agrees(erlang_c(200, 180), ".0944712181775908"));
  EXPECT_TRUE(agrees(erlang_c(20, 16), ".256077793839058"));
  EXPECT_TRUE(agrees(erlang_c(2, 1.8), ".852631578947368"));
}

// Sums of the definition, in Python's fractions; the last seven with 60 digits of mpmath.
TEST(Erlang, both_formulas_agree_with_exact_arithmetic) {
  EXPECT_TRUE(is_within(1e-15, erlang_b(3, 2), 4.0 / 19));
  EXPECT_TRUE(is_within(1e-15, erlang_c(3, 2), 4.0 / 9));
  EXPECT_TRUE(is_within(1e-15, erlang_c(5, 4), 128.0 / 231));
  EXPECT_TRUE(is_within(1e-15, erlang_c(7, 6.5), 62'748'517.0 / 78'886'322));
  EXPECT_TRUE(is_within(1e-15, erlang_b(7, 20), 16'000'000.0 / 23'797'923));
  EXPECT_TRUE(is_within(1e-14, erlang_b(60, 30), 4.7672307248438408818e-7));
  EXPECT_TRUE(is_within(1e-14, erlang_c(60, 59), 0.85128903152684495295));
  EXPECT_TRUE(is_within(1e-13, erlang_b(10'000, 9'900), 0.0028581267388565864216));
  EXPECT_TRUE(is_within(1e-14, erlang_b(10'000, 20'000), 0.50004998001598122855));
  EXPECT_TRUE(is_within(1e-12, erlang_b(1'000'000, 1'000'000), 0.00079746030685556101375));
  EXPECT_TRUE(is_within(1e-13, erlang_c(1'000, 900), 0.00059266996637878121908));
  EXPECT_TRUE(is_within(1e-13, erlang_c(10'000, 9'900), 0.22277692886414824097));
  EXPECT_TRUE(is_within(1e-13, erlang_c(10'000, 9'999), 0.98755625243448580783));
}

// Square-root staffing, Halfin & Whitt (1981), with c = 1032 for a load of 1000 and so on.
TEST(Erlang, square_root_staffing_has_the_values_of_its_table) {
  EXPECT_TRUE(agrees(erlang_c(102, 100), "0.777097"));
  EXPECT_TRUE(agrees(erlang_c(1'006, 1'000), "0.783878"));
  EXPECT_TRUE(agrees(erlang_c(105, 100), "0.515707"));
  EXPECT_TRUE(agrees(erlang_c(110, 100), "0.237008"));
  EXPECT_TRUE(agrees(erlang_c(1'032, 1'000), "0.223063"));
  EXPECT_TRUE(agrees(erlang_c(120, 100), "0.033196"));
  EXPECT_TRUE(agrees(erlang_c(1'063, 1'000), "0.029409"));
}

TEST(Erlang, one_server_is_busy_for_its_load) {
  for (const double load : {0.001, 0.1, 0.5, 0.9, 0.999}) {
    EXPECT_TRUE(is_within(1e-15, erlang_b(1, load), load / (1 + load)));
    EXPECT_TRUE(is_within(1e-15, erlang_c(1, load), load));
  }
}

TEST(Erlang, without_load_nobody_is_refused_or_waits) {
  EXPECT_EQ(erlang_b(0, 0), 1);
  EXPECT_EQ(erlang_b(3, 0), 0);
  EXPECT_EQ(erlang_c(3, 0), 0);
  EXPECT_EQ(erlang_b(kMostServers, 1), 0);
  EXPECT_EQ(erlang_c(kMostServers, 1), 0);
}

TEST(Erlang, without_servers_all_are_refused) {
  EXPECT_EQ(erlang_b(0, 5), 1);
}

TEST(Erlang, waiting_is_likelier_than_being_refused_and_both_fall_with_servers) {
  double refused = 1;
  double waits = 1;
  for (int servers = 1; servers <= 400; ++servers) {
    const double load = 100;
    EXPECT_LT(erlang_b(servers, load).value(), refused);
    refused = erlang_b(servers, load).value();
    if (servers <= load) continue;
    EXPECT_LT(erlang_c(servers, load).value(), waits);
    waits = erlang_c(servers, load).value();
    EXPECT_LT(refused, waits);
  }
}

TEST(Erlang, both_rise_with_the_load_up_to_one) {
  double refused = 0;
  double waits = 0;
  for (int part = 1; part < 1'000; ++part) {
    const double load = 7 * part / 1'000.0;
    EXPECT_GT(erlang_b(7, load).value(), refused);
    EXPECT_GT(erlang_c(7, load).value(), waits);
    refused = erlang_b(7, load).value();
    waits = erlang_c(7, load).value();
    EXPECT_LT(waits, 1);
  }
  EXPECT_TRUE(is_within(1e-12, erlang_c(7, 7 * (1 - 1e-14)), 1));
  EXPECT_TRUE(is_within(1e-15, erlang_b(7, 1e300), 1));
}

TEST(Erlang, out_of_range_is_nothing) {
  for (const double load : {-1.0, kNaN, kInfinity}) {
    EXPECT_EQ(erlang_b(3, load), std::nullopt);
    EXPECT_EQ(erlang_c(3, load), std::nullopt);
    EXPECT_EQ(fewest_servers_to_refuse(load, 0.01), std::nullopt);
  }
  EXPECT_EQ(erlang_c(3, 3), std::nullopt);
  EXPECT_EQ(erlang_c(3, 4), std::nullopt);
  EXPECT_EQ(erlang_c(0, 0), std::nullopt);
  EXPECT_EQ(erlang_b(-1, 1), std::nullopt);
  EXPECT_EQ(erlang_b(kMostServers + 1, 1), std::nullopt);
  for (const double share : {0.0, -0.1, 1.1, kNaN})
    EXPECT_EQ(fewest_servers_to_refuse(1, share), std::nullopt);
}

// The traffic tables: 10 servers refuse 1 % of a load of 4.461177.
TEST(Erlang, fewest_servers_to_refuse_are_those_of_the_traffic_tables) {
  EXPECT_EQ(fewest_servers_to_refuse(4.461177, 0.0100001), 10);
  EXPECT_EQ(fewest_servers_to_refuse(4.461177, 0.0099999), 11);
  EXPECT_EQ(fewest_servers_to_refuse(198.5073, 0.0500001), 200);
  EXPECT_EQ(fewest_servers_to_refuse(0, 0.5), 1);
  EXPECT_EQ(fewest_servers_to_refuse(5, 1), 0);
  EXPECT_EQ(fewest_servers_to_refuse(2e7, 1e-3), std::nullopt);
}

struct Traffic {
  int servers;
  std::vector<double> loads;
};

TEST(Erlang, blocking_of_the_loads_in_the_traffic_tables_is_as_they_say) {
  const std::vector<double> blocking = {0.001, 0.01, 0.05, 0.1};
  const std::vector<Traffic> tables = {
      {1, {0.001001001, 0.01010101, 0.05263158, 0.1111111}},
      {2, {0.04575593, 0.1525933, 0.3813157, 0.5954332}},
      {5, {0.7621147, 1.360787, 2.218472, 2.881079}},
      {10, {3.092045, 4.461177, 6.215707, 7.510582}},
      {50, {32.51185, 37.9014, 44.53305, 49.56211}},
      {200, {165.6239, 179.738, 198.5073, 214.3226}},
  };
  for (const Traffic& table : tables)
    for (std::size_t i = 0; i < blocking.size(); ++i)
      EXPECT_TRUE(is_within(1e-5, erlang_b(table.servers, table.loads[i]), blocking[i]));
}

}  // namespace
}  // namespace sim::theory

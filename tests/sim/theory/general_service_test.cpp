// M/G/1, M/D/1 and shared servers.
#include "sim/theory/general_service.h"

#include <gtest/gtest.h>
#include <limits>

#include "sim/theory/many_servers.h"

#include "tests/sim/theory/no_number.h"
#include "tests/sim/theory/printed.h"

namespace sim::theory {
namespace {

GeneralService served(double rho, double scv) {
  return {.arrival_rate = rho, .service_time = 1, .service_scv = scv};
}

ConstantService constant(double rho) {
  return {.arrival_rate = rho, .service_time = 1};
}

TEST(GeneralService, constant_service_waits_half_as_long_as_exponential) {
  EXPECT_TRUE(agrees(averages_of(served(0.8, 0)).value().wait, "2.0000000000000"));
  EXPECT_TRUE(agrees(averages_of(served(0.7, 0)).value().wait, "1.1666667"));
  EXPECT_TRUE(agrees(averages_of(served(0.95, 0)).value().in_line, "9.02500000000"));
  for (const double rho : {0.1, 0.5, 0.9}) {
    const double exponential =
        averages_of(ManyServers{.servers = 1, .arrival_rate = rho, .service_time = 1}).value().wait;
    EXPECT_TRUE(is_within(1e-14, averages_of(served(rho, 1)).value().wait, exponential));
    EXPECT_TRUE(is_within(1e-14, averages_of(served(rho, 0)).value().wait, exponential / 2));
  }
}

TEST(GeneralService, waits_grow_with_variability_and_load_and_littles_law_holds) {
  double before = -1;
  for (const double scv : {0.0, 0.5, 1.0, 4.0, 100.0}) {
    const Averages averages = averages_of(served(0.6, scv)).value();
    EXPECT_GT(averages.wait, before);
    before = averages.wait;
    EXPECT_TRUE(is_within(1e-14, averages.present, 0.6 * averages.stay));
  }
  EXPECT_LT(averages_of(served(0.5, 1)).value().wait, averages_of(served(0.6, 1)).value().wait);
  EXPECT_EQ(averages_of(served(0, 5)).value().wait, 0);
}

TEST(GeneralService, out_of_range_is_nothing) {
  for (const GeneralService& bad :
       {served(1, 1), served(-0.1, 1), served(0.5, -1), served(0.5, kNaN), served(kNaN, 1),
        served(0.5, std::numeric_limits<double>::infinity()), GeneralService{}})
    EXPECT_EQ(averages_of(bad), std::nullopt);
}

TEST(ConstantService, wait_percentiles_are_as_in_the_acceptance_table) {
  EXPECT_TRUE(agrees(wait_percentile(constant(0.8), 0.5), "1.27593987338"));
  EXPECT_TRUE(agrees(wait_percentile(constant(0.8), 0.9), "5.01151149845"));
  EXPECT_TRUE(agrees(wait_percentile(constant(0.8), 0.99), "10.355886792"));
  EXPECT_TRUE(agrees(wait_percentile(constant(0.8), 0.999), "15.7002681941"));
}

// Erlang's alternating sum, in 400 digits of mpmath.
TEST(ConstantService, the_tail_agrees_with_erlangs_formula_in_many_digits) {
  EXPECT_NEAR(share_waiting_longer(constant(0.8), 0.5).value(), 0.7016350604717459, 1e-14);
  EXPECT_NEAR(share_waiting_longer(constant(0.8), 10).value(), 0.01165710826501344, 1e-14);
  EXPECT_NEAR(share_waiting_longer(constant(0.5), 3.25).value(), 0.01115099636022789, 1e-14);
  EXPECT_NEAR(share_waiting_longer(constant(0.95), 100.5).value(), 3.510377150308865e-5, 1e-14);
  EXPECT_NEAR(share_waiting_longer(constant(0.99), 200).value(), 0.01795095616121751, 1e-13);
}

TEST(ConstantService, the_tail_starts_at_the_load_and_belongs_to_the_mean) {
  const ConstantService station{.arrival_rate = 70, .service_time = 0.01};
  EXPECT_TRUE(is_within(1e-14, share_waiting_longer(station, 0), 0.7));
  constexpr int kParts = 4'000;
  constexpr double kStep = 0.4 / kParts;
  double mean = 0;
  for (int i = 0; i < kParts; ++i)
    mean += kStep * share_waiting_longer(station, (i + 0.5) * kStep).value();
  EXPECT_TRUE(is_within(1e-6, mean, 0.011666666666666667));
}

TEST(ConstantService, nearly_full_servers_have_percentiles_too) {
  // Heavy traffic: the wait is nearly exponential with mean load / (2 (1 - load)).
  const double p99 = wait_percentile(constant(0.999), 0.99).value();
  EXPECT_TRUE(is_within(2e-3, p99, 499.5 * 4.605170186));
}

TEST(ConstantService, out_of_range_is_nothing) {
  EXPECT_EQ(wait_percentile(constant(1), 0.5), std::nullopt);
  EXPECT_EQ(wait_percentile(constant(0.5), 1), std::nullopt);
  EXPECT_EQ(wait_percentile(constant(0.5), -0.1), std::nullopt);
  EXPECT_EQ(wait_percentile(constant(0.5), kNaN), std::nullopt);
  EXPECT_EQ(wait_percentile(constant(0.99999), 0.999), std::nullopt);
  EXPECT_EQ(share_waiting_longer(constant(0.5), -1), std::nullopt);
  EXPECT_EQ(share_waiting_longer(constant(0.5), 20'001), std::nullopt);
  EXPECT_EQ(share_waiting_longer(constant(-1), 1), std::nullopt);
}

TEST(ConstantService, without_arrivals_nobody_waits) {
  EXPECT_EQ(wait_percentile(constant(0), 0.99), 0);
  EXPECT_EQ(share_waiting_longer(constant(0), 3), 0);
}

SharedServers shared(std::int64_t servers, double load) {
  return {.servers = servers, .arrival_rate = load, .service_time = 1};
}

TEST(SharedServers, a_job_takes_its_size_over_what_is_free) {
  EXPECT_TRUE(agrees(averages_of(shared(1, 0.8)).value().stay, "5.0000000000000"));
  EXPECT_TRUE(agrees(averages_of(shared(1, 0.95)).value().stay, "20.0000000000"));
  EXPECT_TRUE(agrees(stay_of_size(shared(1, 0.8), 0.1), "0.5000000000000"));
  EXPECT_TRUE(agrees(stay_of_size(shared(1, 0.7), 5), "16.666667"));
  EXPECT_EQ(stay_of_size(shared(1, 0.7), 0), 0);
}

TEST(SharedServers, several_are_like_a_line_for_several) {
  const ManyServers lined{.servers = 8, .arrival_rate = 7, .service_time = 1};
  EXPECT_EQ(averages_of(shared(8, 7)), averages_of(lined));
}

TEST(SharedServers, out_of_range_is_nothing) {
  EXPECT_EQ(averages_of(shared(1, 1)), std::nullopt);
  EXPECT_EQ(stay_of_size(shared(1, 1), 1), std::nullopt);
  EXPECT_EQ(stay_of_size(shared(2, 1), 1), std::nullopt);
  EXPECT_EQ(stay_of_size(shared(1, 0.5), -1), std::nullopt);
  EXPECT_EQ(stay_of_size(shared(1, 0.5), kNaN), std::nullopt);
}

}  // namespace
}  // namespace sim::theory

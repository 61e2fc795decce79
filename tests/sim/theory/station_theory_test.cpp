// Which model is chosen for which facts, and how far it is trusted.
#include "sim/theory/station_theory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

#include "sim/theory/averages.h"

#include "tests/sim/theory/no_number.h"
#include "tests/sim/theory/printed.h"

namespace sim::theory {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

StationFacts poisson(std::int64_t servers, double load) {
  return {.servers = servers,
          .arrival_rate = load,
          .arrivals = ArrivalLaw::poisson,
          .service_time = 1,
          .service = ServiceLaw::exponential};
}

StationFacts general(std::int64_t servers, double load, double arrival_scv, double service_scv) {
  return {.servers = servers,
          .arrival_rate = load,
          .arrivals = ArrivalLaw::independent,
          .arrival_scv = arrival_scv,
          .service_time = 1,
          .service = ServiceLaw::independent,
          .service_scv = service_scv};
}

TEST(StationTheory, poisson_arrivals_and_exponential_service_are_exactly_erlangs) {
  const auto theory = theory_of(poisson(10, 8)).value();
  EXPECT_EQ(theory.name, "M/M/c (Erlang C)");
  EXPECT_EQ(theory.validity, Validity::exact);
  EXPECT_TRUE(agrees(theory.wait, ".204590075398222"));
  EXPECT_TRUE(agrees(theory.wait_p99, "1.85578521628"));
  EXPECT_TRUE(agrees(theory.stay_p99, "4.94611132761"));
  EXPECT_TRUE(is_within(1e-15, theory.utilization, 0.8));
  EXPECT_THAT(theory.why_it_may_differ, IsEmpty());
  EXPECT_EQ(theory_of(poisson(1, 0.9)).value().name, "M/M/1");
  EXPECT_TRUE(agrees(theory_of(poisson(1, 0.9)).value().stay, "10.0000000000000"));
}

TEST(StationTheory, a_full_line_that_turns_away_is_exact_too_and_says_what_it_loses) {
  StationFacts facts = poisson(10, 9);
  facts.line_limit = 20;
  const auto theory = theory_of(facts).value();
  EXPECT_EQ(theory.name, "M/M/c/K");
  EXPECT_EQ(theory.validity, Validity::exact);
  EXPECT_TRUE(agrees(theory.loss, ".008772084480502"));
  EXPECT_TRUE(is_within(1e-13, theory.stay * 9 * (1 - theory.loss), 13.0463318702733));
  facts.arrival_rate = 15;
  EXPECT_GT(theory_of(facts).value().loss, 1.0 / 3);
}

TEST(StationTheory, one_server_of_a_known_law_is_pollaczek_and_khinchines) {
  StationFacts facts = poisson(1, 0.8);
  facts.service = ServiceLaw::independent;
  facts.service_scv = 0;
  const auto theory = theory_of(facts).value();
  EXPECT_EQ(theory.name, "M/G/1 (Pollaczek-Khinchine)");
  EXPECT_EQ(theory.validity, Validity::exact);
  EXPECT_TRUE(agrees(theory.wait, "2.00000000000000"));
  facts.service_scv = 50;
  EXPECT_EQ(theory_of(facts).value().validity, Validity::exact);
}

TEST(StationTheory, several_servers_of_a_known_law_are_approximately_allen_and_cunneens) {
  StationFacts facts = poisson(10, 8);
  facts.service = ServiceLaw::independent;
  facts.service_scv = 4;
  const auto theory = theory_of(facts).value();
  EXPECT_EQ(theory.name, "G/G/c (Allen-Cunneen)");
  EXPECT_EQ(theory.validity, Validity::approximation);
  EXPECT_TRUE(agrees(theory.wait, ".511475188496"));
  EXPECT_EQ(theory.wait_at_most, std::nullopt);
  EXPECT_THAT(theory.why_it_may_differ, Contains(HasSubstr("80 % utilization")));
}

TEST(StationTheory, one_server_of_general_times_has_an_approximation_and_a_bound) {
  const auto theory = theory_of(general(1, 0.8, 0, 1)).value();
  EXPECT_EQ(theory.name, "G/G/1 (Kraemer & Langenbach-Belz)");
  EXPECT_EQ(theory.validity, Validity::approximation);
  EXPECT_TRUE(is_within(0.01, theory.wait, 1.69273084));  // exact D/M/1
  EXPECT_TRUE(is_within(1e-14, theory.wait_at_most, 0.8 / 0.4));
  EXPECT_EQ(theory_of(general(1, 0.8, 2, 1)).value().name, "G/G/1 (Allen-Cunneen)");
  EXPECT_LT(theory_of(general(1, 0.8, 2, 1)).value().wait,
            theory_of(general(1, 0.8, 2, 1)).value().wait_at_most);
}

TEST(StationTheory, where_no_approximation_is_trusted_one_server_still_has_the_bound) {
  const auto theory = theory_of(general(1, 0.8, 1, 30)).value();
  EXPECT_EQ(theory.name, "G/G/1 (Kingman's bound)");
  EXPECT_EQ(theory.validity, Validity::bound);
  EXPECT_TRUE(is_within(1e-14, theory.wait, (1 / 0.8 + 0.8 * 30) / 0.4));
  EXPECT_EQ(theory.stay, theory.wait + 1);
  EXPECT_EQ(theory_of(general(2, 1.6, 1, 30)), std::nullopt);
  StationFacts touched = general(1, 0.8, 1, 30);
  touched.failures = true;
  EXPECT_EQ(theory_of(touched), std::nullopt);
}

TEST(StationTheory, shared_servers_are_exact_whatever_the_law_of_the_service) {
  StationFacts facts = poisson(1, 0.8);
  facts.order = ServiceOrder::shared;
  facts.service = ServiceLaw::independent;
  const auto theory = theory_of(facts).value();
  EXPECT_EQ(theory.name, "M/G/1 processor sharing");
  EXPECT_EQ(theory.validity, Validity::exact);
  EXPECT_TRUE(agrees(theory.stay, "5.0000000000000"));
  facts.servers = 4;
  EXPECT_EQ(theory_of(facts).value().name, "M/G/c processor sharing");
  facts.arrivals = ArrivalLaw::independent;
  facts.arrival_scv = 1;
  EXPECT_EQ(theory_of(facts), std::nullopt);
}

TEST(StationTheory, nobody_waits_for_servers_without_an_end) {
  StationFacts facts{.servers = {}, .arrival_rate = 1e6, .service_time = 3};
  const auto theory = theory_of(facts).value();
  EXPECT_EQ(theory.name, "G/G/infinity");
  EXPECT_EQ(theory.validity, Validity::exact);
  EXPECT_EQ(theory.wait, 0);
  EXPECT_EQ(theory.stay, 3);
}

TEST(StationTheory, whatever_touches_the_station_takes_exactness_away_and_is_named) {
  const auto with = [](void (*touch)(StationFacts&)) {
    StationFacts facts = poisson(4, 3);
    touch(facts);
    return theory_of(facts).value();
  };
  const StationTheory touched[] = {
      with([](StationFacts& f) { f.retries = true; }),
      with([](StationFacts& f) { f.time_outs = true; }),
      with([](StationFacts& f) { f.failures = true; }),
      with([](StationFacts& f) { f.order = ServiceOrder::other; }),
  };
  const char* const words[] = {"come again", "time-out", "down", "first come"};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(touched[i].validity, Validity::approximation);
    EXPECT_EQ(touched[i].wait, theory_of(poisson(4, 3)).value().wait);
    EXPECT_EQ(touched[i].wait_p99, std::nullopt);
    EXPECT_THAT(touched[i].why_it_may_differ, SizeIs(1));
    EXPECT_THAT(touched[i].why_it_may_differ, Contains(HasSubstr(words[i])));
  }
}

TEST(StationTheory, measured_variances_alone_make_nothing_exact_and_no_bound) {
  StationFacts facts = general(1, 0.5, 1, 1);
  facts.arrivals = ArrivalLaw::unknown;
  facts.service = ServiceLaw::unknown;
  const auto theory = theory_of(facts).value();
  EXPECT_EQ(theory.validity, Validity::approximation);
  EXPECT_EQ(theory.wait_at_most, std::nullopt);
  EXPECT_THAT(theory.why_it_may_differ, SizeIs(3));
  facts.arrivals = ArrivalLaw::poisson;
  EXPECT_EQ(theory_of(facts).value().name, "M/G/1 (Pollaczek-Khinchine)");
  EXPECT_EQ(theory_of(facts).value().validity, Validity::approximation);
}

TEST(StationTheory, a_limit_that_is_hardly_ever_reached_is_named_and_others_fit_no_model) {
  StationFacts facts = general(4, 3.2, 0.5, 2);
  facts.line_limit = 200;
  EXPECT_EQ(theory_of(facts).value().wait, theory_of(general(4, 3.2, 0.5, 2)).value().wait);
  EXPECT_THAT(theory_of(facts).value().why_it_may_differ, Contains(HasSubstr("hardly ever full")));
  facts.line_limit = 20;
  EXPECT_EQ(theory_of(facts), std::nullopt);
}

TEST(StationTheory, what_fits_no_model_is_nothing) {
  EXPECT_EQ(theory_of(StationFacts{}), std::nullopt);
  EXPECT_EQ(theory_of(poisson(2, 2)), std::nullopt);
  EXPECT_EQ(theory_of(general(2, 2.5, 1, 1)), std::nullopt);
  EXPECT_EQ(theory_of(poisson(0, 0)), std::nullopt);
  EXPECT_EQ(theory_of(poisson(1, kNaN)), std::nullopt);
  EXPECT_EQ(theory_of(poisson(kMostServers + 1, 1)), std::nullopt);
  EXPECT_EQ(theory_of(general(2, 1, kNaN, 1)), std::nullopt);
  EXPECT_EQ(theory_of(general(2, 1, 1, std::numeric_limits<double>::infinity())), std::nullopt);
  StationFacts unknown = general(2, 1, 1, 1);
  unknown.arrival_scv.reset();
  EXPECT_EQ(theory_of(unknown), std::nullopt);
  unknown = general(2, 1, 1, 1);
  unknown.service_scv.reset();
  EXPECT_EQ(theory_of(unknown), std::nullopt);
  StationFacts changing = poisson(2, 1);
  changing.steady = false;
  EXPECT_EQ(theory_of(changing), std::nullopt);
  StationFacts shared = poisson(1, 1);
  shared.order = ServiceOrder::shared;
  EXPECT_EQ(theory_of(shared), std::nullopt);
  StationFacts negative = poisson(1, 0.5);
  negative.line_limit = -1;
  EXPECT_EQ(theory_of(negative), std::nullopt);
}

TEST(StationTheory, without_arrivals_nobody_waits) {
  EXPECT_EQ(theory_of(poisson(3, 0)).value().wait, 0);
  EXPECT_EQ(theory_of(general(1, 0, 0.5, 2)).value().wait, 0);
}

}  // namespace
}  // namespace sim::theory

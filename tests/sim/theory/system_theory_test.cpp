#include "sim/theory/system_theory.h"

#include <gtest/gtest.h>

#include "sim/theory/closed_network.h"
#include "sim/theory/many_servers.h"

namespace sim::theory {
namespace {

// Arrivals of a Poisson process at one exponential server: rate 80/s, 10 ms.
ServiceFacts one_server() {
  return {.name = "server",
          .node = {.arrival_rate = 80,
                   .arrivals = ArrivalLaw::poisson,
                   .service_time = 0.01,
                   .service = ServiceLaw::exponential},
          .requests = 80,
          .visits = 80,
          .elsewhere = 0.0};
}

ServiceTheory of(const ServiceFacts& facts) {
  return theory_of(SystemFacts{.services = {facts}}).front();
}

TEST(SystemTheory, of_one_server_is_that_of_the_station) {
  const ServiceTheory theory = of(one_server());
  EXPECT_EQ(theory.model, "M/M/1");
  EXPECT_EQ(theory.validity, Validity::exact);
  EXPECT_NEAR(*theory.utilization, 0.8, 1e-12);
  EXPECT_NEAR(*theory.wait, 0.04, 1e-12);
  EXPECT_NEAR(*theory.stay, 0.05, 1e-12);
  EXPECT_NEAR(*theory.in_line, 3.2, 1e-12);
  EXPECT_EQ(theory.note, "");
}

TEST(SystemTheory, of_a_request_with_several_visits_adds_them_up) {
  ServiceFacts facts = one_server();
  facts.requests = 40;
  facts.elsewhere = 0.003;
  const ServiceTheory theory = of(facts);
  EXPECT_NEAR(*theory.wait, 0.08, 1e-12);
  EXPECT_NEAR(*theory.stay, 0.103, 1e-12);
  EXPECT_NEAR(*theory.in_line, 3.2, 1e-12);
}

TEST(SystemTheory, of_many_nodes_has_the_wait_of_one_and_the_line_of_all) {
  ServiceFacts facts = one_server();
  facts.nodes = 3;
  facts.requests = facts.visits = 240;
  const ServiceTheory theory = of(facts);
  EXPECT_NEAR(*theory.wait, 0.04, 1e-12);
  EXPECT_NEAR(*theory.in_line, 9.6, 1e-12);
}

TEST(SystemTheory, of_informed_balancing_lies_between_one_line_and_nodes_at_random) {
  ServiceFacts facts = one_server();
  facts.nodes = 3;
  facts.requests = facts.visits = 240;
  facts.is_informed = true;
  const ServiceTheory theory = of(facts);
  EXPECT_EQ(theory.validity, Validity::bound);
  EXPECT_FALSE(theory.wait.has_value());
  EXPECT_NEAR(*theory.wait_at_most, 0.04, 1e-12);
  EXPECT_NEAR(
      *theory.wait_at_least,
      averages_of(ManyServers{.servers = 3, .arrival_rate = 240, .service_time = 0.01})->wait,
      1e-15);
}

TEST(SystemTheory, of_priorities_weighs_the_classes) {
  ServiceFacts facts = one_server();
  facts.classes = {{.arrival_rate = 40, .service_time = 0.01},
                   {.arrival_rate = 40, .service_time = 0.01}};
  EXPECT_NEAR(*of(facts).wait, 0.04, 1e-12);  // the same for all together as without priorities
}

TEST(SystemTheory, without_a_wait_still_knows_how_much_work_there_is) {
  ServiceFacts facts = one_server();
  facts.no_wait = "arrivals are bursty";
  const ServiceTheory theory = of(facts);
  EXPECT_EQ(theory.model, "utilization law");
  EXPECT_NEAR(*theory.utilization, 0.8, 1e-12);
  EXPECT_FALSE(theory.wait.has_value());
  EXPECT_EQ(theory.note, "arrivals are bursty");
}

TEST(SystemTheory, of_too_much_work_is_none) {
  ServiceFacts facts = one_server();
  facts.node.arrival_rate = facts.requests = facts.visits = 110;
  EXPECT_EQ(of(facts).model, "");
  EXPECT_EQ(of(facts).note, "it is offered more work than it can do");
  facts.node.line_limit = 5;
  EXPECT_EQ(of(facts).model, "M/M/c/K");
}

TEST(SystemTheory, judges_approximations_only_where_many_wait) {
  ServiceFacts facts = one_server();
  facts.node.arrivals = ArrivalLaw::independent;
  facts.node.arrival_scv = 2;
  EXPECT_EQ(of(facts).validity, Validity::approximation);
  EXPECT_TRUE(of(facts).tolerance.has_value());
  EXPECT_TRUE(of(facts).wait_at_most.has_value());
  facts.node.arrival_rate = facts.requests = facts.visits = 20;
  EXPECT_FALSE(of(facts).tolerance.has_value());
}

// The larger the load, the longer it is remembered: s / (1 - sqrt(rho))^2.
TEST(SystemTheory, of_a_station_knows_how_long_it_remembers) {
  EXPECT_NEAR(of(one_server()).memory, 0.01 / (0.1055728 * 0.1055728), 1e-3);
  ServiceFacts facts = one_server();
  facts.node.line_limit = 4;
  EXPECT_NEAR(of(facts).memory, 0.01 * 25, 1e-12);
}

TEST(SystemTheory, of_a_population_is_mean_value_analysis) {
  ServiceFacts facts = one_server();
  facts.node.arrival_rate = facts.requests = facts.visits = 1;
  const SystemFacts system{.services = {facts},
                           .population = Population{.customers = 10, .think_time = 0.09}};
  const ServiceTheory theory = theory_of(system).front();
  const auto repair =
      averages_of(MachineRepair{.machines = 10, .mean_up = 0.09, .repair_time = 0.01, .crews = 1});
  EXPECT_NEAR(*theory.utilization, repair->stations[0].utilization, 1e-12);
  EXPECT_NEAR(*theory.stay, repair->response, 1e-12);
  EXPECT_NEAR(*theory.in_line, repair->stations[0].present - repair->stations[0].utilization,
              1e-12);
}

TEST(SystemTheory, that_does_not_exist_says_why_of_each_service) {
  const SystemFacts system{.services = {one_server()}, .no_theory = "failures are planned"};
  const auto all = theory_of(system);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].model, "");
  EXPECT_EQ(all[0].note, "failures are planned");
}

}  // namespace
}  // namespace sim::theory

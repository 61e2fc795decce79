#include "models/explain/system_facts.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>

#include "tests/models/small_world.h"

namespace models {
namespace {

using sim::theory::ArrivalLaw;
using sim::theory::ServiceFacts;
using sim::theory::ServiceLaw;
using sim::theory::SystemFacts;

constexpr const char* kPoisson = R"([{"flow": "pay", "rate": "100/s"}])";

SystemFacts facts_of(const std::string& services, const std::string& load = kPoisson,
                     const std::string& more = "") {
  return system_facts(scenario_of(R"({"run": {"duration": "10s"}, "services": {)" + services +
                                  R"(}, "flows": {"pay": {"entry": "gateway.pay"}}, "load": )" +
                                  load + more + "}"));
}

const ServiceFacts& of(const SystemFacts& system, const std::string& name) {
  return *std::ranges::find(system.services, name, &ServiceFacts::name);
}

// A service with one operation.
std::string service(const std::string& name, const std::string& steps,
                    const std::string& more = R"("cores": 1)") {
  return "\"" + name + "\": {" + more + (more.empty() ? "" : ", ") + R"("operations": {"pay": [)" +
         steps + "]}}";
}

const std::string kExponential = R"({"cpu": {"exponential": "5ms"}})";
const std::string kConstant = R"({"cpu": "5ms"})";

std::string call(const std::string& name) {
  return R"({"call": ")" + name + R"(.pay"})";
}

TEST(SystemFacts, are_rates_and_moments_of_the_work) {
  const auto facts =
      of(facts_of(service("gateway", kConstant, R"("cores": 2, "speed": 2)")), "gateway");
  EXPECT_EQ(facts.no_wait + facts.no_theory, "");
  EXPECT_EQ(facts.node.servers, 2);
  EXPECT_NEAR(facts.node.arrival_rate, 100, 1e-9);
  EXPECT_NEAR(facts.node.service_time, 0.0025, 1e-15);
  EXPECT_NEAR(*facts.node.service_scv, 0, 1e-12);
  EXPECT_EQ(facts.node.arrivals, ArrivalLaw::poisson);
  EXPECT_EQ(facts.node.service, ServiceLaw::independent);
}

TEST(SystemFacts, count_who_is_declined_and_who_chooses_as_often_as_they_go_on) {
  const auto system =
      facts_of(service("gateway",
                       R"({"decline": "20%"}, )" + call("risk") +
                           R"(, {"choose": [{"share": "25%", "steps": [)" + call("bank") + "]}]}",
                       "") +
               "," + service("risk", kExponential + R"(, {"decline": "50%"})") + "," +
               service("bank", kExponential));
  EXPECT_NEAR(of(system, "risk").node.arrival_rate, 80, 1e-9);
  EXPECT_NEAR(of(system, "bank").node.arrival_rate, 10, 1e-9);
}

TEST(SystemFacts, know_poisson_arrivals_behind_exponential_lines_and_not_behind_others) {
  const auto behind = [](const std::string& work) {
    return of(
        facts_of(service("gateway", work + "," + call("bank")) + "," + service("bank", kConstant)),
        "bank");
  };
  EXPECT_EQ(behind(kExponential).no_wait, "");
  EXPECT_TRUE(behind(kExponential).in_network);
  EXPECT_EQ(behind(R"({"wait": "5ms"})").no_wait, "");
  EXPECT_NE(behind(kConstant).no_wait.find("by way of gateway"), std::string::npos);
}

TEST(SystemFacts, know_lines_that_are_visited_again_only_if_their_work_is_exponential) {
  const auto twice = [](const std::string& work) {
    return of(facts_of(service("gateway", work + "," + work)), "gateway");
  };
  EXPECT_EQ(twice(kExponential).no_wait, "");
  EXPECT_NEAR(twice(kExponential).node.arrival_rate, 200, 1e-9);
  EXPECT_NEAR(twice(kExponential).requests, 100, 1e-9);
  EXPECT_NE(twice(kConstant).no_wait.find("come back"), std::string::npos);
}

TEST(SystemFacts, know_the_branches_of_parallel_calls_but_not_what_comes_after_them) {
  const auto system = facts_of(
      service("gateway", "[" + call("risk") + "," + call("token") + "]," + call("bank"), "") + "," +
      service("risk", kExponential) + "," + service("token", kConstant) + "," +
      service("bank", kExponential));
  EXPECT_EQ(of(system, "risk").no_wait, "");
  EXPECT_EQ(of(system, "token").no_wait, "");
  EXPECT_EQ(of(system, "bank").no_wait, "calls in parallel wait for each other");
}

TEST(SystemFacts, do_not_know_a_line_that_one_payment_visits_at_the_same_time) {
  const auto system =
      facts_of(service("gateway", "[" + call("risk") + "," + call("risk") + "]", "") + "," +
               service("risk", kExponential));
  EXPECT_EQ(of(system, "risk").no_wait, "one payment asks it for several things at once");
}

TEST(SystemFacts, know_regular_gaps_only_right_behind_the_load) {
  const std::string renewal = R"([{"flow": "pay", "rate": "100/s", "arrivals": {"renewal": 0.5}}])";
  const auto entry = of(facts_of(service("gateway", kExponential), renewal), "gateway");
  EXPECT_EQ(entry.no_wait, "");
  EXPECT_EQ(entry.node.arrivals, ArrivalLaw::independent);
  EXPECT_NEAR(*entry.node.arrival_scv, 0.25, 1e-12);
  const auto thinned = of(
      facts_of(service("gateway", R"({"decline": "50%"}, )" + kExponential), renewal), "gateway");
  EXPECT_NEAR(*thinned.node.arrival_scv, 0.625, 1e-12);
  const auto late = of(
      facts_of(service("gateway", R"({"wait": {"exponential": "1ms"}}, )" + kExponential), renewal),
      "gateway");
  EXPECT_EQ(late.no_wait, "arrivals are renewal");
}

TEST(SystemFacts, share_requests_out_as_the_balancer_does) {
  const auto balanced = [](const std::string& policy) {
    return of(facts_of(service("gateway", kExponential,
                               R"("cores": 1, "nodes": 4, "balance": ")" + policy + "\"")),
              "gateway");
  };
  EXPECT_EQ(balanced("random").node.arrivals, ArrivalLaw::poisson);
  EXPECT_NEAR(balanced("random").node.arrival_rate, 25, 1e-9);
  EXPECT_NEAR(*balanced("round_robin").node.arrival_scv, 0.25, 1e-12);
  EXPECT_TRUE(balanced("fewest_of").is_informed);
  EXPECT_EQ(balanced("jump").no_wait, "how jump shares out the requests has no formula");
}

TEST(SystemFacts, suppose_that_threads_are_free_unless_they_are_all_there_is) {
  const auto held = facts_of(service("gateway", call("bank"), R"("threads": 4)") + "," +
                             service("bank", kExponential));
  EXPECT_TRUE(of(held, "gateway").needs_free_threads);
  EXPECT_FALSE(of(held, "bank").needs_free_threads);
  const auto threads =
      of(facts_of(service("gateway", kConstant + R"(, {"wait": "2ms"})", R"("threads": 3)")),
         "gateway");
  EXPECT_FALSE(threads.needs_free_threads);
  EXPECT_EQ(threads.node.servers, 3);
  EXPECT_NEAR(threads.node.service_time, 0.007, 1e-12);
  const auto both = facts_of(service("gateway", kConstant, R"("threads": 3, "cores": 2)"));
  EXPECT_FALSE(of(both, "gateway").needs_free_threads);
}

TEST(SystemFacts, of_a_population_are_visits_per_round) {
  const auto system =
      facts_of(service("gateway", kExponential + R"(, {"wait": "20ms"}, )" + kExponential),
               R"([{"flow": "pay", "population": 7, "think": "100ms"}])");
  ASSERT_TRUE(system.population.has_value());
  EXPECT_EQ(system.population->customers, 7);
  EXPECT_NEAR(system.population->think_time, 0.12, 1e-12);
  EXPECT_NEAR(of(system, "gateway").node.arrival_rate, 2, 1e-12);
}

TEST(SystemFacts, are_none_where_something_happens_or_is_held_back) {
  const auto why = [](const std::string& more) {
    return facts_of(service("gateway", kExponential), kPoisson, more).no_theory;
  };
  EXPECT_EQ(why(""), "");
  EXPECT_EQ(why(R"(, "failures": [{"at": "1s", "for": "1s", "pause": "gateway/0"}])"),
            "failures are planned");
  EXPECT_EQ(facts_of(service("gateway", kExponential),
                     R"([{"flow": "pay", "rate": [["0s", "1/s"], ["5s", "2/s"]]}])")
                .no_theory,
            "the load changes with time");
  EXPECT_EQ(facts_of(service("gateway", R"({"call": "bank.pay", "pool": 3})") + ", " +
                     service("bank", kExponential))
                .no_theory,
            "connection pools hold calls back");
  EXPECT_EQ(facts_of(service("gateway", R"({"cache": "rates", "steps": [{"wait": "1ms"}]})"),
                     kPoisson, R"(, "caches": {"rates": 1})")
                .no_theory,
            "what is found in caches is not known");
  EXPECT_EQ(facts_of(service("gateway", R"({"publish": "later"})") + "," +
                         service("bank", R"({"wait": "1ms"})"),
                     kPoisson, R"(, "queues": {"later": {"consumers": {"call": "bank.pay"}}})")
                .no_theory,
            "messages wait in queues for their consumers");
}

}  // namespace
}  // namespace models

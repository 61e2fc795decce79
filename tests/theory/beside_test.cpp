// The theory that the report itself shows beside what was measured: which model it chose, and that
// both agree where the model holds.
#include <gtest/gtest.h>
#include <map>
#include <string>

#include "tests/theory/headroom.h"

namespace theory {
namespace {

Json checks_of(World world, const std::string& replications = "10") {
  world.changes.push_back("run.replications=" + replications);
  return report_of(world, 1)["checks"]["theory"];
}

Json lines_of(const Json& checks, const std::string& station) {
  Json lines = Json::array();
  for (const Json& each : checks)
    if (each["station"] == station) lines.push_back(each);
  return lines;
}

// All measures are those of one model, and each was found to agree.
void expect_agreement(const World& world, const std::string& station, const std::string& model,
                      std::size_t measures) {
  const Json lines = lines_of(checks_of(world), station);
  EXPECT_EQ(lines.size(), measures) << lines.dump(1);
  for (const Json& each : lines) {
    ASSERT_EQ(each["model"], model) << each.dump(1);
    EXPECT_EQ(each["agrees"], true) << each.dump(1);
  }
}

World one_service(std::vector<std::string> changes) {
  return {"one-service.json", std::move(changes)};
}

const std::string kConstant = R"(services.server.operations.work.0.cpu="10ms")";
const std::string kLognormal =
    R"(services.server.operations.work.0.cpu={"lognormal": {"mean": "10ms", "cv": 1.5}})";

TEST(Beside, one_core_is_as_its_formula_says) {
  expect_agreement(one_service({}), "server", "M/M/1", 4);
  expect_agreement(one_service({kConstant}), "server", "M/G/1 (Pollaczek-Khinchine)", 4);
  expect_agreement(one_service({kLognormal}), "server", "M/G/1 (Pollaczek-Khinchine)", 4);
  expect_agreement(one_service({"services.server.line.order=lifo"}), "server", "M/M/1", 4);
  expect_agreement(one_service({kLognormal, "services.server.line.order=processor_sharing"}),
                   "server", "M/G/1 processor sharing", 4);
}

TEST(Beside, several_cores_are_as_erlang_says) {
  expect_agreement(one_service({"services.server.cores=4", "load.0.rate=320/s"}), "server",
                   "M/M/c (Erlang C)", 4);
  expect_agreement(
      one_service({"services.server.cores=2", "services.server.line.limit=6", "load.0.rate=170/s"}),
      "server", "M/M/c/K", 4);
  expect_agreement(one_service({"services.server.cores=2", "services.server.speed=0.5",
                                "services.server.threads=50"}),
                   "server", "M/M/c (Erlang C)", 4);
}

TEST(Beside, threads_without_cores_are_servers_too) {
  expect_agreement({"one-service.json",
                    {R"(services.server={"threads": 3, "operations": {"work":
                        [{"wait": {"exponential": "10ms"}}]}})",
                     "load.0.rate=240/s"}},
                   "server", "M/M/c (Erlang C)", 4);
}

TEST(Beside, two_priorities_are_as_cobham_says) {
  const std::string slow = R"(services.server.operations.second.0.cpu={"exponential": "12ms"})";
  expect_agreement({"two-classes.json", {slow}}, "server", "M/G/1 priorities (Cobham)", 4);
  expect_agreement({"two-classes.json",
                    {slow, R"(services.server.line.order={"priority": {"preemptive": true}})"}},
                   "server", "M/G/1 priorities, preemptive", 4);
}

TEST(Beside, a_population_is_as_mean_value_analysis_says) {
  const std::string model = "closed network (mean value analysis)";
  expect_agreement({"machine-repair.json", {}}, "server", model, 4);
  for (const char* station : {"processor", "disk1", "disk2"})
    expect_agreement({"central-server.json", {}}, station, model, 4);
}

TEST(Beside, lines_in_a_row_and_lines_that_are_visited_again_are_as_jackson_says) {
  expect_agreement({"tandem.json", {}}, "third", "M/M/1 in a Jackson network", 4);
  const std::string again = R"(services.gateway.operations.pay=[{"call": "third.work"},
      {"call": "second.work"}, {"choose": [{"share": "30%", "steps": [{"call": "third.work"}]}]}])";
  expect_agreement({"tandem.json", {again}}, "third", "M/M/1 in a Jackson network", 4);
}

TEST(Beside, nodes_drawn_at_random_are_stations_of_their_own_and_informed_ones_lie_between) {
  const std::vector<std::string> nodes = {"services.server.nodes=3", "load.0.rate=240/s"};
  const auto with = [&](const std::string& change) {
    World world = one_service(nodes);
    world.changes.push_back(change);
    return world;
  };
  expect_agreement(with("services.server.balance=random"), "server", "M/M/1", 4);
  expect_agreement(with("services.server.balance=fewest_of"), "server",
                   "M/M/c, one line for all or nodes at random", 3);
  expect_agreement(with("services.server.balance=round_robin"), "server",
                   "G/G/1 (Kraemer & Langenbach-Belz)", 5);
}

TEST(Beside, regular_arrivals_keep_the_bound_of_kingman) {
  for (const char* cv : {"0.5", "1.5"}) {
    const Json lines = lines_of(
        checks_of(one_service({std::string(R"(load.0.arrivals={"renewal": )") + cv + "}"})),
        "server");
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_EQ(lines[4]["relation"], "at_most");
    for (const Json& each : lines) EXPECT_EQ(each["agrees"], true) << each.dump(1);
  }
}

TEST(Beside, bursts_leave_only_the_utilization_and_say_so) {
  const Json lines =
      lines_of(checks_of(one_service({R"(load.0.arrivals={"bursty": {"factor": 3, "share": "10%",
                                                            "length": "200ms"}})",
                                      "load.0.rate=50/s"})),
               "server");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0]["model"], "utilization law");
  EXPECT_EQ(lines[0]["agrees"], true);
  EXPECT_EQ(lines[0]["note"], "arrivals are bursty");
}

void expect_why(const World& world, const std::string& why) {
  const Json lines = lines_of(checks_of(world, "2"), "server");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0]["model"], nullptr);
  EXPECT_EQ(lines[0]["note"], why);
}

TEST(Beside, what_fits_nothing_says_why) {
  expect_why(one_service({R"(failures=[{"at": "10s", "for": "1s", "pause": "server/0"}])"}),
             "failures are planned");
  expect_why(one_service({R"(load.0.rate=[["0s", "10/s"], ["500s", "80/s"]])"}),
             "the load changes with time");
  expect_why(one_service({"flows.pay.timeout=100ms"}), "time-outs struck");
  expect_why(one_service({"services.server.availability=90%"}), "some answers were failures");
}

TEST(Beside, one_run_is_shown_and_not_judged) {
  const Json lines = lines_of(checks_of(one_service({}), "1"), "server");
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0]["agrees"], nullptr);
  EXPECT_EQ(lines[0]["note"], "one run has no interval");
}

}  // namespace
}  // namespace theory

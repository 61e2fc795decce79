// Several cores or threads, and lines that are limited. Times are in mean services (10 ms).
#include <cmath>
#include <gtest/gtest.h>
#include <string>

#include "tests/theory/estimate.h"
#include "tests/theory/formulas.h"

namespace theory {
namespace {

// So many services' work a service, for as long as `payments` take.
World offered(double work, double payments, std::vector<std::string> changes) {
  changes.push_back("load.0.rate=" + per_second(work / kService));
  changes.push_back("run.warmup=10s");
  changes.push_back("run.duration=" + std::to_string(10 + payments * kService / work) + "s");
  return {"one-service.json", changes};
}

Estimate share(const std::vector<Json>& runs, const std::string& of, const std::string& all) {
  return mean_of(runs, [&](const Json& run) { return number(run, of) / number(run, all); });
}

std::string cores(int count) {
  return "services.server.cores=" + std::to_string(count);
}

struct Farm {
  int servers;
  double work;
};

TEST(ManyCores, waits_and_lines_are_erlangs) {
  for (const Farm& farm : {Farm{2, 1.6}, Farm{4, 3.6}, Farm{10, 8}, Farm{10, 9}, Farm{100, 90}}) {
    const std::string name = "M/M/" + std::to_string(farm.servers) + " offered " +
                             std::to_string(farm.work).substr(0, 4);
    const auto runs = reports_of(offered(farm.work, 50'000, {cores(farm.servers)}), kRuns);
    const double waiting = erlang_c(farm.servers, farm.work);
    const double wait = waiting / (farm.servers - farm.work);
    expect_theory(name + ", mean wait", in_services(runs, "/services/server/wait/mean/estimate"),
                  wait);
    const double p99 = std::log(waiting / 0.01) / (farm.servers - farm.work);
    expect_theory(name + ", p99 of the wait",
                  in_services(runs, "/services/server/wait/p99/estimate"), p99, p99 * kResolution);
    const double time = kRuns * 50'000 / farm.work;
    const BirthDeath chain = many_servers(farm.work, farm.servers, farm.servers + 600);
    const TimeAverage line =
        time_average(chain, [&](int n) { return std::max(0, n - farm.servers); });
    expect_theory(
        name + ", line",
        with_error(mean_of(runs, "/services/server/line/mean"), std::sqrt(line.variance / time)),
        line.mean);
    const TimeAverage busy = time_average(chain, [&](int n) {
      return static_cast<double>(std::min(n, farm.servers)) / farm.servers;
    });
    expect_theory(name + ", utilization",
                  with_error(mean_of(runs, "/services/server/utilization/estimate"),
                             std::sqrt(busy.variance / time)),
                  busy.mean);
  }
}

TEST(ManyCores, threads_without_limit_of_cores_serve_as_cores_do) {
  const auto runs = reports_of(
      offered(8, 50'000, {"services.server.cores=null", "services.server.threads=10"}), kRuns);
  expect_theory("M/M/10 offered 8 of threads, mean wait",
                in_services(runs, "/services/server/wait/mean/estimate"), 0.204590075398222);
  expect_theory("M/M/10 offered 8 of threads, utilization",
                mean_of(runs, "/services/server/thread_utilization/estimate"), 0.8);
}

// The wait after Crommelin (1932); one who does not wait stays exactly as long as the work takes.
TEST(ManyCores, constant_work_waits_as_crommelin_found) {
  struct Row {
    int cores;
    double load;
    double wait;
    double waiting;
  };
  for (const Row& row : {Row{2, 0.8, 0.90328388, 0.70189832}, Row{4, 0.9, 0.99996589, 0.77543659},
                         Row{10, 0.8, 0.10982779, 0.38471739}}) {
    const std::string name =
        "M/D/" + std::to_string(row.cores) + " load " + std::to_string(row.load).substr(0, 3);
    const auto runs =
        reports_of(offered(row.load * row.cores, 50'000,
                           {cores(row.cores), R"(services.server.operations.work.0.cpu="10ms")",
                            "flows.pay.good_within=10ms"}),
                   kRuns);
    expect_theory(name + ", mean wait", in_services(runs, "/services/server/wait/mean/estimate"),
                  row.wait);
    expect_theory(name + ", share who wait",
                  mean_of(runs,
                          [](const Json& run) {
                            return 1 - number(run, "/flows/pay/availability/estimate");
                          }),
                  row.waiting);
  }
}

// Round robin over k nodes: to each of them come the gaps of every k-th arrival, which are Erlang.
TEST(ManyCores, turns_make_arrivals_more_regular_at_each_node) {
  const auto runs = reports_of(
      offered(3.2, 50'000, {"services.server.nodes=4", "services.server.balance=round_robin"}),
      kRuns);
  expect_theory("Erlang-4/M/1 load 0.8 behind round robin, mean",
                in_services(runs, "/flows/pay/latency/mean/estimate"), 3.26738361);
}

TEST(ManyCores, chance_makes_every_node_an_m_m_1) {
  const auto runs = reports_of(
      offered(3.2, 50'000, {"services.server.nodes=4", "services.server.balance=random"}), kRuns);
  expect_theory("4 M/M/1 load 0.8 behind chance, mean",
                in_services(runs, "/flows/pay/latency/mean/estimate"), 5);
}

TEST(Limit, a_full_line_rejects_as_m_m_c_k_does) {
  struct Room {
    int cores;
    int places;
    double work;
  };
  for (const Room& room : {Room{1, 1, 0.8}, Room{1, 10, 0.9}, Room{1, 10, 1.2}, Room{4, 8, 3.2},
                           Room{10, 10, 8}, Room{10, 30, 9}, Room{10, 50, 12}}) {
    const std::string name = "M/M/" + std::to_string(room.cores) + "/" +
                             std::to_string(room.places) + " offered " +
                             std::to_string(room.work).substr(0, 4);
    const auto runs =
        reports_of(offered(room.work, 50'000,
                           {cores(room.cores), "services.server.line.limit=" +
                                                   std::to_string(room.places - room.cores)}),
                   kRuns);
    const BirthDeath chain = many_servers(room.work, room.cores, room.places);
    const double full = time_average(chain, [&](int n) { return n == room.places; }).mean;
    const double inside = time_average(chain, [](int n) { return n; }).mean;
    expect_theory(name + ", rejected",
                  share(runs, "/services/server/rejected", "/services/server/arrived"), full);
    expect_theory(name + ", stay", in_services(runs, "/services/server/stay/mean/estimate"),
                  inside / (room.work * (1 - full)));
  }
}

TEST(Limit, holds_for_the_line_for_threads) {
  const auto runs = reports_of(offered(3.2, 50'000,
                                       {"services.server.cores=null", "services.server.threads=4",
                                        "services.server.line.limit=4"}),
                               kRuns);
  expect_theory("M/M/4/8 offered 3.2 of threads, rejected",
                share(runs, "/services/server/rejected", "/services/server/arrived"), 0.060728456);
}

// Erlang's loss formula does not depend on the law of the work (Sevastyanov 1957).
TEST(Limit, without_a_line_the_rejected_share_does_not_depend_on_the_law) {
  for (const auto& [name, law] :
       {std::pair{"constant", R"("10ms")"},
        std::pair{"lognormal", R"({"lognormal": {"mean": "10ms", "cv": 2}})"},
        std::pair{"uniform", R"({"uniform": {"least": "0ms", "most": "20ms"}})"}}) {
    const auto runs =
        reports_of(offered(8, 50'000,
                           {cores(10), "services.server.line.limit=0",
                            std::string("services.server.operations.work.0.cpu=") + law}),
                   kRuns);
    expect_theory(std::string("M/G/10/10 offered 8, ") + name + " work, rejected",
                  share(runs, "/services/server/rejected", "/services/server/arrived"),
                  erlang_b(10, 8));
  }
}

// M/M/1 + D: who has waited longer than `patience` when its turn comes is sent away. Of the wait a
// newcomer would have, the density is that of M/M/1 up to the patience and falls as work alone is
// done beyond it (Barrer 1957, "Queuing with impatient customers and ordered service").
TEST(Shedding, by_age_sends_away_as_many_as_barrer_says) {
  for (const double load : {0.8, 1.2}) {
    constexpr double kPatience = 5;
    const double below = load * (1 - std::exp(-(1 - load) * kPatience)) / (1 - load);
    const double above = load * std::exp(-(1 - load) * kPatience);
    const auto runs =
        reports_of(offered(load, 50'000, {R"(services.server.line.shed={"age": "50ms"})"}), kRuns);
    expect_theory("M/M/1+D load " + std::to_string(load).substr(0, 3) + ", shed",
                  share(runs, "/services/server/shed", "/services/server/arrived"),
                  above / (1 + below + above));
  }
}

// The same with a deadline for the end of the work, which is given up when it passes: the wait that
// a newcomer would have is never longer than the deadline.
TEST(Shedding, work_that_is_told_its_deadline_is_given_up_when_that_passes) {
  for (const double load : {0.8, 1.0, 1.5}) {
    constexpr double kDeadline = 5;
    const auto density = [load](double wait) { return load * std::exp(-(1 - load) * wait); };
    const auto in_time = [](double wait) { return 1 - std::exp(-(kDeadline - wait)); };
    const double empty = 1 / (1 + integral(density, 0, kDeadline));
    const double served =
        empty *
        (in_time(0) + integral([&](double x) { return density(x) * in_time(x); }, 0, kDeadline));
    const auto runs = reports_of(
        offered(load, 50'000, {"flows.pay.timeout=50ms", "flows.pay.propagate_deadline=true"}),
        kRuns);
    const std::string name = "M/M/1 with a deadline, load " + std::to_string(load).substr(0, 3);
    expect_theory(name + ", in time", mean_of(runs, "/flows/pay/availability/estimate"), served);
    expect_theory(name + ", utilization", mean_of(runs, "/services/server/utilization/estimate"),
                  1 - empty);
  }
}

// The same for cores that are shared: M/M/1-PS, where each leaves by its deadline, is solved by
// nobody in closed form; constant work of 1 and a deadline of 2 let two share a core to the end.
TEST(Shedding, shared_cores_give_up_what_is_too_late) {
  const auto runs =
      reports_of(offered(0.3, 5'000,
                         {"services.server.line.order=processor_sharing",
                          R"(services.server.operations.work.0.cpu="10ms")",
                          "flows.pay.timeout=15ms", "flows.pay.propagate_deadline=true"}),
                 1);
  for (const Json& run : runs) {
    EXPECT_GT(number(run, "/services/server/expired"), 0);
    EXPECT_EQ(number(run, "/services/server/too_late"), 0);
    EXPECT_LE(number(run, "/flows/pay/latency/max"), 0.015);
  }
}

}  // namespace
}  // namespace theory
